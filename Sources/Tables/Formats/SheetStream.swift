import Findings

/// One sheet's rows as lines of CSV, a piece at a time: line 7 is row 7 of the sheet.
///
/// Days come out as `2024-07-31`, with a time where there is one. A line break in a cell becomes a space, so that lines
/// stay rows. A row with nothing in it is a blank line.
struct SheetStream {
  private let book: Workbook
  private var stream: ByteStream
  private var scanner = XMLScanner()
  private var rows: Rows
  private var isFinished = false

  private enum Rows {
    case none
    case spreadsheetML(SheetRows)
    case openDocument(OpenDocumentRows)

    var lines: SheetLines {
      switch self {
      case .none: SheetLines(skipped: 0, width: 0)
      case .spreadsheetML(let rows): rows.lines
      case .openDocument(let rows): rows.lines
      }
    }

    /// Whether what follows is of other sheets.
    var isPast: Bool {
      if case .openDocument(let rows) = self { rows.isPast } else { false }
    }

    mutating func take(_ event: XMLScanner.Event) throws(Finding) {
      // The rows are held once while they change, or each change would copy what they hold.
      let held = self
      self = .none
      switch consume held {
      case .none: break
      case .spreadsheetML(var rows):
        defer { self = .spreadsheetML(rows) }
        try rows.take(event)
      case .openDocument(var rows):
        defer { self = .openDocument(rows) }
        try rows.take(event)
      }
    }

    mutating func drain() -> [UInt8] {
      let held = self
      self = .none
      switch consume held {
      case .none: return []
      case .spreadsheetML(var rows):
        defer { self = .spreadsheetML(rows) }
        return rows.drain()
      case .openDocument(var rows):
        defer { self = .openDocument(rows) }
        return rows.drain()
      }
    }
  }

  /// Rows up to `row`, from 1, are left out; the others are filled up to `width` cells.
  init(_ sheet: Workbook.Sheet, of book: Workbook, after row: Int = 0, width: Int = 0) throws(Finding) {
    guard let entry = book.archive.entry(sheet.part) else {
      throw ZipArchive.unreadable(
        "has lost its sheet '\(sheet.name)'", "open it in a spreadsheet and save it again")
    }
    self.book = book
    stream = ByteStream(entry, of: book.file)
    let lines = SheetLines(skipped: row, width: width)
    rows =
      book.isOpenDocument
      ? .openDocument(OpenDocumentRows(sheet: sheet.number, lines))
      : .spreadsheetML(SheetRows(book: book, lines))
  }

  /// Whole lines; nil at the end.
  mutating func next() throws(Finding) -> [UInt8]? {
    while !isFinished, !rows.isPast {
      guard let piece = try stream.next() else {
        isFinished = true
        break
      }
      var rows = self.rows
      self.rows = .none
      do throws(Finding) {
        try scanner.feed(piece) { event throws(Finding) in try rows.take(event) }
      } catch {
        // A text that never ends is stopped before it is a cell's.
        throw error.location == nil && scanner.isOverlong ? rows.lines.cellTooLong : error
      }
      self.rows = rows
      if !self.rows.lines.out.isEmpty { return self.rows.drain() }
    }
    return rows.lines.out.isEmpty ? nil : rows.drain()
  }
}

/// The rows of a sheet of SpreadsheetML as its XML is met.
struct SheetRows {
  private let book: Workbook
  private(set) var lines: SheetLines
  private var type = "n"
  private var style = 0
  private var value: [UInt8] = []
  private var isValue = false
  private var isPhonetic = false
  private var isFormula = false

  init(book: Workbook, _ lines: SheetLines) {
    self.book = book
    self.lines = lines
  }

  mutating func drain() -> [UInt8] { lines.drain() }

  mutating func take(_ event: XMLScanner.Event) throws(Finding) {
    switch event {
    case .start("row", let attributes): try lines.begin(row: attributes["r"].flatMap(Int.init))
    case .end("row"): lines.end()
    case .start("c", let attributes):
      try lines.move(to: attributes["r"].flatMap(Self.column))
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
      guard value.count <= XMLScanner.longest else { throw lines.cellTooLong }
    case .end("c"): lines.add(lines.isSkipped ? [] : content())
    default: break
    }
  }

  /// `AB12` is column 27.
  private static func column(_ reference: String) -> Int? {
    var number = 0
    for letter in reference.utf8 {
      let value = Int(letter | 0x20) - 96
      guard (1...26).contains(value) else { break }
      number = number * 26 + value
      guard number <= SheetLines.mostColumns else { return nil }
    }
    return number == 0 ? nil : number - 1
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
