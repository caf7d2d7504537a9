/// A declaration file's text, which converts byte offsets to lines and columns.
package final class SourceText: Sendable {
  /// The path for messages, relative to where the command was given.
  package let path: String
  /// The path in the folder that it is of, by which it is known wherever that folder is.
  package let place: String
  /// Whether it is of a council's folder, which is laid over the shipped one.
  package let isCouncils: Bool
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  /// - Parameter council: the council's folder, as messages name it, if it is in one.
  package init(path: String, of council: String? = nil, bytes: [UInt8]) {
    self.path = council.map { "\($0)/\(path)" } ?? path
    place = path
    isCouncils = council != nil
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    lineStarts = starts
  }

  package convenience init(path: String, _ text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The line and column of a byte, both from 1. Columns count characters, as editors do.
  package func location(at offset: Int) -> Location {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = String(decoding: bytes[lineStarts[low]..<offset], as: UTF8.self).count + 1
    return Location(path: path, line: low + 1, column: column)
  }

  /// The text of a line, from 1, without its line end.
  package func text(ofLine line: Int) -> String {
    let start = lineStarts[line - 1]
    let end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    let slice = bytes[start..<end]
    return String(decoding: slice.last == UInt8(ascii: "\r") ? slice.dropLast() : slice, as: UTF8.self)
  }

  /// A finding at a range of bytes, which it shows.
  package func finding(
    _ code: FindingCode, at range: Range<Int>, _ message: String, hint: String? = nil,
    severity: Severity = .error, effect: Effect = .stops
  ) -> Finding {
    let start = location(at: range.lowerBound)
    let shown = bytes[range.clamped(to: 0..<bytes.count)]
    let width = String(decoding: shown, as: UTF8.self).prefix { !$0.isNewline }.count
    return Finding(
      code, severity: severity, effect: effect, message, hint: hint, location: start,
      excerpt: Excerpt(line: text(ofLine: start.line), width: width))
  }
}
