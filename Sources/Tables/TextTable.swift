package import Findings

/// A small table of texts with a header, for reference files of at most some thousand rows.
///
/// RFC 4180, with LF, CRLF or CR line ends. A byte order mark and blank lines are ignored.
package struct TextTable: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    /// As many as the header has.
    package var cells: [String]
    /// The line, from 1, on which the row starts.
    package var line: Int
  }

  package var path: String
  package var header: [String]
  package var rows: [Row]

  /// Reads a whole file. Throws the first fault, with its line.
  ///
  /// FILE-002 empty, FILE-006 unclosed quote or text after one, FILE-007 not UTF-8, FILE-009 a header twice, FILE-010
  /// ragged.
  package static func read(_ bytes: [UInt8], path: String) throws(Finding) -> TextTable {
    var reader = TextReader(bytes: bytes, path: path)
    guard let header = try reader.next() else {
      throw Finding(
        "FILE-002", effect: .refusesFile, "the file is empty", hint: "it needs a header line, then records",
        location: Location(path: path))
    }
    if let twice = header.cells.indices.first(where: { header.cells[..<$0].contains(header.cells[$0]) }) {
      throw Finding(
        "FILE-009", effect: .refusesFile, "two columns are called '\(header.cells[twice])'",
        hint: "remove or rename one of them", location: Location(path: path, line: header.line))
    }
    var rows: [Row] = []
    reader.columns = header.cells.count
    while let row = try reader.next() {
      guard row.cells.count == header.cells.count else {
        throw Finding(
          "FILE-010", effect: .refusesFile,
          "the record has \(row.cells.count) fields where the header has \(header.cells.count)",
          hint: "put quotes round a value that holds a comma", location: Location(path: path, line: row.line))
      }
      rows.append(row)
    }
    return TextTable(path: path, header: header.cells, rows: rows)
  }

  /// Every record of a text, header or not, however many cells it has; as `read` throws.
  package static func records(_ bytes: [UInt8], path: String) throws(Finding) -> [Row] {
    var reader = TextReader(bytes: bytes, path: path)
    var rows: [Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  /// The position of a column, by its exact header.
  package func column(_ name: String) -> Int? { header.firstIndex(of: name) }
}

/// One record after another, a byte at a time.
private struct TextReader {
  let bytes: [UInt8]
  let path: String
  var at: Int
  var line = 1
  /// How many cells the header has, once read.
  var columns = 0
  /// Whether all of it is UTF-8, and so every cell. Otherwise each cell is checked.
  private let isUTF8: Bool

  init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    isUTF8 = (try? UTF8Span(validating: bytes.span)) != nil
  }

  mutating func next() throws(Finding) -> TextTable.Row? {
    while at < bytes.count, isLineEnd(bytes[at]) { passLineEnd() }
    guard at < bytes.count else { return nil }
    let start = line
    var cells: [String] = []
    cells.reserveCapacity(columns)
    while true {
      cells.append(try cell(recordLine: start))
      guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    if at < bytes.count { passLineEnd() }
    return TextTable.Row(cells: cells, line: start)
  }

  /// Reads one field, and leaves `at` on its comma or line end.
  private mutating func cell(recordLine: Int) throws(Finding) -> String {
    var text: [UInt8] = []
    let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
    if isQuoted {
      let opened = line
      at += 1
      while true {
        guard at < bytes.count else {
          throw Finding(
            "FILE-006", effect: .refusesFile, "a quote opened on this line is never closed",
            hint: "close it, or double a quote that is part of the text",
            location: Location(path: path, line: opened))
        }
        if bytes[at] == UInt8(ascii: "\"") {
          at += 1
          guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { break }
          text.append(UInt8(ascii: "\""))
          at += 1
        } else if isLineEnd(bytes[at]) {
          let from = at
          passLineEnd()
          text += bytes[from..<at]
        } else {
          text.append(bytes[at])
          at += 1
        }
      }
    }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), !isLineEnd(bytes[at]) { at += 1 }
    if isQuoted, at > start {
      throw Finding(
        "FILE-006", effect: .refusesFile, "text follows a closing quote",
        hint: "double a quote that is part of the text", location: Location(path: path, line: line))
    }
    if text.isEmpty, isUTF8 { return String(decoding: bytes[start..<at], as: UTF8.self) }
    text += bytes[start..<at]
    guard let decoded = String(validating: text, as: UTF8.self) else {
      throw Finding(
        "FILE-007", effect: .refusesFile, "the record holds bytes that are not UTF-8",
        hint: "save the file as UTF-8", location: Location(path: path, line: recordLine))
    }
    return decoded
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private mutating func passLineEnd() {
    let pair = bytes[at] == UInt8(ascii: "\r") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n")
    at += pair ? 2 : 1
    line += 1
  }
}
