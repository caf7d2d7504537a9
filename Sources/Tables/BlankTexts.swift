import Periods

/// What is declared to mean "nothing here" in one field.
package struct BlankTexts: Sendable, Hashable {
  /// In lower case.
  private var words: [[UInt8]] = []
  /// A bit for each length that a word has, so that most texts are compared with none.
  private var lengths: UInt64 = 0
  /// Days that mean none, such as 9999-12-31, by their numbers.
  private(set) var days: [Int32] = []

  package init() {}

  /// - Parameters:
  ///   - texts: without regard to case; spaces at the ends do not count.
  ///   - isDays: of a field of days; there a text that is a day, as `9999-12-31`, is that day in any form.
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

  /// The words alone.
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

  /// Whether one of the days is among those that are read at speed, so that each must be looked at.
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

  /// The same as what was read, or missing where a text that could not be read is one of the words.
  @inline(__always) func reading<Value>(_ reading: Reading<Value>, _ bytes: Span<UInt8>, _ range: Range<Int>)
    -> Reading<Value>
  {
    guard case .bad = reading, contains(bytes, bytes.trimmed(range)) else { return reading }
    return .missing
  }
}
