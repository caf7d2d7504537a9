import Periods

/// The texts that are declared to mean blank in one field.
package struct BlankTexts: Sendable, Hashable {
  /// In lower case.
  private var words: [[UInt8]] = []
  /// One bit for each length of a word, so that most texts are compared with none.
  private var lengths: UInt64 = 0
  /// Days that mean none, such as 9999-12-31, as day numbers.
  private(set) var days: [Int32] = []

  package init() {}

  /// - Parameters:
  ///   - texts: in any case; spaces at the ends are ignored.
  ///   - isDays: for a field of days, where a text that is a day, such as `9999-12-31`, is that day in any form.
  package init(_ texts: [String], isDays: Bool = false) {
    for text in texts {
      if isDays, let day = Day(iso: text) {
        days.append(day.number)
      } else {
        let word = Array(text.lowercased().utf8)
        guard word.count < 64 else { continue }
        words.append(word)
        lengths |= 1 << UInt64(word.count)
      }
    }
  }

  /// The words without the days.
  package var withoutDays: BlankTexts {
    var words = self
    words.days = []
    return words
  }

  package static func + (a: BlankTexts, b: BlankTexts) -> BlankTexts {
    var sum = a
    sum.words += b.words
    sum.lengths |= b.lengths
    sum.days += b.days
    return sum
  }

  /// Whether one of the days is in the range of the fast path, so that each value must be checked.
  var hasQuickDay: Bool { days.contains(where: DayReading.isQuick) }

  /// Whether a trimmed text is one of the words.
  @inline(__always) func contains(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    text.count < 64 && lengths >> UInt64(text.count) & 1 == 1 && isWord(bytes, text)
  }

  @inline(never) private func isWord(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    words.contains { word in
      guard word.count == text.count else { return false }
      for (offset, letter) in word.enumerated() {
        let byte = bytes[text.lowerBound + offset]
        guard letter == (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) else { return false }
      }
      return true
    }
  }

  /// The value as read; missing where an unreadable text is one of the words.
  @inline(__always) func reading<Value>(
    _ reading: ParseResult<Value>, _ bytes: Span<UInt8>, _ range: Range<Int>
  )
    -> ParseResult<Value>
  {
    guard case .bad = reading, contains(bytes, bytes.trimmed(range)) else { return reading }
    return .missing
  }
}
