/// Reads the ten digits of an NHS number in any form.
enum NHSNumber {
  enum Found: Equatable {
    case digits([UInt8])
    /// `9.43E+09`: a spreadsheet kept three digits and lost the others.
    case cut
    /// Not ten digits, or with letters.
    case none
  }

  /// Spaces of any kind, hyphens and marks are ignored, as are the apostrophe and the `.0` that spreadsheets add.
  static func read(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Found {
    var end = text.upperBound
    if text.count > 2, bytes[end - 2] == UInt8(ascii: "."), bytes[end - 1] == UInt8(ascii: "0") { end -= 2 }
    var digits: [UInt8] = []
    var hasLetters = false
    for at in text.lowerBound..<end {
      let byte = bytes[at]
      if byte &- 48 <= 9 { digits.append(byte) }
      hasLetters = hasLetters || byte | 0x20 &- UInt8(ascii: "a") < 26
    }
    if hasLetters { return isCut(bytes, text) ? .cut : .none }
    return digits.count == 10 ? .digits(digits) : .none
  }

  /// Digits with a point among them, `E`, a sign and digits.
  private static func isCut(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard let letter = text.first(where: { bytes[$0] | 0x20 == UInt8(ascii: "e") }),
      letter + 2 < text.upperBound,
      letter > text.lowerBound
    else { return false }
    let isNumber = (text.lowerBound..<letter).allSatisfy {
      bytes[$0] &- 48 <= 9 || bytes[$0] == UInt8(ascii: ".") || bytes[$0] == UInt8(ascii: "'")
    }
    return isNumber && bytes[letter + 1] == UInt8(ascii: "+")
      && bytes.areDigits(letter + 2..<text.upperBound)
  }
}
