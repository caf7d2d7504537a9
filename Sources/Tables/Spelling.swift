/// Folds spellings: case, spaces, marks, and the shapes of quotes and dashes.
///
/// Word processors and spreadsheets write curly quotes, en dashes, no-break spaces and zero-width marks that a keyboard
/// does not have, and no two systems write a header or a code with the same marks.
package enum Spelling {
  /// The one form of every header and code that is the same: without case, spaces, `_`, dashes, colons, full stops, question marks,
  /// and apostrophes, and with `and` for `&`.
  ///
  /// A dash, colon or stop before a digit stays where it begins the text or follows a digit: -1 is not 1, nor 1.5 weeks 15 weeks.
  package static func folded(_ text: String) -> String { folded(Array(text.utf8)) }

  /// - Parameter keepsSpaces: folds less: runs of spaces become one, and all marks stay.
  /// - Returns: a text that is equal, in Unicode, for all spellings of one.
  package static func folded(_ text: [UInt8], keepsSpaces: Bool = false) -> String {
    // A text that another program took from a workbook may still have its escapes.
    let shaped = shaped(SheetText.decoded(text), keepsSpaces: keepsSpaces)
    return keepsSpaces ? shaped : bare(shaped)
  }

  /// Without the marks that mean nothing; a text of nothing else stays as it is.
  private static func bare(_ text: String) -> String {
    let bytes = Array(text.utf8)
    func isDigit(_ place: Int) -> Bool {
      bytes.indices.contains(place) && (0x30...0x39).contains(bytes[place])
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "?"): break
      case UInt8(ascii: "&"): out += Array("and".utf8)
      case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "."):
        if isDigit(place + 1), place == 0 || isDigit(place - 1) { out.append(byte) }
      default: out.append(byte)
      }
    }
    return out.isEmpty ? text : String(decoding: out, as: UTF8.self)
  }

  /// In lower case, without marks of no width, and with the quotes and dashes of a keyboard.
  private static func shaped(_ text: [UInt8], keepsSpaces: Bool) -> String {
    guard text.contains(where: { $0 >= 0x80 }) else {
      var out: [UInt8] = []
      out.reserveCapacity(text.count)
      for byte in text {
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
          if keepsSpaces, out.last != 0x20 { out.append(0x20) }
        } else {
          out.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte == 0x60 ? 0x27 : byte)
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
    var out = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars {
      switch scalar.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: break
      case _ where scalar.properties.isWhitespace: if keepsSpaces, out.last != " " { out.append(" ") }
      case 0x2018...0x201B, 0x2032, 0x60, 0xB4, 0x2BC: out.append("'")
      case 0x201C...0x201F, 0x2033: out.append("\"")
      case 0x2010...0x2015, 0x2212: out.append("-")
      default: out.append(scalar)
      }
    }
    while keepsSpaces, out.last == " " { out.removeLast() }
    return String(out)
  }
}
