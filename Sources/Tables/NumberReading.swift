/// Reads whole numbers, decimals and flags from bytes.
enum NumberReading {
  /// Reads units of the last of `places` decimal places, rounded half away from zero.
  ///
  /// A sign, thousands commas and leading zeros are allowed. Exponents and currency signs are not, nor more than 15
  /// digits, the most that spreadsheets keep (ECMA-376).
  static func decimal(
    _ bytes: Span<UInt8>, _ range: Range<Int>, places: Int, takesPercentSign: Bool = false
  ) -> ParseResult<Int64> {
    var text = bytes.trimmed(range)
    if bytes.isMissing(text) { return .missing }
    if takesPercentSign, bytes[text.upperBound - 1] == UInt8(ascii: "%") {
      text = bytes.trimmed(text.lowerBound..<text.upperBound - 1)
      guard !text.isEmpty else { return .bad }
    }
    var at = text.lowerBound
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
    var units: Int64 = 0
    var digits = 0
    var decimals = -1
    var roundsUp = false
    while at < text.upperBound {
      let byte = bytes[at]
      at += 1
      let digit = byte &- 48
      if digit <= 9 {
        digits += 1
        if decimals >= 0 { decimals += 1 }
        if decimals > places {
          if decimals == places + 1 { roundsUp = digit >= 5 }
          continue
        }
        guard let sum = appending(digit, to: units) else { return .bad }
        units = sum
      } else if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else if byte != Byte.comma || decimals >= 0 || digits == 0
        || !isThousands(bytes, at..<text.upperBound)
      {
        return .bad
      }
    }
    guard digits > 0 else { return .bad }
    for _ in 0..<max(0, places - max(0, decimals)) {
      guard let scaled = appending(0, to: units) else { return .bad }
      units = scaled
    }
    if roundsUp {
      units += 1
    }
    return .value(isNegative ? -units : units)
  }

  /// Reads a whole number, also in the forms `1,234` and `12.0` of spreadsheets.
  static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ParseResult<Int32> {
    switch decimal(bytes, range, places: 0) {
    case .missing: return .missing
    case .bad: return .bad
    case .value(let rounded):
      guard hasOnlyZerosAfterPoint(bytes, bytes.trimmed(range)), let number = Int32(exactly: rounded),
        number != Column.missingNumber
      else { return .bad }
      return .value(number)
    }
  }

  /// 1 for Y, Yes, T, True, 1, 1.0 and -1; 0 for N, No, F, False, 0 and 0.0; in any case.
  static func flag(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ParseResult<Int8> {
    let text = bytes.trimmed(range)
    if bytes.isMissing(text) { return .missing }
    switch text.count {
    case 1:
      switch bytes[text.lowerBound] {
      case UInt8(ascii: "Y"), UInt8(ascii: "y"), UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "1"):
        return .value(1)
      case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "F"), UInt8(ascii: "f"), UInt8(ascii: "0"):
        return .value(0)
      default: return .bad
      }
    // Access writes yes as -1.
    case 2: return bytes.equals("no", text) ? .value(0) : bytes.equals("-1", text) ? .value(1) : .bad
    case 3:
      // pandas and Java write whole numbers so.
      if bytes.equals("1.0", text) { return .value(1) }
      if bytes.equals("0.0", text) { return .value(0) }
      return bytes.equals("yes", text) ? .value(1) : .bad
    case 4: return bytes.equals("true", text) ? .value(1) : .bad
    case 5: return bytes.equals("false", text) ? .value(0) : .bad
    default: return .bad
    }
  }

  @inline(__always) private static func appending(_ digit: UInt8, to units: Int64) -> Int64? {
    // Cannot overflow: there are at most 15 digits.
    let sum = units &* 10 &+ Int64(digit)
    return sum <= 999_999_999_999_999 ? sum : nil
  }

  /// Exactly three digits, and then a comma, a point or the end.
  private static func isThousands(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    guard rest.count >= 3, bytes.digits(rest.lowerBound..<rest.lowerBound + 3) != nil else { return false }
    guard rest.count > 3 else { return true }
    let next = bytes[rest.lowerBound + 3]
    return next == Byte.comma || next == UInt8(ascii: ".")
  }

  private static func hasOnlyZerosAfterPoint(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    var isAfterPoint = false
    for at in text {
      if bytes[at] == UInt8(ascii: ".") {
        isAfterPoint = true
      } else if isAfterPoint, bytes[at] != UInt8(ascii: "0") {
        return false
      }
    }
    return true
  }
}
