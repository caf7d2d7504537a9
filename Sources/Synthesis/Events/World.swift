import Periods

/// What all simulations share: the people, the calendar and the days simulated.
struct World: Sendable {
  let seed: UInt64
  let asOf: Day
  /// The first day anything is recorded.
  let first: Day
  let office: OfficeDays
  let population: Population

  init(seed: UInt64, people: Int, asOf: Day, holidays: [Day], years: Int) {
    // The answer key goes back three years, and rules report what has been open for five.
    precondition((3...5).contains(years), "not three to five years")
    self.seed = seed
    self.asOf = asOf
    first = (asOf + 1).adding(months: -12 * years)
    // Long enough on both sides for support that began before, and for waits beyond the end.
    office = OfficeDays(from: first - 6000, to: asOf + 6000, closed: holidays)
    population = Population(seed: seed, count: people, asOf: asOf, from: first)
  }

  var people: [Person] { population.people }
  var days: [Day] { (0...(asOf - first)).map { first + $0 } }

  /// A day in the past, or nil: the future is not recorded.
  func past(_ day: Day) -> Day? { day <= asOf ? day : nil }

  /// Whether a day is before anything that the answer key counts.
  func isLongAgo(_ day: Day?) -> Bool { day.map { $0 < asOf - 800 } ?? false }
}
