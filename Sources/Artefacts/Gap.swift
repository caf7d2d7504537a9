import Statistics

/// What a figure's data lack: a reason to print no figure, or something to say beside it.
///
/// It holds no count and no day of a record, so that it may be printed under any disclosure policy. What it says of an
/// extract it says of every figure that is read from it, whatever the figure came to.
package struct Gap: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The extract, or one of its files, was refused whole.
    case refusedExtract = "refused-extract"
    /// The period begins before the extract does.
    case beforeExtract = "before-extract"
    /// The period ends after the newest records of the extract.
    case afterExtract = "after-extract"
    /// The extract leaves out a month between others.
    case emptyMonth = "empty-month"
    /// A column that the figure reads is blank in every record.
    case blankColumn = "blank-column"
    /// A column that the figure reads has values that its code list does not.
    case unmapped
    /// A sum is asked of a period in which no record has a number: nobody took a reading.
    case noReading = "no-reading"
  }

  package var kind: Kind
  /// Whether there is no figure because of it: `[x]`.
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
  /// Without its value where any of these withholds it, and with all of them beside it.
  package func lacking(_ gaps: [Gap]) -> Reading {
    var out = self
    let withholding = gaps.filter(\.withholds)
    if !withholding.isEmpty {
      out = Reading(key: key, missing: .unavailable, population: population)
    }
    // Beside no figure only the reason for that is said.
    out.gaps = withholding.isEmpty ? gaps : withholding
    return out
  }

  /// Why there is no figure, where its data lack something.
  package var whyMissing: String? { missing == nil ? nil : gaps.first { $0.withholds }?.text }
}

/// How much a figure's data may lack before there is no figure.
package struct CompletenessLimits: Sendable, Hashable {
  /// An extract of which more than so many per cent of the records are refused is refused whole.
  package var refusedPercent: Int
  /// A figure that values which no code list knows could change by more than so many per cent of itself is none.
  package var couldChangePercent: Int
  /// An extract whose newest record is more than so many days before the as-of day is said to be old.
  package var daysAfterNewest: Int

  package init(refusedPercent: Int = 50, couldChangePercent: Int = 5, daysAfterNewest: Int = 31) {
    self.refusedPercent = refusedPercent
    self.couldChangePercent = couldChangePercent
    self.daysAfterNewest = daysAfterNewest
  }
}
