/// A position in a short text that may be a day: lower-case ASCII, every kind of space as one.
struct DayCursor {
  struct Word {
    /// Which of the given words it is.
    var index: Int
    var length: Int
    /// Not abbreviated.
    var isWhole: Bool
  }

  private var bytes = InlineArray<96, UInt8>(repeating: 0)
  private var end = 0
  private var at = 0

  /// nil for a text that is longer than any day.
  init?(_ text: Span<UInt8>, _ whole: Range<Int>) {
    let range = TextWrapping.formula.inside(text, whole) ?? whole
    var index = range.lowerBound
    while index < range.upperBound {
      guard end < bytes.count else { return nil }
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes[end] = byte | 0x20
      // A no-break space, and characters that a spreadsheet makes of an apostrophe.
      case 0xC2 where index < range.upperBound && text[index] == 0xA0:
        bytes[end] = 0x20
        index += 1
      case 0xE2
      where index + 1 < range.upperBound && text[index] == 0x80 && [0x98, 0x99].contains(text[index + 1]):
        bytes[end] = UInt8(ascii: "'")
        index += 2
      case 0xE2 where index + 1 < range.upperBound && text[index] == 0x80 && text[index + 1] == 0xAF:
        bytes[end] = 0x20
        index += 2
      default: bytes[end] = byte
      }
      end += 1
    }
  }

  var isAtEnd: Bool { at == end }
  private var next: UInt8 { at < end ? bytes[at] : 0 }
  var isLetter: Bool { Self.isLetter(next) }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte, at < end else { return false }
    at += 1
    return true
  }

  mutating func skipSpaces() { while take(0x20) {} }

  /// All digits that follow, up to `most` of them; nil where there are none, or more.
  mutating func number(_ most: Int) -> (value: Int, length: Int)? {
    let start = at
    var value = 0
    while at < end, bytes[at] &- 48 <= 9 {
      if at - start < most { value = value &* 10 &+ Int(bytes[at] &- 48) }
      at += 1
    }
    let length = at - start
    guard length > 0, length <= most else {
      at = start
      return nil
    }
    return (value, length)
  }

  /// `/`, `-`, `.` or one space.
  mutating func takeSeparator() -> UInt8? {
    for byte: UInt8 in [0x2F, 0x2D, 0x2E, 0x20] where take(byte) { return byte }
    return nil
  }

  /// One of some words, or at least its first three letters.
  mutating func takeWord(of words: [[UInt8]]) -> Word? {
    var stop = at
    while stop < end, Self.isLetter(bytes[stop]) { stop += 1 }
    let length = stop - at
    guard length >= 3 else { return nil }
    for (index, word) in words.enumerated() where word.count >= length {
      guard (0..<length).allSatisfy({ bytes[at + $0] == word[$0] }) else { continue }
      at = stop
      return Word(index: index, length: length, isWhole: length == word.count)
    }
    return nil
  }

  /// `st`, `nd`, `rd` or `th`, with no letter after it.
  mutating func takeOrdinal() -> Bool {
    guard at + 2 <= end, !(at + 2 < end && Self.isLetter(bytes[at + 2])) else { return false }
    let pair = (UInt16(bytes[at]) << 8) | UInt16(bytes[at + 1])
    // In ASCII: st, nd, rd, th.
    guard [0x7374, 0x6E64, 0x7264, 0x7468].contains(pair) else { return false }
    at += 2
    return true
  }

  // MARK: Times

  /// Whether the two digits before this were hours.
  var isClockNext: Bool { next == UInt8(ascii: ":") && at >= 2 && (at == 2 || bytes[at - 3] &- 48 > 9) }

  /// The separator of a day and its time: spaces, `T`, a comma and spaces, or the `:` of SAS and the `-` of Db2.
  mutating func takeTimeMark() -> Bool {
    let start = at
    _ = take(UInt8(ascii: ","))
    skipSpaces()
    if at > start { return true }
    return take(UInt8(ascii: "t")) || take(UInt8(ascii: ":")) || take(UInt8(ascii: "-"))
  }

  /// `9:30`, `09:30:00`, `09:30:00.000`, `09.30.00.000000 PM`, `093000`: hours, minutes and seconds.
  mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
    guard let first = number(6) else { return nil }
    var (hour, minute, second) = (first.value, 0, 0)
    if first.length > 2 {
      guard first.length == 6 || first.length == 4 else { return nil }
      let time = first.length == 6 ? first.value : first.value * 100
      (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100)
      // Digits without separators are a time only after `T`.
      guard at - first.length > 0, bytes[at - first.length - 1] == UInt8(ascii: "t") else { return nil }
    } else {
      guard let colon = [UInt8(ascii: ":"), UInt8(ascii: ".")].first(where: { take($0) }),
        let minutes = number(2),
        minutes.length == 2
      else { return nil }
      minute = minutes.value
      if take(colon) {
        guard let seconds = number(2), seconds.length == 2 else { return nil }
        second = seconds.value
        // Nine places are nanoseconds, the finest that databases print.
        if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) { guard number(9) != nil else { return nil } }
      }
    }
    let place = at
    skipSpaces()
    let isAfternoon = next == UInt8(ascii: "p")
    if at + 2 <= end, next == UInt8(ascii: "a") || isAfternoon, bytes[at + 1] == UInt8(ascii: "m") {
      at += 2
      guard hour <= 23 else { return nil }
      if hour <= 12 { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    } else {
      at = place
    }
    return hour < 24 && minute < 60 && second < 60 ? (hour, minute, second) : nil
  }

  /// `Z`, `+01:00`, ` +0000`, ` UTC`, ` GMT+0100 (British Summer Time)`, `+01:00[Europe/London]`: minutes ahead of UTC.
  mutating func zone() -> Int? {
    skipSpaces()
    var minutes: Int?
    if isLetter {
      let words: [(name: String, minutes: Int)] = [
        ("z", 0), ("utc", 0), ("gmt", 0), ("ut", 0), ("wet", 0), ("bst", 60), ("ist", 60), ("west", 60),
        ("cet", 60),
        ("cest", 120),
      ]
      var stop = at
      while stop < end, Self.isLetter(bytes[stop]) { stop += 1 }
      let letters = (at..<stop).map { bytes[$0] }
      guard let word = words.first(where: { Array($0.name.utf8) == letters }) else { return nil }
      at = stop
      minutes = word.minutes
    }
    let isBehind = next == UInt8(ascii: "-")
    if isBehind || next == UInt8(ascii: "+") {
      at += 1
      guard let first = number(4) else { return nil }
      var offset = first.length > 2 ? first.value / 100 * 60 + first.value % 100 : first.value * 60
      if first.length <= 2, take(UInt8(ascii: ":")) {
        guard let rest = number(2) else { return nil }
        offset += rest.value
      }
      guard offset <= 14 * 60 else { return nil }
      minutes = isBehind ? -offset : offset
    }
    skipSpaces()
    if minutes != nil, next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { at = end }
    return minutes
  }
}
