import Periods

/// How many cases arrive on a day: a yearly volume, shaped by season, week and growth.
struct Rhythm {
  /// Cases a year at the end of the years simulated.
  var yearly: Int
  /// How much lower each year before was, in thousandths.
  var growth: Int
  /// Thousandths of the average day that arrive on a weekend or bank holiday.
  var closedDays = 80

  // More in winter and after the summer; the twelve average 1000.
  private static let season = [1120, 1050, 1060, 960, 970, 980, 960, 880, 1010, 1040, 1050, 920]

  func arrivals(on day: Day, before last: Day, _ office: OfficeDays, _ chance: inout Chance) -> Int {
    let monthsAgo = (last - day) / 30
    let trend = max(200, 1000 - growth * monthsAgo / 12)
    // With 253 open days a year, 365 average days' worth of cases come mostly on those.
    let week = office.isOpen(day) ? (365_000 - 112 * closedDays) / 253 : closedDays
    let expected =
      yearly * 1000 / 365 * trend / 1000 * Self.season[day.components.month - 1] / 1000 * week / 1000
    // `expected` is in thousandths of a case. Coin flips on twice as many slots keep its mean, with some scatter.
    var count = 0
    for _ in 0..<(expected / 1000 * 2) where chance.below(2) == 0 { count += 1 }
    return count + (chance.happens(perMille: expected % 1000) ? 1 : 0)
  }
}
