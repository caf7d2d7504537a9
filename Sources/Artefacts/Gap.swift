import Statistics

/// What a figure's data lack: a reason to withhold the figure, or a note beside it.
///
/// It has no count and no day of a record, so any disclosure policy may print it. A gap of an extract applies to every
/// figure that is read from it, whatever its value.
package struct Gap: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The extract, or one of its files, was refused as a whole.
    case refusedExtract = "refused-extract"
    /// The period begins before the extract does.
    case beforeExtract = "before-extract"
    /// The period ends after the newest records of the extract.
    case afterExtract = "after-extract"
    /// The extract lacks a month between others.
    case emptyMonth = "empty-month"
    /// A column that the figure needs is blank in every record.
    case blankColumn = "blank-column"
    /// A column that the figure needs has values outside its code list.
    case unmapped
    /// A sum over a period in which no record has a number: nobody took a reading.
    case noReading = "no-reading"
  }

  package var kind: Kind
  /// Whether it withholds the figure: `[x]`.
  package var withholds: Bool
  /// In words, without a full stop.
  package var text: String

  package init(_ kind: Kind, withholds: Bool, _ text: String) {
    self.kind = kind
    self.withholds = withholds
    self.text = text
  }
}

extension Reading {
  /// The reading with these gaps, and without its value if any of them withholds it.
  package func lacking(_ gaps: [Gap]) -> Reading {
    var out = self
    let withholding = gaps.filter(\.withholds)
    if !withholding.isEmpty {
      out = Reading(key: key, missing: .unavailable, population: population)
    }
    // A withheld figure shows only the reason for that.
    out.gaps = withholding.isEmpty ? gaps : withholding
    return out
  }

  /// Why there is no figure, where its data lack something.
  package var whyMissing: String? { missing == nil ? nil : gaps.first { $0.withholds }?.text }
}

/// How much data a figure may lack before it is withheld.
package struct CompletenessLimits: Sendable, Hashable {
  /// An extract with more than so many per cent of records refused is refused as a whole.
  package var refusedPercent: Int
  /// A figure is withheld if unknown codes could change it by more than so many per cent.
  package var couldChangePercent: Int
  /// An extract is reported as old if its newest record is more than so many days before the as-of day.
  package var daysAfterNewest: Int

  package init(refusedPercent: Int = 50, couldChangePercent: Int = 5, daysAfterNewest: Int = 31) {
    self.refusedPercent = refusedPercent
    self.couldChangePercent = couldChangePercent
    self.daysAfterNewest = daysAfterNewest
  }
}
