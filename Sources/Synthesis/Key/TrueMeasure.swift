import Periods

/// What a measure means, said again in Swift over the generator's own records.
///
/// Written from the measure's words, so that a slip in its declared expressions, or in how they are evaluated,
/// shows as a difference.
struct TrueMeasure<Record> {
  enum Calculation {
    /// How many cases.
    case count
    /// How many different people.
    case people
    /// What share of the cases the condition admits.
    case share((Record, Window) -> Bool)
    case sum((Record, Window) -> Int)
    case mean((Record, Window) -> Int)
    case maximum((Record, Window) -> Int)
    /// The value below which so many hundredths of the cases lie, between neighbours in proportion.
    case percentile(Int, (Record, Window) -> Int)
  }

  var id: String
  var decimals: Int
  var calculation: Calculation
  /// The cases looked at.
  var cases: (Record, Window) -> Bool

  init(
    _ id: String, decimals: Int, _ calculation: Calculation, of cases: @escaping (Record, Window) -> Bool
  ) {
    self.id = id
    self.decimals = decimals
    self.calculation = calculation
    self.cases = cases
  }
}

/// The days that are counted, and the working days among them.
struct Window {
  var start: Day
  var end: Day
  var office: OfficeDays

  func contains(_ day: Day?) -> Bool { day.map { start <= $0 && $0 <= end } ?? false }

  /// Open on the last day: begun by then, and not ended or ended later.
  func isOpenAtEnd(from began: Day, to ended: Day?) -> Bool {
    began <= end && (ended.map { $0 > end } ?? true)
  }
}

/// What a measure comes to over some cases.
struct Tally: Sendable, Equatable {
  var numerator: Int?
  var denominator: Int?
  /// The exact value before rounding; nil where there is nothing to divide by.
  var value: (units: Int, per: Int)?

  static func == (a: Tally, b: Tally) -> Bool {
    a.numerator == b.numerator && a.denominator == b.denominator
      && a.value?.units == b.value?.units && a.value?.per == b.value?.per
  }
}

extension TrueMeasure {
  /// The tally over all the records, and one for each group.
  func tallies(
    _ records: [Record], in window: Window, groups: Int, group: (Record) -> Int, person: (Record) -> Int
  ) -> [Tally] {
    // Position 0 holds everything, and group g is at g + 1.
    var admitted = [Int](repeating: 0, count: groups + 1)
    var met = admitted
    var values = [[Int]](repeating: [], count: groups + 1)
    for record in records where cases(record, window) {
      let places = [0, group(record) + 1]
      for place in places {
        admitted[place] += 1
        switch calculation {
        case .count: break
        case .people: values[place].append(person(record))
        case .share(let isMet): if isMet(record, window) { met[place] += 1 }
        case .sum(let of), .mean(let of), .maximum(let of), .percentile(_, let of):
          values[place].append(of(record, window))
        }
      }
    }
    return admitted.indices.map { finish(admitted[$0], met[$0], values[$0]) }
  }

  private func finish(_ admitted: Int, _ met: Int, _ values: [Int]) -> Tally {
    switch calculation {
    case .count: return Tally(numerator: admitted, value: (admitted, 1))
    case .people:
      let people = Set(values).count
      return Tally(numerator: people, value: (people, 1))
    case .share:
      return Tally(numerator: met, denominator: admitted, value: admitted > 0 ? (met * 100, admitted) : nil)
    case .sum:
      let sum = values.reduce(0, +)
      return Tally(numerator: sum, denominator: admitted, value: (sum, 1))
    case .mean:
      let sum = values.reduce(0, +)
      return Tally(numerator: sum, denominator: admitted, value: admitted > 0 ? (sum, admitted) : nil)
    case .maximum:
      return Tally(denominator: admitted, value: values.max().map { ($0, 1) })
    case .percentile(let share, _):
      guard admitted > 0 else { return Tally(denominator: 0) }
      let sorted = values.sorted()
      let place = (sorted.count - 1) * share
      let below = sorted[place / 100]
      let above = sorted[min(place / 100 + 1, sorted.count - 1)]
      return Tally(denominator: admitted, value: (below * 100 + (above - below) * (place % 100), 100))
    }
  }
}
