import AggregateStage
import Declarations
import Statistics

/// What a measure makes of the numbers of its cases.
enum Summary: Hashable {
  case sum, mean, maximum
  /// Of so many per cent; the median is that of 50.
  case percentile(Int)

  /// nil for a measure that takes no number of a case.
  init?(_ measure: Measure) {
    switch measure.calculation {
    case .sum: self = .sum
    case .mean: self = .mean
    case .maximum: self = .maximum
    case .median: self = .percentile(50)
    case .percentile: self = .percentile(measure.percentile ?? 50)
    case .count, .proportion, .rate, .ratio, .published: return nil
    }
  }

  /// `sum`, `mean`, `maximum` or `percentile-50`
  var text: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .maximum: "maximum"
    case .percentile(let percent): "percentile-\(percent)"
    }
  }

  init?(_ text: String) {
    switch text {
    case "sum": self = .sum
    case "mean": self = .mean
    case "maximum": self = .maximum
    default:
      guard text.hasPrefix("percentile-"), let percent = Int(text.dropFirst(11)),
        (0...100).contains(percent)
      else { return nil }
      self = .percentile(percent)
    }
  }

  /// nil of no numbers, but for the sum, which is nought; and where it does not fit.
  func value(of numbers: Numbers) -> Fraction? {
    switch self {
    case .sum: return Int(exactly: numbers.sum).map { Fraction($0) }
    case .mean:
      return numbers.count > 0 ? Int(exactly: numbers.sum).map { Fraction($0, numbers.count) } : nil
    case .maximum: return numbers.counts.keys.max().map { Fraction(Int($0)) }
    case .percentile(let percent):
      let ordered = numbers.counts.keys.sorted()
      return AggregateStage.percentile(percent, of: numbers.count) { place in
        var rest = place
        for number in ordered {
          rest -= numbers.counts[number] ?? 0
          if rest < 0 { return Int(number) }
        }
        return 0
      }
    }
  }
}

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
}
