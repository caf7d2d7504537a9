import Artefacts
import Declarations
import DisclosureStage
import Periods
import Statistics
import Testing

/// Waiting lists balance between any two days that anything printed stands for, whatever nights printed them.
@Suite struct WaitingListRelationTests {
  private let policy = DisclosurePolicy(threshold: 5)

  private static let list: WaitingListDeclaration = SampleTable.declared(
    """
    { "waitingList": "assessments", "title": "Assessments", "dataset": "assessments", "open": "open",
      "joined": "joined", "completed": "completed", "completedWait": "wait", "currentWait": "wait", "bands": "band",
      "joinedOn": "asked_on", "completedOn": "done_on", "why": "test", "source": "test" }
    """)

  private static let measures: [String: Measure] = [
    "open": measure("open", "asked_on <= :as_of AND done_on > :as_of", basis: "stock"),
    "joined": measure("joined", "asked_on BETWEEN :period_start AND :period_end", basis: "flow"),
    "completed": measure("completed", "done_on BETWEEN :period_start AND :period_end", basis: "flow"),
  ]

  private static func measure(_ id: String, _ condition: String, basis: String) -> Measure {
    SampleTable.declared(
      """
      { "measure": "\(id)", "title": "\(id)", "dataset": "assessments", "calculation": "count", "where": "\(condition)",
        "unit": "count", "decimals": 0, "polarity": "neither", "change": "absolute", "basis": "\(basis)",
        "why": "test", "source": "test" }
      """)
  }

  /// A count of some days; of those who wait, on the last of them.
  private func reading(_ measure: String, _ count: Int, _ start: String, _ end: String) throws -> Reading {
    let (first, last) = (try #require(Day(iso: start)), try #require(Day(iso: end)))
    return SampleTable.count(count, nil, ReportingPeriod(.day, from: first, to: last), measure: measure)
  }

  private func waiting(_ count: Int, on day: String) throws -> Reading {
    try reading("open", count, day, day)
  }

  /// The ranges of what is small and so hidden, to somebody who has all of the readings in print.
  private func ranges(
    _ readings: [Reading], hiding isHidden: (Reading) -> Bool
  ) throws -> [ClosedRange<Int>] {
    var tables = PrintedTables(under: policy, catalogue: Self.measures, lists: [Self.list])
    for reading in readings {
      let figure = policy.count(reading.numerator, isHidden: isHidden(reading))
      tables.add(
        PrintedRow(key: reading.key, value: figure, numerator: figure, denominator: nil, population: nil),
        measure: try #require(Self.measures[reading.key.measure]))
    }
    tables.link()
    return Audit(of: tables).hidden.map(\.range)
  }

  /// 20 waited at the start and at the end of October, and 30 in between: at least 10 came and 10 went.
  @Test func aMonthIsNoLessThanWhatItsDaysSay() throws {
    let readings = [
      try waiting(20, on: "2026-09-30"), try waiting(30, on: "2026-10-15"), try waiting(20, on: "2026-10-31"),
      try reading("joined", 12, "2026-10-01", "2026-10-31"),
      try reading("completed", 12, "2026-10-01", "2026-10-31"),
    ]
    #expect(
      try ranges(readings) { $0.key.measure != "open" } == [
        10...CountSystem.most, 10...CountSystem.most,
      ])
  }

  /// From 24 September to 8 October 20 more waited, and only 5 came in September: 15 came in October at least.
  @Test func aMonthEndsBetweenTwoNights() throws {
    let readings = [
      try waiting(20, on: "2026-09-24"), try waiting(40, on: "2026-10-08"),
      try reading("joined", 5, "2026-09-01", "2026-09-30"),
      try reading("joined", 25, "2026-10-01", "2026-10-31"),
      try reading("completed", 40, "2026-09-01", "2026-10-31"),
    ]
    let isOctober = { (reading: Reading) in reading.numerator == 25 }
    #expect(try ranges(readings, hiding: isOctober) == [15...CountSystem.most])
  }

  /// 20 waited on the 4th and 16 on the 18th, 10 came in the second week and 17 left in both: 3 came in the first.
  @Test func twoNightsDoNotGiveTheWeeksBetweenThemAway() throws {
    func night(_ lists: [WaitingListDeclaration]) throws -> DisclosedCounts {
      let readings = [
        try waiting(20, on: "2026-10-04"), try waiting(16, on: "2026-10-18"),
        try reading("joined", 3, "2026-10-05", "2026-10-11"),
        try reading("joined", 10, "2026-10-12", "2026-10-18"),
        try reading("completed", 8, "2026-10-05", "2026-10-11"),
        try reading("completed", 9, "2026-10-12", "2026-10-18"),
      ]
      return disclose(
        SampleTable.aggregated(readings), under: policy, named: SampleTable.declaration,
        measures: Self.measures, definitions: PublicDefinitions(lists: lists))
    }
    let printed = try night([Self.list]).printed.map(\.value.tidy)
    #expect(printed[2] == "c" && printed.filter { $0 == "c" }.count == 2)
    #expect(try night([]).printed.filter { $0.value.tidy == "c" }.count == 1, "no list, no balance")
  }
}
