/// Ranks of areas: equal values share the best place, and an area without a value has none.
///
/// `[9, 7, 7, 5]` from the highest are 1st, 2nd, 2nd and 4th.
package struct Ranking: Sendable, Hashable {
  package enum Order: String, Sendable, Hashable, CaseIterable, Codable {
    case highestFirst = "highest-first"
    case lowestFirst = "lowest-first"

    /// The best first; the highest first without a polarity.
    package init(bestFirst polarity: Polarity) {
      self = polarity == .lowerIsBetter ? .lowestFirst : .highestFirst
    }
  }

  /// From 1, in the order of the given areas.
  package let places: [Int?]
  /// How many areas had a value.
  package let count: Int

  package init<Value: Comparable>(_ values: [Value?], _ order: Order) {
    let sorted = values.enumerated().compactMap { index, value in value.map { (index: index, value: $0) } }
      .sorted { order == .highestFirst ? $0.value > $1.value : $0.value < $1.value }
    var places = [Int?](repeating: nil, count: values.count)
    var place = 0
    for position in sorted.indices {
      if position == 0 || sorted[position].value != sorted[position - 1].value { place = position + 1 }
      places[sorted[position].index] = place
    }
    self.places = places
    count = sorted.count
  }

  /// The group of each area when they are split into equal groups, from 1 for the first places; nil for too few areas.
  ///
  /// OHID's algorithm for quantiles of areas, `groups + 1 − ⌈(count + 1 − place) × groups / count⌉`, in whole numbers: in
  /// floating point a place on a boundary can get a group too low.
  package func quantiles(_ groups: Int) -> [Int?]? {
    guard groups > 0, count >= groups else { return nil }
    return places.map { place in
      place.map { groups + 1 - ((count + 1 - $0) * groups + count - 1) / count }
    }
  }
}
