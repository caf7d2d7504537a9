/// Text that came from outside, such as the name of a file, made fit to be shown.
///
/// A terminal obeys control characters, and every reader is misled by characters that turn the direction of writing or that
/// take no room. Each of them is written as `\u{1B}`: what is shown is then all that is there.
/// Source: Unicode Technical Report 36, §2.5 and §3; ECMA-48 for the control characters.
package enum Visible {
  /// For one line: line ends and tabs are written as `\n`, `\r` and `\t` too.
  package static func text(_ text: String) -> String { escaped(text, keepsLines: false) }

  /// For a text of several lines: line feeds and tabs stay as they are.
  package static func lines(_ text: String) -> String { escaped(text, keepsLines: true) }

  /// Whether a character is a command and not a sign: it moves the cursor, turns the direction, or takes no room.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether a byte of UTF-8 may begin a hidden character.
  package static func mayHide(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }

  private static func escaped(_ text: String, keepsLines: Bool) -> String {
    guard text.utf8.contains(where: mayHide) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      guard isHidden(scalar), !(keepsLines && (scalar == "\n" || scalar == "\t")) else {
        out.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default: out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return out
  }
}
