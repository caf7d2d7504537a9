import Findings

/// Where the bytes of an expression were written, so that a finding points inside the JSON string.
///
/// An expression that is made in code has no place in a file and is shown as a text of its own.
struct ExpressionPlace {
  private let source: SourceText
  /// For each byte of the expression and for its end: the byte of the source.
  private let offsets: [Int]

  init(_ text: Located<String>, in source: SourceText) {
    let length = text.value.utf8.count
    let written = text.range.isEmpty ? [] : source.decodedOffsets(ofStringLiteralAt: text.range)
    if written.count == length + 1 {
      self.source = source
      offsets = written
    } else {
      self.source = SourceText(path: source.path, text.value)
      offsets = Array(0...length)
    }
  }

  /// A finding about some bytes of the expression. An empty range is shown one character wide.
  func finding(_ code: FindingCode, at range: Range<Int>, _ message: String, hint: String? = nil) -> Finding {
    let start = offsets[range.lowerBound]
    let end = range.isEmpty ? start + 1 : offsets[range.upperBound]
    return source.finding(code, at: start..<end, message, hint: hint)
  }
}
