package import Periods
package import Tables

/// How one file was read: all decisions that were not declared.
package struct FileReading: Sendable, Hashable {
  package enum Container: String, Sendable, Hashable { case text, gzip, zip, workbook }

  package var dataset: String
  /// As the user named it.
  package var path: String
  package var container = Container.text
  /// For a workbook.
  package var sheet: String?
  package var encoding = TextEncoding.utf8
  package var hasByteOrderMark = false
  package var delimiter = Delimiter.comma
  /// `LF`, `CRLF` or `CR`: the first in the file.
  package var lineEnd = "LF"
  /// The line, from 1, of the header; 0 where there is none.
  package var headerLine = 0
  /// Lines with text above the header. They are not read.
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
  /// Whether the sheet was left out: a pattern found it, and it is not a table of the dataset.
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

/// How one column of a file was read.
package struct ColumnReading: Sendable, Hashable {
  package enum Match: String, Sendable, Hashable, CaseIterable { case exact, synonym, pattern, mapping }

  /// As the file has it, trimmed.
  package var header: String
  /// The field's name, or nil where the column is ignored.
  package var field: String?
  package var match: Match?
  /// A field whose name is close to the header. The column is not read as that field.
  package var near: String?
  /// The fields that go by this header, where they are several. The column is not read.
  package var candidates: [String] = []
  /// For a field of dates with values.
  package var days: DayDecision?

  package init(header: String, field: String? = nil, match: Match? = nil, near: String? = nil) {
    self.header = header
    self.field = field
    self.match = match
    self.near = near
  }
}

/// How the days of a column are written.
package struct DayDecision: Sendable, Hashable {
  package enum Basis: String, Sendable, Hashable, CaseIterable {
    /// A value that can be read in only one way decides.
    case values
    /// The other columns of the file decide: they can be read in only one way, the same for all.
    case otherColumns = "other-columns"
    case declared
    /// Every value can be read either way, and nothing decides: the column is not read.
    case ambiguous
  }

  /// nil where the column is not read.
  package var form: DayForm?
  package var basis: Basis
  /// The forms that occur: `2024-07-31`, `31/07/2024` and so on.
  package var seen: [String]

  package init(form: DayForm?, basis: Basis, seen: [String]) {
    self.form = form
    self.basis = basis
    self.seen = seen
  }
}

/// How the texts of one field of codes were cleaned.
package struct FieldCleaning: Sendable, Hashable {
  package var dataset: String
  package var field: String
  /// Whether any value is a code, so that nothing was mapped.
  package var isOpen: Bool
  package var uses: CodeUses

  package init(dataset: String, field: String, isOpen: Bool, uses: CodeUses) {
    self.dataset = dataset
    self.field = field
    self.isOpen = isOpen
    self.uses = uses
  }
}
