import Periods

/// Numbers of a sheet as text.
enum SheetNumber {
  /// A day as `2024-07-31`, with `T09:30:00` where it has a time; another number in digits, however its producer wrote it.
  ///
  /// A number has no spelling of its own: `12345`, `12345.0` and `1.2345E4` are one number, as Excel, Java and pandas write it.
  /// A format of zeros, such as `0000000`, is part of what a reference is: its leading zeros are kept.
  static func text(_ value: [UInt8], as format: NumberFormat, isFrom1904: Bool) -> [UInt8] {
    if format.isDay, let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite,
      let day = day(ofSerial: number, isFrom1904: isFrom1904)
    {
      return Array(day.utf8)
    }
    guard let digits = digits(value) else { return value }
    let missing = format.leastDigits - digits.count
    let isWhole = !digits.contains { $0 &- 48 > 9 }
    return isWhole && missing > 0 ? [UInt8](repeating: 48, count: missing) + digits : digits
  }

  /// A decimal number without exponent, leading zeros and zeros after its point; nil where the text is none, or too long.
  private static func digits(_ value: [UInt8]) -> [UInt8]? {
    var at = value.first == UInt8(ascii: "-") || value.first == UInt8(ascii: "+") ? 1 : 0
    var digits: [UInt8] = []
    var places = 0
    var isAfterPoint = false
    while at < value.count {
      let byte = value[at]
      if byte &- 48 <= 9 {
        digits.append(byte)
        if isAfterPoint { places += 1 }
      } else if byte == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else {
        break
      }
      at += 1
    }
    guard !digits.isEmpty, digits.count <= longest else { return nil }
    if at < value.count {
      guard value[at] | 0x20 == UInt8(ascii: "e"),
        let exponent = Int(String(decoding: value[(at + 1)...], as: UTF8.self)), abs(exponent) <= longest
      else { return nil }
      places -= exponent
    }
    while places < 0 {
      digits.append(48)
      places += 1
    }
    shorten(&digits, &places)
    while digits.count <= places { digits.insert(48, at: 0) }
    while places > 0, digits.last == 48 {
      digits.removeLast()
      places -= 1
    }
    let whole = digits.count - places
    let leading = min(digits.prefix { $0 == 48 }.count, whole - 1)
    var out = Array(digits[leading..<whole])
    if places > 0 { out += [UInt8(ascii: ".")] + digits[whole...] }
    return value.first == UInt8(ascii: "-") && out != [48] ? [UInt8(ascii: "-")] + out : out
  }

  /// What is far longer than a number of a sheet is left as it is.
  private static let longest = 40

  /// Rounds a fraction to the 15 significant digits that spreadsheets show: those after, as in 19.100000000000001, are only
  /// how its producer wrote a binary number. A whole number, such as a reference, keeps all its digits.
  private static func shorten(_ digits: inout [UInt8], _ places: inout Int) {
    let leading = digits.prefix { $0 == 48 }.count
    let surplus = min(places, digits.count - leading - 15)
    guard surplus > 0 else { return }
    let isUp = digits[digits.count - surplus] >= UInt8(ascii: "5")
    digits.removeLast(surplus)
    places -= surplus
    guard isUp else { return }
    var at = digits.count - 1
    while at >= 0, digits[at] == UInt8(ascii: "9") {
      digits[at] = 48
      at -= 1
    }
    if at < 0 { digits.insert(49, at: 0) } else { digits[at] += 1 }
  }

  /// The day of a serial number, or nil where it is none: the 60th day of 1900 is one that only Excel has.
  static func day(_ serial: Int, isFrom1904: Bool) -> Day? {
    if isFrom1904 { return serial >= 0 && serial <= 2_957_003 ? Day(number: Int32(serial - 24_107)) : nil }
    guard serial >= 1, serial != 60, serial <= 2_958_465 else { return nil }
    return Day(number: Int32(serial < 60 ? serial - 25_568 : serial - 25_569))
  }

  private static func day(ofSerial number: Double, isFrom1904: Bool) -> String? {
    guard number >= 0, number < 3_000_000 else { return nil }
    let seconds = Int((number * 86_400).rounded())
    guard let day = day(seconds / 86_400, isFrom1904: isFrom1904) else { return nil }
    let rest = seconds % 86_400
    guard rest > 0 else { return day.description }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }
}

/// How a style shows its numbers (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct NumberFormat: Sendable, Hashable {
  /// As days.
  var isDay = false
  /// With zeros in front up to so many digits, as references are; 0 where the number is an amount.
  var leastDigits = 0

  init() {}

  init(builtIn id: Int) {
    isDay = (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id)
  }

  /// A day has a year or a day in it, outside quotes, brackets and escapes: `dd/mm/yyyy`, not `[Red]0.00`.
  init(_ code: String) {
    var (isQuoted, isBracketed, isEscaped, isFirst) = (false, false, false, true)
    var zeros = 0
    var isReference = true
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case _ where isQuoted: break
      case "\\", "_", "*": isEscaped = true
      case "[": isBracketed = true
      case "]": isBracketed = false
      case _ where isBracketed: break
      case ";": isFirst = false
      case "y", "d": isDay = true
      case "0": if isFirst { zeros += 1 }
      // What stands between the digits of a reference as it is shown is no part of it: `000 000 0000`.
      case " ", "-", "@": break
      default: if isFirst { isReference = false }
      }
    }
    leastDigits = isReference && zeros > 1 && !isDay ? zeros : 0
  }
}
