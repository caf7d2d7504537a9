import Artefacts
import Declarations
import FoundationEssentials
import Periods
import Runs
import Statistics
import Testing
import Tools

/// Cohorts against the published method: one or two people a fault, with the right value.
@Suite struct PublishedMethodTests {
  /// A measure of the cases in a folder of `Cases/cohorts`, as of 31 March 2026 over the year before it.
  struct Right: Sendable, CustomTestStringConvertible {
    var folder: String
    var measure: String
    /// Numerator and denominator, or for a median how many waited; 0 where there is nothing to measure.
    var counts: [Int]
    var value: String?
    var testDescription: String { "\(folder) \(measure)" }

    init(_ folder: String, _ measure: String, _ counts: [Int], _ value: String? = nil) {
      (self.folder, self.measure, self.counts, self.value) = (folder, measure, counts, value)
    }
  }

  static let reablement = "reablement-no-further-support"

  static let cases = [
    Right("a1", reablement, [0, 0]), Right("a2", reablement, [1, 1], "100.0"),
    Right("a3", reablement, [0, 0]), Right("a1", "\(reablement)-3-days", [0, 0]),
    Right("a2", "\(reablement)-3-days", [1, 1], "100.0"), Right("a3", "\(reablement)-3-days", [0, 0]),
    Right("b1", "admissions-65-and-over", [1]), Right("c1", "admissions-65-and-over", [0]),
    Right("c1", "admissions-65-and-over-return", [0]), Right("c1", "settled-home-65-and-over", [0, 0]),
    Right("c1", "settled-home-learning-disability", [0, 0]),
    Right("c1", "self-directed-support-on-day", [0, 0]),
    Right("c1", "direct-payments-on-day-return", [0, 0]),
    Right("e1", "settled-home-65-and-over", [1, 1], "100.0"),
    Right("w1", "first-service-median-days-65-and-over", [1], "31.0"),
    Right("w2", "first-service-median-days-65-and-over", [1], "62.0"),
    Right("w2", "first-response-median-days-65-and-over", [1], "9.0"),
    Right("w3", "first-response-median-days-25-to-64", [0]),
    Right("w3", "first-response-median-days-65-and-over", [1], "9.0"),
    Right("w3", "first-service-median-days-65-and-over", [1], "31.0"),
  ]

  @Test(arguments: cases) func comesToWhatTheMethodSays(_ right: Right) throws {
    let folder = Council.root.appending(path: "Tests/AggregateStageTests/Cases/cohorts/\(right.folder)")
    var extracts: [String: [UInt8]] = [:]
    for dataset in ["assessments", "support-services"] {
      extracts[dataset] = Array(try Data(contentsOf: folder.appending(path: "\(dataset).csv")))
    }
    let reading = try reading(of: right.measure, extracts, asOf: "2026-03-31")
    let counts = [reading.numerator, reading.denominator].compactMap(\.self)
    #expect(right.counts.count == 1 ? counts.first == right.counts[0] : counts == right.counts)
    if let value = right.value { #expect(printed(reading) == value) }
  }

  /// Fields of one record, as `started_on=2025-06-01 ended_on=…`; the person is P1, born in 1945, unless it says otherwise.
  struct Story: Sendable, CustomTestStringConvertible {
    var why: String
    var measure: String
    var asOf = "2026-03-31"
    var kind = ReportingPeriod.Kind.rollingYear
    var services: [String] = []
    var assessments: [String] = []
    var reviews: [String]?
    /// The value as printed, or for a rate how many it is of.
    var right: String
    var testDescription: String { why }
  }

  static let user = "client_type=service-user "
  static let episode =
    user + "service_type=short-term-maximising started_on=2025-06-01 ended_on=2025-06-20 "
  static let home = user + "service_type=long-term-community "

  static let reablementStories = [
    Story(
      why: "what began in the episode and runs on follows it", measure: reablement,
      services: [episode + "outcome=nfa-ended-as-planned", home + "started_on=2025-06-05"], right: "0.0"),
    Story(
      why: "what ends with the episode does not follow it", measure: reablement,
      services: [
        episode + "outcome=nfa-ended-as-planned", home + "started_on=2025-06-20 ended_on=2025-06-20",
      ], right: "100.0"),
    Story(
      why: "a carer's service follows nobody's reablement", measure: reablement,
      services: [
        episode + "outcome=nfa-ended-as-planned",
        "client_type=unpaid-carer service_type=long-term-community started_on=2025-06-21",
      ], right: "100.0"),
    Story(
      why: "a carer's service makes nobody known", measure: reablement,
      services: [
        episode + "outcome=nfa-ended-as-planned",
        "client_type=unpaid-carer service_type=long-term-community started_on=2024-06-01 ended_on=2025-05-30",
      ], right: "100.0"),
    Story(
      why: "of two that end together, the first in the list of those that conclude", measure: reablement,
      services: [
        episode + "outcome=nfa-other", episode.replacing("06-01", "06-03") + "outcome=nfa-declined",
        episode.replacing("06-01", "06-04") + "outcome=progress-to-reablement",
      ], right: "[z]"),
    Story(
      why: "equipment that ends inside the episode is low-level support", measure: reablement,
      services: [
        episode + "outcome=continuation",
        user + "service_type=short-term-ongoing-low-level service_component=equipment started_on=2025-06-01 "
          + "ended_on=2025-06-02",
      ], right: "100.0"),
    Story(
      why: "what starts after the day has not happened yet", measure: reablement, asOf: "2025-06-22",
      services: [episode + "outcome=nfa-ended-as-planned", home + "started_on=2025-06-23"], right: "100.0"),
    Story(
      why: "reablement that ends after the day has not ended", measure: reablement, asOf: "2025-06-19",
      services: [episode + "outcome=nfa-ended-as-planned"], right: "[z]"),
    Story(
      why: "reablement that goes on after the day has not begun again", measure: reablement,
      asOf: "2025-06-22",
      services: [
        episode + "outcome=nfa-ended-as-planned",
        episode.replacing("2025-06-01", "2025-06-23").replacing("06-20", "07-20"),
      ], right: "100.0"),
  ]

  static let supportStories = [
    Story(
      why: "an outcome learnt after the day makes nobody self-funded", measure: "admissions-65-and-over",
      asOf: "2025-08-31",
      services: [
        user
          + "service_type=long-term-residential started_on=2025-06-01 ended_on=2025-09-20 outcome=nfa-self-funded"
      ], right: "1"),
    Story(
      why: "an outcome known on the day does", measure: "admissions-65-and-over", asOf: "2025-09-30",
      services: [
        user
          + "service_type=long-term-residential started_on=2025-06-01 ended_on=2025-09-20 outcome=nfa-self-funded"
      ], right: "0"),
    Story(
      why: "a day centre is no stay in a care home before", measure: "admissions-65-and-over",
      services: [
        user + "service_type=long-term-residential service_component=day-support started_on=2025-01-01",
        user + "service_type=long-term-residential service_component=nursing started_on=2025-06-01",
      ], right: "1"),
    Story(
      why: "a death after the day has not happened yet", measure: "direct-payments-on-day",
      asOf: "2025-06-30", kind: .day,
      services: [
        home
          + "delivery_mechanism=direct-payment started_on=2025-06-01 date_of_death=2025-07-02 ended_on=2025-07-02"
      ], right: "100.0"),
    Story(
      why: "homes that contradict one another are not known", measure: "settled-home-65-and-over",
      services: [
        home + "started_on=2025-06-01 accommodation_status=owner-occupier",
        home + "started_on=2025-06-01 accommodation_status=tenant-social service_component=day-support",
      ], right: "0.0"),
    Story(
      why: "a home that is not known is presumed from home support", measure: "settled-home-65-and-over",
      services: [home + "started_on=2025-06-01 service_component=home-support"], right: "100.0"),
    Story(
      why: "and from nothing else in the community", measure: "settled-home-65-and-over",
      services: [home + "started_on=2025-06-01 service_component=day-support"], right: "0.0"),
    Story(
      why: "a Shared Lives scheme is a home", measure: "settled-home-65-and-over",
      services: [home + "started_on=2025-06-01 service_component=shared-lives accommodation_status=unknown"],
      right: "100.0"),
    Story(
      why: "a home known from a carer's record counts too", measure: "settled-home-65-and-over",
      services: [
        home + "started_on=2025-06-01",
        "client_type=unpaid-carer service_type=carer-direct started_on=2025-01-01 ended_on=2025-01-02 "
          + "accommodation_status=mobile",
      ], right: "100.0"),
    Story(
      why: "a support reason is the latest known of all events", measure: "settled-home-learning-disability",
      services: [
        home
          + "started_on=2025-06-01 ended_on=2025-07-01 date_of_birth=1990-01-01 accommodation_status=mobile "
          + "primary_support_reason=unknown"
      ],
      reviews: ["completed_on=2025-06-20 primary_support_reason=learning-disability"], right: "100.0"),
    Story(
      why: "a later one stands before it", measure: "settled-home-learning-disability",
      services: [
        home
          + "started_on=2025-06-01 ended_on=2025-07-01 date_of_birth=1990-01-01 accommodation_status=mobile "
          + "primary_support_reason=mental-health"
      ],
      reviews: ["completed_on=2025-06-20 primary_support_reason=learning-disability"], right: "[z]"),
    Story(
      why: "somebody under 18 is not among those reviewed", measure: "long-term-support-reviewed-in-year",
      kind: .day,
      services: [home + "started_on=2020-01-01 date_of_birth=2008-04-01"], reviews: [], right: "[z]"),
    Story(
      why: "twelve months to 28 February 2025 are 365 days", measure: "long-term-support-reviewed-in-year",
      asOf: "2025-02-28", kind: .day, services: [home + "started_on=2020-01-01"],
      reviews: ["completed_on=2024-02-29"], right: "0.0"),
    Story(
      why: "and begin on 1 March", measure: "long-term-support-reviewed-in-year", asOf: "2025-02-28",
      kind: .day,
      services: [home + "started_on=2020-01-01"], reviews: ["completed_on=2024-03-01"], right: "100.0"),
  ]

  static let asked = "assessment_type=care-act "

  static let waitingStories = [
    Story(
      why: "a block of assessments ends at the next request",
      measure: "first-service-median-days-65-and-over",
      services: [home + "started_on=2026-02-01"],
      assessments: [
        asked + "requested_on=2025-12-01 started_on=2025-12-10 completed_on=2025-12-12 outcome=nfa-other",
        asked
          + "requested_on=2026-01-01 started_on=2026-01-10 completed_on=2026-01-12 outcome=progress-to-support",
      ], right: "31.0"),
    Story(
      why: "an assessment that leads on answers for the block",
      measure: "first-service-median-days-65-and-over",
      services: [home + "started_on=2026-02-01"],
      assessments: [
        asked + "requested_on=2025-12-01 started_on=2025-12-10 completed_on=2025-12-12 outcome=nfa-other",
        "assessment_type=sensory requested_on=2022-12-01 started_on=2025-12-20 completed_on=2025-12-22 "
          + "outcome=continuation",
      ], right: "62.0"),
    Story(
      why: "an assessment completed after the day is no response yet",
      measure: "first-response-median-days-65-and-over", asOf: "2026-01-11",
      assessments: [
        asked
          + "requested_on=2026-01-01 started_on=2026-01-10 completed_on=2026-01-12 outcome=progress-to-support"
      ], right: "[z]"),
    Story(
      why: "a request closed after the day is still open", measure: "first-response-median-days-65-and-over",
      asOf: "2026-01-31", services: [home + "started_on=2026-01-20"],
      assessments: [asked + "requested_on=2026-01-01 closed_on=2026-02-10"], right: "19.0"),
  ]

  @Test(arguments: reablementStories + supportStories + waitingStories)
  func othersOfItsKind(_ story: Story) throws { #expect(try figure(of: story) == story.right) }

  /// A story's cases counted: the value as printed, or for a rate how many it is of.
  func figure(of story: Story) throws -> String? {
    var extracts = [
      "support-services": csv("service_id", story.services, Self.serviceFields),
      "assessments": csv("assessment_id", story.assessments, Self.assessmentFields),
    ]
    if let reviews = story.reviews { extracts["reviews"] = csv("review_id", reviews, Self.reviewFields) }
    let reading = try reading(of: story.measure, extracts, asOf: story.asOf, kind: story.kind)
    let isRate = reading.population != nil
    return isRate ? reading.numerator.map { "\($0)" } : printed(reading)
  }

  /// What names a concern that was not there on the day is not taken for another concern's.
  @Test func anEnquiryOfALaterConcernIsNoEarlierOnes() throws {
    func counts(_ concerns: [String]) throws -> [Int?] {
      let extracts = [
        "safeguarding-concerns": "concern_id,person_id,received_on,enquiry_id\n"
          + concerns.map { $0 + ",\n" }.joined(),
        "safeguarding-enquiries": "enquiry_id,concern_id,person_id,enquiry_type,started_on\n"
          + "E1,C2,P1,section-42,2026-03-30\n",
      ].mapValues { Array($0.utf8) }
      let reading = try reading(of: "safeguarding-concerns-converted", extracts, asOf: "2026-03-31")
      return [reading.numerator, reading.denominator]
    }
    #expect(try counts(["C1,P1,2026-03-01", "C2,P1,2026-04-02"]) == [0, 1])
    #expect(try counts(["C1,P1,2026-03-01", "C2,P1,2026-03-30"]) == [1, 2])
  }

  private static let serviceFields = [
    "date_of_birth", "client_type", "service_type", "service_component", "delivery_mechanism", "started_on",
    "ended_on", "outcome", "date_of_death", "accommodation_status", "primary_support_reason",
  ]
  private static let assessmentFields = [
    "date_of_birth", "assessment_type", "requested_on", "started_on", "completed_on", "closed_on", "outcome",
  ]
  private static let reviewFields = [
    "long_term_support_started_on", "due_on", "completed_on", "primary_support_reason",
  ]
  private static let usual = [
    "date_of_birth": "1945-05-05", "long_term_support_started_on": "2020-01-01", "due_on": "2026-01-01",
  ]

  private func csv(_ key: String, _ records: [String], _ fields: [String]) -> [UInt8] {
    var lines = [([key, "person_id"] + fields).joined(separator: ",")]
    for (number, record) in records.enumerated() {
      var values = Self.usual
      for pair in record.split(separator: " ") {
        let parts = pair.split(separator: "=").map(String.init)
        values[parts[0]] = parts[1]
      }
      lines.append((["R\(number + 1)", "P1"] + fields.map { values[$0] ?? "" }).joined(separator: ","))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func printed(_ reading: Reading) -> String {
    guard let value = reading.value else { return reading.missing == .nothingToMeasure ? "[z]" : "none" }
    return value.rounded(to: 1, times: reading.multiplier).map { "\($0)" } ?? "too large"
  }

  private func reading(
    of measure: String, _ extracts: [String: [UInt8]], asOf day: String,
    kind: ReportingPeriod.Kind = .rollingYear
  ) throws -> Reading {
    let day = try #require(Day(iso: day))
    let declared = try #require(Council.workspace.catalogue.measures[measure])
    let counted = try Council.count(
      extracts, [declared], over: [ReportingPeriod(latest: kind, asOf: day)], asOf: day)
    return try #require(counted.readings.first)
  }
}

extension String {
  func replacing(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
