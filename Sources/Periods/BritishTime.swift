/// Converts universal time to days in the United Kingdom.
package enum BritishTime {
  /// The day of a moment: the next day for the last hour of a day in summer, when UK days begin at 23:00 UTC.
  ///
  /// - Parameters:
  ///   - utc: the day in universal time.
  ///   - seconds: since its midnight.
  package static func day(ofUTC utc: Day, seconds: Int) -> Day {
    seconds + 3600 * hoursAhead(inTheEveningOf: utc) >= 86_400 ? utc + 1 : utc
  }

  /// How many hours clocks are ahead of universal time at 22:00 and 23:00 of a day in universal time.
  ///
  /// Clocks were never changed between 22:00 and midnight. Since 1996 summer time begins on the last Sunday of March and
  /// ends on the last of October (Directive 2000/84/EC, kept as SI 2002/262). Earlier years are from the table `GB-Eire`
  /// of the IANA time zone database.
  private static func hoursAhead(inTheEveningOf day: Day) -> Int {
    let year = day.components.year
    guard year >= 1996 else { return changes.last { $0.day <= day.number }?.hours ?? 0 }
    guard let begins = lastSunday(year, 3), let ends = lastSunday(year, 10) else { return 0 }
    return begins <= day && day < ends ? 1 : 0
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Day? {
    Day(year: year, month: month, day: 31).map { $0 - ($0.weekday + 1) % 7 }
  }

  /// The first evening, as a day number, from which clocks were so many hours ahead.
  private static let changes: [(day: Int32, hours: Int)] = [
    (-19583, 1), (-19450, 0), (-19261, 1), (-19099, 0), (-18911, 1), (-18721, 0), (-18540, 1), (-18357, 0),
    (-18176, 1), (-17965, 0), (-17805, 1), (-17622, 0), (-17448, 1), (-17252, 0), (-17056, 1), (-16909, 0),
    (-16699, 1), (-16538, 0), (-16328, 1), (-16160, 0), (-15964, 1), (-15796, 0), (-15607, 1), (-15432, 0),
    (-15229, 1), (-15061, 0), (-14865, 1), (-14697, 0), (-14508, 1), (-14333, 0), (-14137, 1), (-13969, 0),
    (-13773, 1), (-13605, 0), (-13416, 1), (-13234, 0), (-13038, 1), (-12870, 0), (-12681, 1), (-12506, 0),
    (-12310, 1), (-12142, 0), (-11946, 1), (-11778, 0), (-11589, 1), (-11414, 0), (-11218, 1), (-11001, 0),
    (-10903, 1), (-10469, 2), (-10371, 1), (-10133, 2), (-10007, 1), (-9769, 2), (-9636, 1), (-9405, 2),
    (-9237, 1), (-9040, 2), (-8936, 1), (-8852, 0), (-8663, 1), (-8488, 0), (-8327, 1), (-8299, 2),
    (-8180, 1), (-8096, 0), (-7963, 1), (-7732, 0), (-7578, 1), (-7368, 0), (-7200, 1), (-7011, 0),
    (-6836, 1), (-6647, 0), (-6465, 1), (-6276, 0), (-6101, 1), (-5933, 0), (-5744, 1), (-5569, 0),
    (-5373, 1), (-5205, 0), (-5002, 1), (-4834, 0), (-4645, 1), (-4470, 0), (-4274, 1), (-4106, 0),
    (-3910, 1), (-3742, 0), (-3553, 1), (-3378, 0), (-3203, 1), (-2986, 0), (-2839, 1), (-2622, 0),
    (-2468, 1), (-2258, 0), (-2111, 1), (-1894, 0), (-1747, 1), (-1530, 0), (-1383, 1), (-1166, 0),
    (-1019, 1), (-795, 0), (-683, 1), (668, 0), (808, 1), (1032, 0), (1172, 1), (1396, 0), (1536, 1),
    (1760, 0), (1900, 1), (2124, 0), (2271, 1), (2488, 0), (2635, 1), (2852, 0), (2999, 1), (3223, 0),
    (3363, 1), (3587, 0), (3727, 1), (3951, 0), (4105, 1), (4315, 0), (4469, 1), (4679, 0), (4833, 1),
    (5043, 0), (5197, 1), (5414, 0), (5568, 1), (5778, 0), (5932, 1), (6142, 0), (6296, 1), (6506, 0),
    (6660, 1), (6870, 0), (7024, 1), (7241, 0), (7388, 1), (7605, 0), (7759, 1), (7969, 0), (8123, 1),
    (8333, 0), (8487, 1), (8697, 0), (8851, 1), (9061, 0), (9215, 1), (9425, 0),
  ]
}
