import AggregateStage
import Declarations
import Statistics

/// How many cases have each number; few are different, since most are days.
struct Numbers {
  private(set) var counts: [Int64: Int] = [:]
  private(set) var count = 0
  /// Wider than any number of values can fill.
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

  /// nil of no numbers, but for the sum, which is nought; and where it does not fit.
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
