import Findings

/// A sheet's rows as lines of CSV: line 7 is row 7, and a row with nothing in it is a blank line.
struct SheetLines {
  private let skipped: Int
  private let width: Int
  private(set) var out: [UInt8] = []
  /// The row being read, and the last that was written, from 1.
  private var row = 0
  private var written: Int
  private var cells: [[UInt8]] = []
  private var column = 0
  /// The sizes of the largest sheets.
  static let mostRows = 1_048_576
  static let mostColumns = 16_384

  /// Rows up to `skipped`, from 1, are left out; the others are filled up to `width` cells.
  init(skipped: Int, width: Int) {
    self.skipped = skipped
    self.width = width
    written = skipped
  }

  /// Whether the row being read is not wanted.
  var isSkipped: Bool { row <= skipped }

  mutating func drain() -> [UInt8] {
    defer { out.removeAll(keepingCapacity: true) }
    return out
  }

  /// Begins a row: the next one where its number is not said.
  mutating func begin(row number: Int?) throws(Finding) {
    row = number ?? row + 1
    guard row > written || row <= skipped, row <= Self.mostRows else {
      throw ZipArchive.unreadable("has rows out of order", "open it in a spreadsheet and save it again")
    }
    cells.removeAll(keepingCapacity: true)
    column = 0
  }

  /// Goes on to a column of the row, from 0: the next one where it is not said.
  mutating func move(to place: Int?) throws(Finding) {
    let place = place ?? column
    guard place >= cells.count, place < Self.mostColumns else {
      throw ZipArchive.unreadable("has cells out of order", "open it in a spreadsheet and save it again")
    }
    column = place
  }

  /// Puts a cell, and copies of it, at the column that was moved to. Cells beyond the largest sheets are left out.
  mutating func add(_ cell: [UInt8], times: Int = 1) {
    if !isSkipped, !cell.isEmpty, column < Self.mostColumns {
      while cells.count < column { cells.append([]) }
      for _ in 0..<min(times, Self.mostColumns - column) { cells.append(cell) }
    }
    column = min(column + times, Self.mostColumns)
  }

  /// Ends the row, which stands for so many rows that are the same.
  mutating func end(times: Int = 1) {
    let last = min(row - 1 + times, Self.mostRows)
    while let cell = cells.last, cell.isEmpty { cells.removeLast() }
    // Spreadsheets fill the rest of a sheet with one row without anything in it.
    for number in cells.isEmpty ? last + 1..<last + 1 : max(row, skipped + 1)..<max(last, skipped) + 1 {
      write(number)
    }
    row = max(row, last)
  }

  private mutating func write(_ number: Int) {
    while written + 1 < number {
      out.append(Byte.lineFeed)
      written += 1
    }
    written = number
    for (index, cell) in cells.enumerated() {
      if index > 0 { out.append(Byte.comma) }
      RecordText.append(cell, to: &out)
    }
    for _ in 0..<max(0, width - cells.count) { out.append(Byte.comma) }
    out.append(Byte.lineFeed)
  }

  /// The row is told as a line, the column by its letters.
  var cellTooLong: Finding {
    let place = row > 0 ? ", in column \(Self.letters(column))" : ""
    var finding = ZipArchive.unreadable(
      "has a cell longer than a cell can be\(place)", "save the sheet as CSV")
    if row > 0 { finding.location = Location(path: "", line: row) }
    return finding
  }

  private static func letters(_ column: Int) -> String {
    var (text, rest) = ("", column)
    repeat {
      text = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + text
      rest = rest / 26 - 1
    } while rest >= 0
    return text
  }
}
