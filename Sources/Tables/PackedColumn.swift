extension Column {
  /// The day number that a short day of 0 stands for: 1900-01-01.
  @inlinable package static var firstShortDay: Int32 { -25_567 }
  @inlinable package static var missingShortDay: UInt16 { .max }
  @inlinable package static var missingShortCode: UInt8 { .max }
  @inlinable package static var unmappedShortCode: UInt8 { .max - 1 }

  /// The same values in half the space where they fit, so that a national year of cases fits a laptop.
  ///
  /// - Parameter dictionaryCount: of a field of codes, how many its dictionary holds; nil while that is not known.
  package func packed(dictionaryCount: Int?) -> Column {
    switch self {
    case .days(let days): Self.packed(days).map(Column.shortDays) ?? self
    case .codes(let codes):
      (dictionaryCount ?? .max) <= Int(Self.unmappedShortCode) ? .shortCodes(Self.packed(codes)) : self
    default: self
    }
  }

  /// The same texts by their numbers, where that is all they differ in. For fields that only tell records apart: a text is made
  /// anew each time that it is asked for.
  package var packedKey: Column {
    if case .text(let texts) = self, let serials = SerialTexts(texts) { .serials(serials) } else { self }
  }

  /// A text's bytes, as the extract has them; none where it is missing, or the column is not of texts.
  package func text(_ row: Int) -> ArraySlice<UInt8> {
    switch self {
    case .text(let texts): texts.bytes[texts.range(row)]
    case .serials(let texts): texts.bytes(row)[...]
    default: []
    }
  }

  /// The same values in the layout that every field of their kind can have.
  package var unpacked: Column {
    switch self {
    case .shortDays(let days): .days(Self.unpacked(days, 0..<days.count))
    case .shortCodes(let codes): .codes(Self.unpacked(codes, 0..<codes.count))
    case .serials(let texts): .text(texts.texts)
    default: self
    }
  }

  /// Some rows of short days, as day numbers.
  package static func unpacked(_ days: [UInt16], _ rows: Range<Int>) -> [Int32] {
    var out = [Int32](repeating: missingNumber, count: rows.count)
    let from = days.span.extracting(rows)
    var to = out.mutableSpan
    for row in 0..<min(from.count, to.count) {
      to[row] = from[row] == missingShortDay ? missingNumber : Int32(from[row]) &+ firstShortDay
    }
    return out
  }

  /// Some rows of short codes, as codes.
  package static func unpacked(_ codes: [UInt8], _ rows: Range<Int>) -> [UInt16] {
    var out = [UInt16](repeating: missingCode, count: rows.count)
    let from = codes.span.extracting(rows)
    var to = out.mutableSpan
    for row in 0..<min(from.count, to.count) {
      let code = UInt16(from[row])
      to[row] = code >= UInt16(unmappedShortCode) ? code | 0xFF00 : code
    }
    return out
  }

  /// nil where a day is outside the years that short days reach.
  private static func packed(_ days: [Int32]) -> [UInt16]? {
    // Whether any is outside is found by laying them over each other: a branch on each would cost more.
    var above: UInt32 = 0
    var out = [UInt16](repeating: missingShortDay, count: days.count)
    var to = out.mutableSpan
    let from = days.span
    // The lesser of two equal counts, so that the compiler sees that neither span is overrun.
    for row in 0..<min(from.count, to.count) {
      let number = from[row]
      let offset = number == missingNumber ? 0xFFFF : UInt32(bitPattern: number &- firstShortDay)
      // A day that stands for 65,535 would be taken for missing.
      above |= offset | (number != missingNumber && offset == 0xFFFF ? 0x1_0000 : 0)
      to[row] = UInt16(truncatingIfNeeded: offset)
    }
    return above > 0xFFFF ? nil : out
  }

  private static func packed(_ codes: [UInt16]) -> [UInt8] {
    var out = [UInt8](repeating: missingShortCode, count: codes.count)
    var to = out.mutableSpan
    let from = codes.span
    // The two marks are the last two numbers of either size, so cutting off the upper byte keeps them.
    for row in 0..<min(from.count, to.count) { to[row] = UInt8(truncatingIfNeeded: from[row]) }
    return out
  }
}
