import Findings

/// JSON to write. Keys keep their order.
package indirect enum JSONText: Sendable {
  case flag(Bool)
  case number(Int)
  case text(String)
  /// A text of digits, letters and spaces only, so that it needs no escapes.
  case plain([UInt8])
  case list([JSONText])
  case object([(String, JSONText)])

  /// Two spaces a level. A list of texts stays on one line if it fits in 100 characters.
  package func lines() -> String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes of a file: the lines, with a newline at the end.
  package var file: [UInt8] { bytes + [UInt8(ascii: "\n")] }

  private var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    return out
  }

  private func write(to out: inout [UInt8], indent: Int) {
    switch self {
    case .flag(let flag): out += (flag ? "true" : "false").utf8
    case .number(let number): out += String(number).utf8
    case .text(let text): Self.quote(text, to: &out)
    case .plain(let bytes):
      out.append(UInt8(ascii: "\""))
      out += bytes
      out.append(UInt8(ascii: "\""))
    case .list(let items):
      guard !Self.writeLine(items, to: &out, room: 100 - indent) else { return }
      Self.writeBlock(items, "[", "]", to: &out, indent) { $0.write(to: &$1, indent: indent + 2) }
    case .object(let members):
      guard let first = members.first else { return out += "{}".utf8 }
      if members.count == 1, case .text = first.1 {
        out += "{ ".utf8
        Self.write(first, to: &out, indent: 0)
        return out += " }".utf8
      }
      Self.writeBlock(members, "{", "}", to: &out, indent) { Self.write($0, to: &$1, indent: indent + 2) }
    }
  }

  private static func write(_ member: (String, JSONText), to out: inout [UInt8], indent: Int) {
    quote(member.0, to: &out)
    out += ": ".utf8
    member.1.write(to: &out, indent: indent)
  }

  private static func writeBlock<Part>(
    _ parts: [Part], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to out: inout [UInt8], _ indent: Int,
    _ write: (Part, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, part) in parts.enumerated() {
      out += (index > 0 ? ",\n" : "\n").utf8
      out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent + 2))
      write(part, &out)
    }
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    out.append(UInt8(ascii: close))
  }

  /// Writes a list on one line if it fits in so many characters. Otherwise writes nothing and returns false.
  private static func writeLine(_ items: [JSONText], to out: inout [UInt8], room: Int) -> Bool {
    let start = out.count
    var isASCII = true
    var seen = start
    func isTooLong() -> Bool {
      for byte in out[seen...] {
        if byte == UInt8(ascii: "\n") { return true }
        isASCII = isASCII && byte < 0x80
      }
      seen = out.count
      return isASCII && out.count - start > room
    }
    out.append(UInt8(ascii: "["))
    var fits = true
    for (index, item) in items.enumerated() where fits {
      if index > 0 { out += ", ".utf8 }
      item.write(to: &out, indent: 0)
      fits = !isTooLong()
    }
    out.append(UInt8(ascii: "]"))
    // Only in ASCII are there as many characters as bytes.
    fits = fits && !isTooLong() && (isASCII || String(decoding: out[start...], as: UTF8.self).count <= room)
    if !fits { out.removeLast(out.count - start) }
    return fits
  }

  /// RFC 8259 §7: escapes quotation marks, backslashes and control characters, and what `Visible` calls hidden.
  package static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: isEscaped) else { return "\"\(text)\"" }
    var out: [UInt8] = []
    quote(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || Visible.mayHide(byte)
  }

  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: isEscaped) {
      for scalar in text.unicodeScalars { quote(scalar, to: &out) }
    } else {
      out += text.utf8
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func quote(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    switch scalar {
    case "\n": out += "\\n".utf8
    case "\r": out += "\\r".utf8
    case "\t": out += "\\t".utf8
    case "\"": out += "\\\"".utf8
    case "\\": out += "\\\\".utf8
    case _ where Visible.isHidden(scalar):
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        out += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      }
    default: out += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
