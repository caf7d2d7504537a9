/// Builds a CSV file in memory: RFC 4180 quotes where needed, LF line ends, a newline at the end.
package struct CSVWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let neutralisesFormulas: Bool

  /// With `neutralisesFormulas`, text that a spreadsheet would run as a formula gets an apostrophe before it.
  ///
  /// The characters are OWASP's list (CSV Injection) and their wide forms. Plain numbers such as `-1.5` or `-42%` stay as
  /// they are.
  package init(neutralisesFormulas: Bool = false) { self.neutralisesFormulas = neutralisesFormulas }

  package init(header: [String], neutralisesFormulas: Bool = false) {
    self.init(neutralisesFormulas: neutralisesFormulas)
    row(header)
  }

  package mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, isAlone: cells.count == 1)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A row's cells, with commas between them.
  package static func cells(_ cells: [String], neutralisesFormulas: Bool = false) -> [UInt8] {
    var csv = CSVWriter(neutralisesFormulas: neutralisesFormulas)
    csv.row(cells)
    return Array(csv.bytes.dropLast())
  }

  /// Makes room for so many bytes more.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Adds finished rows, line ends included.
  package mutating func rows(_ lines: [UInt8]) { bytes += lines }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func append(_ cell: String, isAlone: Bool) {
    let isFormula = neutralisesFormulas && isFormula(cell.utf8)
    // An empty line would be read as blank, so a lone empty cell is quoted.
    guard cell.hasByte(where: needsQuotes) || (cell.isEmpty && isAlone) else {
      if isFormula { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let wideSigns = ["＝", "＋", "－", "＠"]

  private func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  private func isFormula(_ content: String.UTF8View) -> Bool {
    guard let first = content.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(content.dropFirst())
    // The wide forms of = + - @, which East Asian spreadsheets treat as the narrow ones.
    case 0xEF: return Self.wideSigns.contains { content.starts(with: $0.utf8) }
    default: return false
    }
  }

  /// Digits with at most one point, thousands commas, and perhaps a per cent sign.
  private func isNumber(_ unsigned: Substring.UTF8View) -> Bool {
    let digits = unsigned.last == UInt8(ascii: "%") ? unsigned.dropLast() : unsigned
    var points = 0
    var count = 0
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): count += 1
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: ",") where points == 0 && count > 0: continue
      default: return false
      }
    }
    return count > 0 && points <= 1
  }
}
