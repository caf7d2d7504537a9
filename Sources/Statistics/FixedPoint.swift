/// A decimal number with a fixed number of places, as a whole number of its last place.
///
/// `FixedPoint(units: -123, places: 1)` is −12.3. Two values are equal when they print alike.
package struct FixedPoint: Hashable, Sendable, CustomStringConvertible {
  package var units: Int
  package var places: Int

  package init(units: Int, places: Int) {
    precondition((0...9).contains(places), "a figure has 0 to 9 decimal places")
    self.units = units
    self.places = places
  }

  /// As many digits as spreadsheets keep (ECMA-376, 15 significant digits). A longer number in a file is no figure, and
  /// sums, differences and shares of shorter ones fit 64 bits.
  package static let mostUnits = 999_999_999_999_999

  /// Parses `-1,234.50`; nil for anything but a plain decimal number of at most 15 digits and 9 places.
  @specialized(where Text == String)
  @specialized(where Text == Substring)
  package init?<Text: StringProtocol>(_ text: Text) {
    var units = 0
    var places = 0
    var digits = 0
    var sawPoint = false
    var negative = false
    var isFirst = true
    for byte in text.utf8 {
      defer { isFirst = false }
      switch byte {
      case UInt8(ascii: "-") where isFirst: negative = true
      case UInt8(ascii: ",") where !sawPoint && digits > 0: continue
      case UInt8(ascii: ".") where !sawPoint: sawPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        units = units * 10 + Int(byte - UInt8(ascii: "0"))
        guard units <= Self.mostUnits else { return nil }
        digits += 1
        if sawPoint { places += 1 }
      default: return nil
      }
    }
    guard digits > 0, places <= 9 else { return nil }
    self.init(units: negative ? -units : units, places: places)
  }

  /// `-12.3`, with exactly its decimal places and no thousands commas.
  package var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `description`. Long tables have a hundred thousand numbers.
  package func write(to bytes: inout [UInt8]) {
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    // Backwards from the last digit: as many as the number has, with at least one before the point.
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var rest = units.magnitude
    var count = 0
    while rest > 0 || count <= places {
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    }
    while count > 0 {
      if count == places { bytes.append(UInt8(ascii: ".")) }
      count -= 1
      bytes.append(digits[count])
    }
  }

  /// As `description`, with thousands commas, for people.
  package var grouped: String {
    var plain: [UInt8] = []
    write(to: &plain)
    let sign = units < 0 ? 1 : 0
    let whole = plain.count - sign - (places > 0 ? places + 1 : 0)
    guard whole > 3 else { return String(decoding: plain, as: UTF8.self) }
    var out = Array(plain[..<sign])
    for (index, digit) in plain[sign...].enumerated() {
      if index > 0, index < whole, (whole - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }

  package func isLess(than other: FixedPoint) -> Bool { fraction.isLess(than: other.fraction) ?? false }

  package var fraction: Fraction { Fraction(units, Self.powersOfTen[places]) }

  /// The value with another number of places, rounded half away from zero.
  ///
  /// - Returns: nil where it does not fit.
  package func rounded(to newPlaces: Int) -> FixedPoint? { fraction.rounded(to: newPlaces) }

  /// Two numbers as whole numbers of the finer one's last place; nil where one of them does not fit.
  package static func aligned(_ a: FixedPoint, _ b: FixedPoint) -> (a: Int, b: Int, places: Int)? {
    let places = max(a.places, b.places)
    guard let first = a.rounded(to: places), let second = b.rounded(to: places) else { return nil }
    return (first.units, second.units, places)
  }

  /// The difference; nil where it does not fit.
  package func subtracting(_ other: FixedPoint) -> FixedPoint? {
    guard let (a, b, places) = Self.aligned(self, other) else { return nil }
    let (units, isTooLarge) = a.subtractingReportingOverflow(b)
    return isTooLarge ? nil : FixedPoint(units: units, places: places)
  }

  /// The sum; nil where it does not fit.
  package func adding(_ other: FixedPoint) -> FixedPoint? {
    guard let (a, b, places) = Self.aligned(self, other) else { return nil }
    let (units, isTooLarge) = a.addingReportingOverflow(b)
    return isTooLarge ? nil : FixedPoint(units: units, places: places)
  }

  package static let powersOfTen = (0...9).reduce(into: [Int]()) { powers, _ in
    powers.append((powers.last ?? 0) == 0 ? 1 : (powers.last ?? 1) * 10)
  }
}
