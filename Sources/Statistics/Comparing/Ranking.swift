/// Places in a league of areas: equal values share the best place, and an area without a value has none.
///
/// `[9, 7, 7, 5]` from the highest are 1st, 2nd, 2nd and 4th.
package struct Ranking: Sendable, Hashable {
  package enum Order: String, Sendable, Hashable, CaseIterable, Codable {
    case highestFirst = "highest-first"
    case lowestFirst = "lowest-first"

    /// The order that puts the best first; the highest where polarity is not agreed.
    package init(bestFirst polarity: Polarity) {
      self = polarity == .lowerIsBetter ? .lowestFirst : .highestFirst
    }
  }

  /// From 1, in the order in which the areas were given.
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

  /// Which of so many equal groups each area falls in, from 1 for the first places; nil when areas are too few.
  ///
  /// OHID's algorithm for quantiles of areas, `groups + 1 − ⌈(count + 1 − place) × groups / count⌉`, in whole
  /// numbers: in floating point a place on a boundary can land a group too low.
  package func quantiles(_ groups: Int) -> [Int?]? {
    guard groups > 0, count >= groups else { return nil }
    return places.map { place in
      place.map { groups + 1 - ((count + 1 - $0) * groups + count - 1) / count }
    }
  }
}
