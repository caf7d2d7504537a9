import Artefacts
import Statistics

/// The numbers of an average, some of them in doubt.
struct DoubtfulNumbers: Sendable {
  /// Numbers of cases that count in any event, in rising order.
  var certain: [Int]
  /// Known numbers of cases that may or may not count, in rising order.
  var optional: [Int]
  /// How many cases may or may not count and have an unknown number.
  var unknown: Int
  /// How many of the certain numbers may go, because unknown cases turn out to be of the same people.
  var removable = 0

  enum End: Sendable, Hashable {
    case value(Fraction)
    case none(NoBound)

    var negated: End? {
      if case .value(let value) = self { .value(Fraction(-value.numerator, value.denominator)) } else { nil }
    }
  }

  /// The numbers with their signs changed, so that the lowest result becomes the highest.
  var negated: DoubtfulNumbers {
    DoubtfulNumbers(
      certain: certain.reversed().map { -$0 }, optional: optional.reversed().map { -$0 }, unknown: unknown,
      removable: removable)
  }

  /// For a given number of optional cases, those with the lowest numbers give the lowest result. Every number of cases is
  /// tried: where a percentile is interpolated, one more low number can raise it.
  func lowest(percentile percent: Int) -> End {
    let kept = certain.dropLast(removable)
    var best: Fraction?
    for taken in 0...optional.count {
      let count = unknown + kept.count + taken
      guard count > 0 else { continue }
      // The unknown numbers are below all others.
      guard percent * (count - 1) / 100 >= unknown else { return .none(.numberInDoubt) }
      let found = AggregateStage.percentile(percent, of: count) { place in
        nth(place - unknown, of: kept, and: optional.prefix(taken))
      }
      guard let found, best.flatMap({ found.isLess(than: $0) }) ?? true else { continue }
      best = found
    }
    return best.map { .value($0) } ?? .none(.nothingCertain)
  }

  var lowestMean: End {
    guard unknown == 0, removable == 0 else { return .none(.numberInDoubt) }
    var (sum, count) = (certain.reduce(0, +), certain.count)
    for number in optional {
      guard count == 0 || number * count < sum else { break }
      sum += number
      count += 1
    }
    return count > 0 ? .value(Fraction(sum, count)) : .none(.nothingCertain)
  }

  var leastMaximum: End {
    if let last = certain.dropLast(removable).last { return .value(Fraction(last)) }
    guard unknown == 0, let least = optional.first else { return .none(.nothingCertain) }
    return .value(Fraction(least))
  }

  var greatestMaximum: End {
    guard unknown == 0 else { return .none(.numberInDoubt) }
    guard let greatest = [certain.last, optional.last].compactMap(\.self).max() else {
      return .none(.nothingCertain)
    }
    return .value(Fraction(greatest))
  }

  var sums: (lowest: End, highest: End) {
    guard unknown == 0, removable == 0 else { return (.none(.numberInDoubt), .none(.numberInDoubt)) }
    guard let least = optional.first, let greatest = optional.last else {
      let end = certain.isEmpty ? End.none(.nothingCertain) : .value(Fraction(certain.reduce(0, +)))
      return (end, end)
    }
    let sum = certain.reduce(0, +)
    // A sum of no numbers is missing, so at least one of them is in it.
    let (low, high) = certain.isEmpty ? (max(0, least), min(0, greatest)) : (0, 0)
    return (
      .value(Fraction(sum + low + optional.reduce(0) { $0 + min(0, $1) })),
      .value(Fraction(sum + high + optional.reduce(0) { $0 + max(0, $1) }))
    )
  }
}

/// The number at a position, from 0, of two rising lists merged.
private func nth(_ place: Int, of one: ArraySlice<Int>, and other: ArraySlice<Int>) -> Int {
  // How many of the first `place + 1` come from the second list: up to where its next is no longer below the first's.
  var low = max(0, place - one.count)
  var high = min(place, other.count)
  while low < high {
    let middle = (low + high) / 2
    if other[other.startIndex + middle] < one[one.startIndex + (place - middle - 1)] {
      low = middle + 1
    } else {
      high = middle
    }
  }
  let fromOne = place - low
  let next = fromOne < one.count ? one[one.startIndex + fromOne] : nil
  let nextOther = low < other.count ? other[other.startIndex + low] : nil
  guard let least = [next, nextOther].compactMap(\.self).min() else {
    preconditionFailure("a place beyond both lists")
  }
  return least
}
