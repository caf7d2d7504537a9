import AggregateStage
import Declarations
import Statistics

/// How many cases have each number. Few numbers differ, because most are days.
struct Numbers {
  private(set) var counts: [Int64: Int] = [:]
  private(set) var count = 0
  /// In 128 bits, so that it cannot overflow.
  private(set) var sum: Int128 = 0

  mutating func add(_ number: Int64) {
    counts[number, default: 0] += 1
    count += 1
    sum += Int128(number)
  }

  mutating func remove(_ number: Int64) {
    let left = counts[number, default: 0] - 1
    counts[number] = left > 0 ? left : nil
    count -= 1
    sum -= Int128(number)
  }

  /// nil where it does not fit, and of no numbers; but the sum of none is 0.
  func value(_ summary: Measure.Summary) -> Fraction? {
    lazy var ordered = counts.keys.sorted()
    return summary.value(count: count, sum: sum) { place in
      var rest = place
      for number in ordered {
        rest -= counts[number] ?? 0
        if rest < 0 { return Int(number) }
      }
      return 0
    }
  }
}
