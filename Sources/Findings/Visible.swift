/// Makes text from outside, such as a file name, safe to show.
///
/// A terminal obeys control characters, and characters that change the writing direction or have no width mislead
/// readers. Each of them is written as `\u{1B}`, so that what is shown is all there is. Source: Unicode Technical Report
/// 36, §2.5 and §3; ECMA-48 for the control characters.
package enum Visible {
  /// For one line: newlines and tabs are written as `\n`, `\r` and `\t` too.
  package static func text(_ text: String) -> String { escaped(text, keepsLines: false) }

  /// For a text of several lines: newlines and tabs stay as they are.
  package static func lines(_ text: String) -> String { escaped(text, keepsLines: true) }

  /// Whether a character has no visible sign: it moves the cursor, changes the direction, or has no width.
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
