/// A fault of one field of one record, found while typing it.
package struct CellFault: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// A required field is blank.
    case missing
    case badDate, badInteger, badDecimal, badFlag, unknownCode, textTooLong
    /// The record has more or fewer fields than the header; `field` is then −1 and every column is missing.
    case ragged
    /// A text field that is kept has bytes that are not UTF-8.
    case notUTF8
    /// The record has a quote that is never closed and takes the rest of the file; `field` is −1.
    case unclosedQuote
    /// An NHS number without ten digits, and one that a spreadsheet shortened to a form like `9.43E+09`.
    case badNHSNumber, cutNumber
    /// The field has a spreadsheet's error in place of its value.
    case notKnown
  }
  package var row: Int32
  /// Position in the dataset's fields, or −1 for the whole record.
  package var field: Int16
  package var kind: Kind
  /// For an unknown code, the position of the declared code that was probably meant; otherwise `Column.missingCode`.
  package var suggestion: UInt16

  package init(row: Int, field: Int, kind: Kind, suggestion: UInt16 = Column.missingCode) {
    self.row = Int32(row)
    self.field = Int16(field)
    self.kind = kind
    self.suggestion = suggestion
  }
}

/// A range of consecutive records of one file, column by column: the unit of parallel work.
package struct RecordBatch: Sendable {
  /// Position in the table's `sources`.
  package var source: Int
  /// The line, from 1, on which the first record starts.
  package var firstLine: Int
  /// Rows before which lines were skipped (line breaks in quotes, blank lines), with the total so far.
  package var lineSkips: [LineSkip]
  package var rowCount: Int
  /// One column for each of the dataset's fields, in their order.
  package var columns: [Column]
  /// In row order.
  package var faults: [CellFault]
  /// Rows that failed a test while the batch was read, if the run has tests.
  package var marks: [RowMark] = []
  /// Fields whose column is blank in every row, also those whose column is no longer kept.
  package var blankFields: Set<Int> = []

  /// A row and the number of the test that it failed.
  package struct RowMark: Sendable, Hashable {
    package var row: Int32
    package var test: Int32

    package init(row: Int, test: Int) {
      self.row = Int32(row)
      self.test = Int32(test)
    }
  }

  package struct LineSkip: Sendable, Hashable {
    package var row: Int32
    package var total: Int32
    package init(row: Int, total: Int) {
      self.row = Int32(row)
      self.total = Int32(total)
    }
  }

  package init(
    source: Int, firstLine: Int, lineSkips: [LineSkip] = [], rowCount: Int, columns: [Column],
    faults: [CellFault] = []
  ) {
    self.source = source
    self.firstLine = firstLine
    self.lineSkips = lineSkips
    self.rowCount = rowCount
    self.columns = columns
    self.faults = faults
  }

  /// The line, from 1, on which a record of this batch starts.
  package func line(ofRow row: Int) -> Int {
    var low = 0
    var high = lineSkips.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineSkips[middle].row) <= row { low = middle + 1 } else { high = middle }
    }
    return firstLine + row + (low == 0 ? 0 : Int(lineSkips[low - 1].total))
  }
}

/// The cases of one dataset, from one or more files.
package struct CaseTable: Sendable {
  /// The dataset's id.
  package var dataset: String
  /// Field names, in the dataset's order.
  package var fields: [String]
  /// For a field of codes, its dictionary: the declared codes in order, or the values found, sorted.
  package var dictionaries: [[String]]
  /// The files read, in order, as the user named them.
  package var sources: [String]
  package var batches: [RecordBatch]
  /// The fields that no file of this table had.
  package var absentFields: Set<String>

  package init(
    dataset: String, fields: [String], dictionaries: [[String]], sources: [String] = [],
    batches: [RecordBatch] = [], absentFields: Set<String> = []
  ) {
    self.dataset = dataset
    self.fields = fields
    self.dictionaries = dictionaries
    self.sources = sources
    self.batches = batches
    self.absentFields = absentFields
  }

  package var rowCount: Int { batches.reduce(0) { $0 + $1.rowCount } }
}
