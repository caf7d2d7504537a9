#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines that fit the width of a terminal. A file or a pipe gets every line as it is.
package enum TerminalLines {
  /// The columns of a terminal; nil for a file or a pipe, and where the terminal does not say.
  static func width(of file: Int32) -> Int? {
    guard isatty(file) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
    return Int(size.ws_col)
  }

  /// The text with each line that is too long broken between words, and gone on below its last column.
  ///
  /// JSON stays as it is, because a break in a text would be another text.
  package static func fitted(_ text: String, to width: Int) -> String {
    guard !text.hasPrefix("{"), !text.hasPrefix("[") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.count <= width ? String(line) : broken(line, to: width)
    }.joined(separator: "\n")
  }

  private static func broken(_ line: Substring, to width: Int) -> String {
    let indent = lastColumn(of: line, before: width * 6 / 10)
    var lines: [String] = []
    var current = String(line.prefix(indent))
    var isEmpty = true
    for word in line.dropFirst(indent).split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = String(repeating: " ", count: indent)
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Where the last column begins that begins before a place: after two spaces or more.
  private static func lastColumn(of line: Substring, before place: Int) -> Int {
    var (found, spaces) = (0, 0)
    for (position, character) in line.prefix(place).enumerated() {
      if character == " " {
        spaces += 1
      } else {
        if spaces > 1 || position == spaces { found = position }
        spaces = 0
      }
    }
    return found
  }
}
