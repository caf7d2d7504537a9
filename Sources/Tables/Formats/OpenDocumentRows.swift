import Findings

/// The rows of one sheet of an OpenDocument spreadsheet as its XML is met.
///
/// Source: OpenDocument 1.3 part 3, 9 (tables), 19.385 (types of values) and 6.1.2 (white space).
struct OpenDocumentRows {
  /// The sheet's position among those of the file.
  private let sheet: Int
  private(set) var lines: SheetLines
  /// Whether the sheet has ended.
  private(set) var isPast = false
  private var position = -1
  private var cell: Cell?
  /// How many rows the one being read stands for.
  private var rowCount = 1

  init(sheet: Int, _ lines: SheetLines) {
    self.sheet = sheet
    self.lines = lines
  }

  mutating func drain() -> [UInt8] { lines.drain() }

  mutating func take(_ event: XMLScanner.Event) throws(Finding) {
    guard !isPast else { return }
    if var open = cell {
      cell = nil
      let isOpen = open.take(event)
      guard open.text.count <= XMLScanner.longest else { throw lines.cellTooLong }
      if isOpen { cell = open } else { lines.add(lines.isSkipped ? [] : open.content(), times: open.times) }
      return
    }
    switch event {
    case .start("table", _): position += 1
    case .end("table"): isPast = position == sheet
    case _ where position != sheet: break
    case .start("table-row", let attributes):
      rowCount = Self.count(attributes["number-rows-repeated"])
      try lines.begin(row: nil)
    case .end("table-row"): lines.end(times: rowCount)
    case .start("table-cell", let attributes), .start("covered-table-cell", let attributes):
      cell = Cell(attributes, times: Self.count(attributes["number-columns-repeated"]))
    default: break
    }
  }

  private static func count(_ text: String?) -> Int {
    text.flatMap(Int.init).map { max(1, min($0, SheetLines.mostRows)) } ?? 1
  }
}

extension OpenDocumentRows {
  /// A cell as it is met.
  struct Cell {
    let times: Int
    private let attributes: [(name: String, value: String)]
    /// What it shows, one paragraph after another.
    private(set) var text: [UInt8] = []
    private var paragraphs = 0
    /// How many elements of it are open, and from which on nothing is shown of it.
    private var depth = 0
    private var paragraph: Int?
    private var passedOver: Int?

    init(_ attributes: [(name: String, value: String)], times: Int) {
      self.attributes = attributes
      self.times = times
    }

    /// Comments, drawings and how characters are said are no part of what a cell holds.
    private static let passedOver: Set = ["annotation", "note", "frame", "ruby-text", "table"]

    /// False where the event was the cell's end.
    mutating func take(_ event: XMLScanner.Event) -> Bool {
      switch event {
      case .start(let name, let attributes):
        if passedOver == nil, Self.passedOver.contains(name) { passedOver = depth }
        if depth == 0, name == "p" || name == "h" {
          paragraph = depth
          if paragraphs > 0 { text.append(Byte.lineFeed) }
          paragraphs += 1
        } else if paragraph != nil, passedOver == nil {
          switch name {
          case "s":
            let count = attributes["c"].flatMap(Int.init) ?? 1
            text += repeatElement(UInt8(ascii: " "), count: max(0, min(count, XMLScanner.longest)))
          case "tab": text.append(0x09)
          case "line-break": text.append(Byte.lineFeed)
          default: break
          }
        }
        depth += 1
      case .end:
        guard depth > 0 else { return false }
        depth -= 1
        if depth == passedOver { passedOver = nil }
        if depth == paragraph { paragraph = nil }
      case .text(let bytes): if paragraph != nil, passedOver == nil { add(bytes) }
      }
      return true
    }

    /// White space of the file is one blank, and none at the start of a paragraph.
    private mutating func add(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes {
        guard byte == 0x20 || byte == 0x09 || byte == Byte.lineFeed || byte == Byte.carriageReturn else {
          text.append(byte)
          continue
        }
        guard let last = text.last, last != 0x20, last != Byte.lineFeed else { continue }
        text.append(0x20)
      }
    }

    /// The value, written as one of an `.xlsx` workbook would be.
    func content() -> [UInt8] {
      let type = attributes["value-type"]
      // LibreOffice says so in an attribute of its own beside the standard's.
      let isError = attributes.contains { $0.name == "value-type" && $0.value == "error" }
      let isFormula = attributes["formula"] != nil
      if isError || (isFormula && Self.isErrorText(text)) || (isFormula && type == nil && text.isEmpty) {
        return Array(FieldPlan.unknownWord.utf8)
      }
      switch type {
      case "float", "currency", "percentage":
        return attributes["value"].map { number(Array($0.utf8)) } ?? shown
      case "date": return attributes["date-value"].map { Self.day($0) } ?? shown
      case "boolean":
        return attributes["boolean-value"].map { Array($0.uppercased().utf8) } ?? shown
      case "string": return attributes["string-value"].map { SheetText.oneLine(Array($0.utf8)) } ?? shown
      default: return shown
      }
    }

    private var shown: [UInt8] { SheetText.oneLine(text) }

    /// What a formula shows when it has no result.
    private static let errors: Set = ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"]

    private static func isErrorText(_ text: [UInt8]) -> Bool {
      text.starts(with: Array("Err:".utf8)) || errors.contains(String(decoding: text, as: UTF8.self))
    }

    /// A reference is shown with the zeros in front of it, which its number has not.
    private func number(_ value: [UInt8]) -> [UInt8] {
      // LibreOffice keeps what is true as a number that is shown so.
      for (word, digit) in [("TRUE", "1"), ("FALSE", "0")]
      where text == Array(word.utf8) && value == Array(digit.utf8) { return text }
      let digits = SheetNumber.text(value, as: NumberFormat(), isFrom1904: false)
      let shown = text.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
      guard shown.count > digits.count, shown.first == 48, shown.allSatisfy({ $0 &- 48 <= 9 }),
        Array(shown.dropFirst(shown.count - digits.count)) == digits,
        shown.dropLast(digits.count).allSatisfy({ $0 == 48 })
      else { return digits }
      return shown
    }

    /// Midnight is no time, and parts of a second are left out.
    private static func day(_ value: String) -> [UInt8] {
      let text = value.split(separator: ".", maxSplits: 1)[0]
      let parts = text.split(separator: "T", maxSplits: 1)
      let isMidnight = parts.count == 2 && parts[1].allSatisfy { $0 == "0" || $0 == ":" }
      return Array((isMidnight ? parts[0] : text).utf8)
    }
  }
}
