/// The first line of a file, with the names of its columns.
package struct HeaderLine: Sendable, Hashable {
  /// Trimmed. Bytes that are not UTF-8 are shown as `�`.
  package var columns: [String]
  /// The line's number, from 1.
  package var line: Int
  /// The offset and the line of the first record.
  package var end: Int
  package var nextLine: Int

  /// Reads the first line that is not blank; nil where there is none.
  package init?(of bytes: ExtractBytes) {
    let found = bytes.withSpan { Self.read($0) }
    guard let found else { return nil }
    self = found
  }

  init(columns: [String], line: Int, end: Int, nextLine: Int) {
    self.columns = columns
    self.line = line
    self.end = end
    self.nextLine = nextLine
  }

  private static func read(_ whole: Span<UInt8>) -> HeaderLine? {
    // A quote in the header that is never closed is not followed through a large file.
    let bytes = whole.extracting(0..<min(whole.count, 1 << 20))
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    var at = hasMark ? 3 : 0
    var line = 1
    while at < bytes.count, bytes[at] == Byte.lineFeed || bytes[at] == Byte.carriageReturn {
      at = bytes.afterLineEnd(at)
      line += 1
    }
    guard at < bytes.count else { return nil }
    var columns: [String] = []
    var breaks = 0
    while true {
      let isQuoted = at < bytes.count && bytes[at] == Byte.quote
      let end = isQuoted ? Int?.none : bytes.endOfPlainField(from: at)
      let field =
        end.map { QuotedField(cell: Cell(start: at, end: $0), end: $0, breaks: 0, isUnclosed: false) }
        ?? bytes.quotedField(at)
      let content = bytes.content(of: field.cell)
      let trimmed = content.span.trimmed(0..<content.count)
      columns.append(String(decoding: content[trimmed], as: UTF8.self))
      breaks += field.breaks
      at = field.end
      guard at < bytes.count, bytes[at] == Byte.comma else { break }
      at += 1
    }
    if at < bytes.count { at = bytes.afterLineEnd(at) }
    return HeaderLine(columns: columns, line: line, end: at, nextLine: line + breaks + 1)
  }
}
