package import Periods
package import Tables

/// How one file was read: everything that was decided about it rather than declared.
package struct FileReading: Sendable, Hashable {
  package enum Container: String, Sendable, Hashable { case text, gzip, zip, workbook }

  package var dataset: String
  /// As the user named it.
  package var path: String
  package var container = Container.text
  /// Of a workbook.
  package var sheet: String?
  package var encoding = TextEncoding.utf8
  package var hasByteOrderMark = false
  package var delimiter = Delimiter.comma
  /// `LF`, `CRLF` or `CR`: the first in the file.
  package var lineEnd = "LF"
  /// The line, from 1, of the header; 0 where there is none.
  package var headerLine = 0
  /// Lines above the header that say something and are not read.
  package var titleLines = 0
  /// Lines at its foot that are no records.
  package var footLines = 0
  /// In the order of the file.
  package var columns: [ColumnReading] = []
  /// Records that the condition of the pipeline's input leaves out; nil where it has none.
  package var leftOut: Int?
  /// The mapping that it was read by.
  package var mapping: String?
  /// The days that the file says it covers.
  package var covers: ClosedRange<Day>?
  /// Whether a sheet, found by a pattern, was passed over because it is no table of the dataset.
  package var isPassedOver = false
  /// Whether nothing is read from it; of one file for several datasets, each is refused or not by itself.
  package var isRefused = false
  /// Records left out because another file of the dataset has the same case.
  package var superseded = 0

  package init(dataset: String, path: String) {
    self.dataset = dataset
    self.path = path
  }
}

/// What one column of a file was taken for.
package struct ColumnReading: Sendable, Hashable {
  package enum Match: String, Sendable, Hashable, CaseIterable { case exact, synonym, pattern, mapping }

  /// As the file has it, trimmed.
  package var header: String
  /// The field's name, or nil where the column is ignored.
  package var field: String?
  package var match: Match?
  /// A field that the header nearly names; it is not read as that.
  package var near: String?
  /// For a field of dates that has any.
  package var days: DayDecision?

  package init(header: String, field: String? = nil, match: Match? = nil, near: String? = nil) {
    self.header = header
    self.field = field
    self.match = match
    self.near = near
  }
}

/// How the days of a column were decided to be written.
package struct DayDecision: Sendable, Hashable {
  package enum Basis: String, Sendable, Hashable, CaseIterable {
    /// Some value can be read one way only.
    case values
    /// The other columns of the file can be read one way only, and all the same.
    case otherColumns = "other-columns"
    case declared
    /// Every value could be either, and nothing says which: the column is not read.
    case ambiguous
  }

  /// Nil where the column is not read.
  package var form: DayForm?
  package var basis: Basis
  /// `2024-07-31`, `31/07/2024` and so on, as far as the column has them.
  package var seen: [String]

  package init(form: DayForm?, basis: Basis, seen: [String]) {
    self.form = form
    self.basis = basis
    self.seen = seen
  }
}

/// What became of the texts of one field of codes.
package struct FieldCleaning: Sendable, Hashable {
  package var dataset: String
  package var field: String
  /// Any value is a code: nothing was mapped.
  package var isOpen: Bool
  package var uses: CodeUses

  package init(dataset: String, field: String, isOpen: Bool, uses: CodeUses) {
    self.dataset = dataset
    self.field = field
    self.isOpen = isOpen
    self.uses = uses
  }
}
