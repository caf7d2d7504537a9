import Periods
import Testing

@Suite struct BritishTimeTests {
  /// From the tables of summer time: HMSO's orders, and from 1996 the directive.
  @Test(arguments: [
    ("2026-07-01", 82_799, "2026-07-01", "a second before 23:00 in summer"),
    ("2026-07-01", 82_800, "2026-07-02", "23:00 in summer is midnight"),
    ("2026-12-01", 86_399, "2026-12-01", "in winter the days are the same"),
    ("2024-03-30", 82_800, "2024-03-30", "the evening before clocks go forward"),
    ("2024-03-31", 82_800, "2024-04-01", "the evening after"),
    ("2024-10-26", 82_800, "2024-10-27", "the last of summer"),
    ("2024-10-27", 82_800, "2024-10-27", "the first of winter"),
    ("1995-10-21", 82_800, "1995-10-22", "until 1995 it ended a week before the rest of Europe"),
    ("1995-10-22", 82_800, "1995-10-22", "and then it was over"),
    ("1969-01-15", 82_800, "1969-01-16", "standard time of 1968 to 1971"),
    ("1971-10-31", 82_800, "1971-10-31", "its end"),
    ("1944-06-06", 79_200, "1944-06-07", "double summer time"),
    ("1915-07-01", 82_800, "1915-07-01", "before there was any"),
    ("1916-05-21", 82_800, "1916-05-22", "the first of all"),
  ])
  func tellsTheDayInTheUnitedKingdom(_ utc: String, seconds: Int, expected: String, why: String) throws {
    let day = try #require(Day(iso: utc))
    #expect(BritishTime.day(ofUTC: day, seconds: seconds).description == expected, "\(why)")
  }
}
