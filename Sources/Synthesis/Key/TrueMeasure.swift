import Periods

/// A measure's definition, written again in Swift over the generator's own records.
///
/// Written from the measure's words, so that an error in its declared expressions, or in their evaluation, shows as a
/// difference.
struct TrueMeasure<Record> {
  enum Calculation {
    /// How many cases.
    case count
    /// How many different people.
    case people
    /// How many cases for every 100,000 adults.
    case rate
    /// How many different people for every 100,000 adults.
    case rateOfPeople
    /// The share of cases that meet the condition.
    case share((Record, Window) -> Bool)
    /// The share of people with a case that meets the condition.
    case shareOfPeople((Record, Window) -> Bool)
    case mean((Record, Window) -> Int)
    case maximum((Record, Window) -> Int)
    /// The value below which so many hundredths of the cases lie, interpolated between neighbours.
    case percentile(Int, (Record, Window) -> Int)

    /// Whether what is counted is put over the adults of the area.
    var isRate: Bool {
      switch self {
      case .rate, .rateOfPeople: true
      case .count, .people, .share, .shareOfPeople, .mean, .maximum, .percentile: false
      }
    }
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

/// The days to count, and the working days among them.
struct Window {
  var start: Day
  var end: Day
  var office: OfficeDays

  /// The day a whole number of months away, or the last of a month too short to have it.
  static func months(_ count: Int, after day: Day) -> Day {
    let (year, month, date) = day.components
    let months = year * 12 + month - 1 + count
    var last = date
    while true {
      if let found = Day(year: months / 12, month: months % 12 + 1, day: last) { return found }
      last -= 1
    }
  }

  /// The first of the twelve months that end on the last day: the next day, a year earlier.
  var yearBegan: Day {
    let (year, month, date) = (end + 1).components
    return Day(year: year - 1, month: month, day: date) ?? Self.months(-11, after: end + 1 - date + 1)
  }

  func contains(_ day: Day?) -> Bool { day.map { start <= $0 && $0 <= end } ?? false }

  /// After the last day, or never.
  func isStillToCome(_ day: Day?) -> Bool { day.map { $0 > end } ?? true }

  /// Open on the last day: begun by then, and not ended or ended later.
  func isOpenAtEnd(from began: Day, to ended: Day?) -> Bool {
    began <= end && isStillToCome(ended)
  }
}

/// The value of a measure over some cases.
struct TrueTally: Sendable, Equatable {
  var numerator: Int?
  var denominator: Int?
  /// The exact value before rounding; nil over zero.
  var value: (units: Int, per: Int)?

  static func == (a: TrueTally, b: TrueTally) -> Bool {
    a.numerator == b.numerator && a.denominator == b.denominator
      && a.value?.units == b.value?.units && a.value?.per == b.value?.per
  }
}

extension TrueMeasure {
  /// The tally over all the records, and one for each group.
  func tallies(
    _ records: [Record], in window: Window, groups: Int, group: (Record) -> Int, person: (Record) -> Int
  ) -> [TrueTally] {
    // Position 0 is for everything, and g + 1 for group g.
    var admitted = [Int](repeating: 0, count: groups + 1)
    var met = admitted
    var values = [[Int]](repeating: [], count: groups + 1)
    for record in records where cases(record, window) {
      let places = [0, group(record) + 1]
      for place in places {
        admitted[place] += 1
        switch calculation {
        case .count, .rate: break
        case .people, .rateOfPeople: values[place].append(person(record))
        case .share(let isMet): if isMet(record, window) { met[place] += 1 }
        case .shareOfPeople(let isMet):
          // Doubled, with the low bit for whether the case meets the condition.
          values[place].append(person(record) * 2 + (isMet(record, window) ? 1 : 0))
        case .mean(let of), .maximum(let of), .percentile(_, let of):
          values[place].append(of(record, window))
        }
      }
    }
    return admitted.indices.map { finish(admitted[$0], met[$0], values[$0]) }
  }

  private func finish(_ admitted: Int, _ met: Int, _ values: [Int]) -> TrueTally {
    switch calculation {
    case .count, .rate: return TrueTally(numerator: admitted, value: (admitted, 1))
    case .people, .rateOfPeople:
      let people = Set(values).count
      return TrueTally(numerator: people, value: (people, 1))
    case .share:
      return TrueTally(
        numerator: met, denominator: admitted, value: admitted > 0 ? (met * 100, admitted) : nil)
    case .shareOfPeople:
      let people = Set(values.map { $0 / 2 }).count
      let with = Set(values.filter { $0 % 2 == 1 }).count
      return TrueTally(numerator: with, denominator: people, value: people > 0 ? (with * 100, people) : nil)
    case .mean:
      return TrueTally(denominator: admitted, value: admitted > 0 ? (values.reduce(0, +), admitted) : nil)
    case .maximum:
      return TrueTally(denominator: admitted, value: values.max().map { ($0, 1) })
    case .percentile(let share, _):
      guard admitted > 0 else { return TrueTally(denominator: 0) }
      let sorted = values.sorted()
      let place = (sorted.count - 1) * share
      let below = sorted[place / 100]
      let above = sorted[min(place / 100 + 1, sorted.count - 1)]
      return TrueTally(denominator: admitted, value: (below * 100 + (above - below) * (place % 100), 100))
    }
  }
}
