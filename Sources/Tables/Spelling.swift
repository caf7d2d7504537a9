/// Folds spellings: case, spaces, invisible marks, and the shapes of quotes and dashes.
///
/// Word processors and spreadsheets write curly quotes, en dashes, no-break spaces and zero-width marks that a keyboard
/// does not have.
package enum Spelling {
  /// - Parameter keepsSpaces: runs of spaces become one; otherwise spaces are removed.
  /// - Returns: a text that is equal, in Unicode, for all spellings of one.
  package static func folded(_ text: [UInt8], keepsSpaces: Bool = false) -> String {
    // A text that another program took from a workbook may still have its escapes.
    let text = SheetText.decoded(text)
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
