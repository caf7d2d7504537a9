import Periods
import Testing

/// Where cohorts begin and end: what just counts, and one day beside it what does not.
@Suite struct CohortBoundaryTests {
  private typealias Method = PublishedMethodTests
  typealias Story = PublishedMethodTests.Story

  /// Somebody is 18 on the 18th birthday, and 25 on the 25th, in every cohort that asks.
  static let birthdays = [
    Story(
      why: "2A: an episode ends on the 18th birthday", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned date_of_birth=2007-06-20"], right: "100.0"),
    Story(
      why: "2A: and the day before it", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned date_of_birth=2007-06-21"], right: "[z]"),
    Story(
      why: "2B: an admission on the 18th birthday", measure: "admissions-18-to-64",
      services: [careHome + "started_on=2025-06-01 date_of_birth=2007-06-01"], right: "1"),
    Story(
      why: "2B: and the day before it", measure: "admissions-18-to-64",
      services: [careHome + "started_on=2025-06-01 date_of_birth=2007-06-02"], right: "0"),
    Story(
      why: "2B as the return had it: 18 on the day after the period", measure: "admissions-18-to-64-return",
      services: [careHome + "started_on=2025-06-01 date_of_birth=2008-04-01"], right: "1"),
    Story(
      why: "2B as the return had it: 18 a day later", measure: "admissions-18-to-64-return",
      services: [careHome + "started_on=2025-06-01 date_of_birth=2008-04-02"], right: "0"),
    Story(
      why: "2E: support ends on the 18th birthday", measure: "settled-home-18-to-64",
      services: [ended("2025-09-10") + "date_of_birth=2007-09-10"], right: "100.0"),
    Story(
      why: "2E: and the day before it", measure: "settled-home-18-to-64",
      services: [ended("2025-09-10") + "date_of_birth=2007-09-11"], right: "[z]"),
    Story(
      why: "3D: the day is the 18th birthday", measure: "direct-payments-on-day", kind: .day,
      services: [direct + "date_of_birth=2008-03-31"], right: "100.0"),
    Story(
      why: "3D: and the day before it", measure: "direct-payments-on-day", kind: .day,
      services: [direct + "date_of_birth=2008-04-01"], right: "[z]"),
    Story(
      why: "reviews: the day is the 18th birthday", measure: "long-term-support-reviewed-in-year", kind: .day,
      services: [Method.home + "started_on=2020-01-01 date_of_birth=2008-03-31"], reviews: [], right: "0.0"),
    Story(
      why: "requests: the 25th birthday", measure: "first-response-median-days-25-to-64",
      assessments: [request + "date_of_birth=2001-01-01"], right: "9.0"),
    Story(
      why: "requests: and the day before it", measure: "first-response-median-days-25-to-64",
      assessments: [request + "date_of_birth=2001-01-02"], right: "[z]"),
  ]

  /// Of several services of 2E the latest says how old somebody was.
  static let latestServices = [
    Story(
      why: "the service that ends last", measure: "settled-home-65-and-over",
      services: [
        ended("2025-07-01") + "date_of_birth=1960-09-01", ended("2025-12-01") + "date_of_birth=1960-09-01",
      ], right: "100.0"),
    Story(
      why: "the service that ends last, though it began first", measure: "settled-home-65-and-over",
      services: [
        ended("2025-07-01") + "date_of_birth=1960-09-01",
        ended("2025-12-01").replacing("06-01", "05-01") + "date_of_birth=1960-09-01",
      ], right: "100.0"),
    Story(
      why: "of two that still run, the one begun last", measure: "settled-home-18-to-64",
      services: [
        open + "date_of_birth=1945-05-05", open.replacing("06-01", "07-01") + "date_of_birth=1990-01-01",
      ],
      right: "100.0"),
    Story(
      why: "of two alike in their days, the later in order", measure: "settled-home-18-to-64",
      services: [open + "date_of_birth=1945-05-05", open + "date_of_birth=1990-01-01"], right: "100.0"),
    Story(
      why: "and not the earlier", measure: "settled-home-18-to-64",
      services: [open + "date_of_birth=1990-01-01", open + "date_of_birth=1945-05-05"], right: "[z]"),
  ]

  /// Days between one service and the next.
  static let days = [
    Story(
      why: "seven days between two services are one episode", measure: Method.reablement,
      services: [
        Method.episode + "outcome=nfa-ended-as-planned", again("06-27"),
        Method.home + "started_on=2025-07-11",
      ],
      right: "0.0"),
    Story(
      why: "eight are two", measure: Method.reablement,
      services: [
        Method.episode + "outcome=nfa-ended-as-planned", again("06-28"),
        Method.home + "started_on=2025-07-11",
      ],
      right: "50.0"),
    Story(
      why: "support on the seventh day after an episode follows it", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned", Method.home + "started_on=2025-06-27"],
      right: "0.0"),
    Story(
      why: "support on the eighth does not", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned", Method.home + "started_on=2025-06-28"],
      right: "100.0"),
    Story(
      why: "support that ended 91 days before an episode makes nobody known", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned", known("2025-03-02")], right: "100.0"),
    Story(
      why: "support that ended 90 days before does", measure: Method.reablement,
      services: [Method.episode + "outcome=nfa-ended-as-planned", known("2025-03-03")], right: "[z]"),
    Story(
      why: "support that began before the twelve months is of more than a year",
      measure: "long-term-support-reviewed-in-year", kind: .day,
      services: [Method.home + "started_on=2025-03-31"], reviews: [], right: "0.0"),
    Story(
      why: "support that began on their first day is not", measure: "long-term-support-reviewed-in-year",
      kind: .day, services: [Method.home + "started_on=2025-04-01"], reviews: [], right: "[z]"),
    Story(
      why: "a care home outweighs a direct payment on the day", measure: "direct-payments-on-day", kind: .day,
      services: [direct, careHome + "started_on=2025-05-01"], right: "[z]"),
    Story(
      why: "whichever of them came first", measure: "direct-payments-on-day", kind: .day,
      services: [careHome + "started_on=2025-07-01", direct], right: "[z]"),
  ]

  @Test(arguments: birthdays + latestServices + days)
  func countsUpToTheDay(_ story: Story) throws {
    #expect(try PublishedMethodTests().figure(of: story) == story.right)
  }

  private static let careHome = Method.user + "service_type=long-term-residential "
  private static let direct = Method.home + "delivery_mechanism=direct-payment started_on=2025-06-01 "
  private static let open = Method.home + "started_on=2025-06-01 accommodation_status=owner-occupier "
  private static let request =
    Method.asked + "requested_on=2026-01-01 started_on=2026-01-10 completed_on=2026-01-12 outcome=nfa-other "

  private static func ended(_ day: String) -> String { open + "ended_on=\(day) " }

  /// Reablement of two weeks that led to nothing by itself.
  private static func again(_ day: String) -> String {
    Method.user
      + "service_type=short-term-maximising started_on=2025-\(day) ended_on=2025-07-10 outcome=continuation"
  }

  private static func known(_ end: String) -> String { Method.home + "started_on=2024-06-01 ended_on=\(end)" }
}
