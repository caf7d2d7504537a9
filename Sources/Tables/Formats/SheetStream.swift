import Findings

/// One sheet's rows as lines of CSV, a piece at a time: line 7 is row 7 of the sheet.
///
/// Days come out as `2024-07-31`, with a time where there is one. A line break in a cell becomes a space, so that lines
/// stay rows. A row with nothing in it is a blank line.
struct SheetStream {
  private let book: Workbook
  private var stream: ByteStream
  private var scanner = XMLScanner()
  private var rows: SheetRows
  private var isFinished = false

  /// Rows up to `row`, from 1, are left out; the others are filled up to `width` cells.
  init(_ sheet: Workbook.Sheet, of book: Workbook, after row: Int = 0, width: Int = 0) throws(Finding) {
    guard let entry = book.archive.entry(sheet.part) else {
      throw ZipArchive.unreadable(
        "has lost its sheet '\(sheet.name)'", "open it in a spreadsheet and save it again")
    }
    self.book = book
    stream = ByteStream(entry, of: book.file)
    rows = SheetRows(book: book, skipped: row, width: width)
  }

  /// Whole lines; nil at the end.
  mutating func next() throws(Finding) -> [UInt8]? {
    while !isFinished {
      guard let piece = try stream.next() else {
        isFinished = true
        break
      }
      var rows = self.rows
      do throws(Finding) {
        try scanner.feed(piece) { event throws(Finding) in try rows.take(event) }
      } catch {
        // A text that never ends is stopped before it is a cell's.
        throw error.location == nil && scanner.isOverlong ? rows.cellTooLong : error
      }
      self.rows = rows
      if !self.rows.out.isEmpty { return self.rows.drain() }
    }
    return rows.out.isEmpty ? nil : rows.drain()
  }
}

/// The rows of a sheet as its XML is met.
struct SheetRows {
  private let book: Workbook
  private let skipped: Int
  private let width: Int
  private(set) var out: [UInt8] = []
  /// The row being read, and the last that was written, from 1.
  private var row = 0
  private var written: Int
  private var cells: [[UInt8]] = []
  private var column = 0
  private var type = "n"
  private var style = 0
  private var value: [UInt8] = []
  private var isValue = false
  private var isPhonetic = false
  private var isFormula = false
  /// The sizes of Excel's sheets.
  private static let mostRows = 1_048_576
  private static let mostColumns = 16_384

  init(book: Workbook, skipped: Int, width: Int) {
    self.book = book
    self.skipped = skipped
    self.width = width
    written = skipped
  }

  mutating func drain() -> [UInt8] {
    defer { out.removeAll(keepingCapacity: true) }
    return out
  }

  mutating func take(_ event: XMLScanner.Event) throws(Finding) {
    switch event {
    case .start("row", let attributes):
      row = attributes["r"].flatMap(Int.init) ?? row + 1
      guard row > written || row <= skipped, row <= Self.mostRows else {
        throw ZipArchive.unreadable("has rows out of order", "open it in a spreadsheet and save it again")
      }
      cells.removeAll(keepingCapacity: true)
      column = 0
    case .end("row"): writeRow()
    case .start("c", let attributes):
      let place = attributes["r"].flatMap(Self.column) ?? column
      guard place >= cells.count, place < Self.mostColumns else {
        throw ZipArchive.unreadable("has cells out of order", "open it in a spreadsheet and save it again")
      }
      column = place
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap(Int.init) ?? 0
      value.removeAll(keepingCapacity: true)
      isFormula = false
    case .start("f", _): isFormula = true
    case .start("v", _): isValue = true
    case .start("t", _): isValue = !isPhonetic
    case .start("rPh", _): isPhonetic = true
    case .end("rPh"): isPhonetic = false
    case .end("v"), .end("t"): isValue = false
    case .text(let bytes) where isValue:
      value += bytes
      guard value.count <= XMLScanner.longest else { throw cellTooLong }
    case .end("c"):
      if row > skipped {
        while cells.count < column { cells.append([]) }
        cells.append(content())
      }
      column += 1
    default: break
    }
  }

  /// The row is told as a line, the column by its letters.
  fileprivate var cellTooLong: Finding {
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

  /// `AB12` is column 27.
  private static func column(_ reference: String) -> Int? {
    var number = 0
    for letter in reference.utf8 {
      let value = Int(letter | 0x20) - 96
      guard (1...26).contains(value) else { break }
      number = number * 26 + value
      guard number <= mostColumns else { return nil }
    }
    return number == 0 ? nil : number - 1
  }

  private mutating func writeRow() {
    guard row > skipped else { return }
    while written + 1 < row {
      out.append(Byte.lineFeed)
      written += 1
    }
    written = row
    while let last = cells.last, last.isEmpty { cells.removeLast() }
    guard !cells.isEmpty else {
      out.append(Byte.lineFeed)
      return
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { out.append(Byte.comma) }
      RecordText.append(cell, to: &out)
    }
    for _ in 0..<max(0, width - cells.count) { out.append(Byte.comma) }
    out.append(Byte.lineFeed)
  }

  private func content() -> [UInt8] {
    // A formula that no spreadsheet has worked out yet: there is a value, and nobody knows it. An empty text is one.
    if isFormula, value.isEmpty, type != "str" { return Array(FieldPlan.unknownWord.utf8) }
    switch type {
    case "e": return Array(FieldPlan.unknownWord.utf8)
    case "s":
      guard let index = Int(String(decoding: value, as: UTF8.self)),
        book.sharedTexts.ends.indices.contains(index)
      else { return [] }
      return SheetText.oneLine(Array(book.sharedTexts.bytes[book.sharedTexts.range(index)]))
    case "n":
      let format = book.styles.indices.contains(style) ? book.styles[style] : NumberFormat()
      return SheetNumber.text(value, as: format, isFrom1904: book.isFrom1904)
    case "b":
      return value == [UInt8(ascii: "1")] ? Array("TRUE".utf8) : value.isEmpty ? [] : Array("FALSE".utf8)
    default: return SheetText.oneLine(SheetText.decoded(value))
    }
  }
}
