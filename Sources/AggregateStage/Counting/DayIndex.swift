import Artefacts
import Declarations
import Tables

/// The accepted cases of a table in the order of each day that bounds are set on, so that those of a month or of a list are
/// found without a look at the others.
struct DayIndex: Sendable {
  /// A case is known by its place: each batch's rows begin at a multiple of 64, so that places are bits of whole words.
  private let starts: [Int]
  private let wordCount: Int
  private var fields: [Int: FieldDays] = [:]

  init(_ cases: ValidatedTable) {
    var starts: [Int] = []
    var next = 0
    for batch in cases.table.batches {
      starts.append(next)
      next += (batch.rowCount + 63) / 64 * 64
    }
    (self.starts, wordCount) = (starts, next / 64)
  }

  /// A bit for each place: 1 for the accepted cases that are in all spans, of which there is one at least.
  mutating func places(_ spans: [DayBounds.Span], of cases: ValidatedTable) -> [UInt64] {
    precondition(!spans.isEmpty)
    var places: [UInt64] = []
    for (position, span) in spans.enumerated() {
      // Taken out while it is moved, so that it is not copied.
      var days =
        fields.removeValue(forKey: span.field)
        ?? FieldDays(span.field, of: cases, starts: starts, wordCount: wordCount)
      days.move(to: span)
      if position == 0 { places = days.places(span) } else { days.meet(span, &places) }
      fields[span.field] = days
    }
    return places
  }

  /// For each batch, in order, the rows of the accepted cases that are in all spans; nil where they are more than `most`.
  mutating func rows(_ spans: [DayBounds.Span], of cases: ValidatedTable, most: Int) -> [[Int32]]? {
    let places = places(spans, of: cases)
    guard Self.count(places) <= most else { return nil }
    return starts.indices.map { batch in
      let end = batch + 1 < starts.count ? starts[batch + 1] / 64 : wordCount
      return Self.rows(places, starts[batch] / 64..<end)
    }
  }

  static func count(_ places: [UInt64]) -> Int {
    var count = 0
    for word in places { count &+= word.nonzeroBitCount }
    return count
  }

  /// How many different persons the cases at some places have.
  ///
  /// - Parameters:
  ///   - persons: each row's, by batch; less than 0 for none.
  ///   - count: more than any of those.
  func people(_ places: [UInt64], _ persons: [[Int32]], count: Int) -> Int {
    var seen = [UInt64](repeating: 0, count: count / 64 + 1)
    for batch in starts.indices {
      let first = starts[batch] / 64
      Self.see(places, from: first, (persons[batch].count + 63) / 64, persons[batch], &seen)
    }
    return Self.count(seen)
  }

  private static func see(
    _ places: [UInt64], from first: Int, _ words: Int, _ persons: [Int32], _ seen: inout [UInt64]
  ) {
    let (places, persons) = (places.span, persons.span)
    var out = seen.mutableSpan
    for word in 0..<words {
      var left = places[first + word]
      while left != 0 {
        let person = persons[word << 6 + left.trailingZeroBitCount]
        left &= left &- 1
        if person >= 0 { out[Int(person >> 6)] |= 1 << UInt64(truncatingIfNeeded: person & 63) }
      }
    }
  }

  private static func rows(_ places: [UInt64], _ words: Range<Int>) -> [Int32] {
    let places = places.span.extracting(words)
    var count = 0
    for word in places.indices { count &+= places[word].nonzeroBitCount }
    var rows = [Int32](repeating: 0, count: count)
    var out = rows.mutableSpan
    var next = 0
    for word in places.indices {
      var left = places[word]
      while left != 0 {
        out[next] = Int32(truncatingIfNeeded: word << 6 + left.trailingZeroBitCount)
        next &+= 1
        left &= left &- 1
      }
    }
    return rows
  }
}
