import FoundationEssentials
import Periods
import Runs
import Synthesis
import Testing
import Tools

/// The nightly run of the example council against what its generator worked out while inventing it.
@Suite struct AnswerKeyTests {
  @Test func everyReadingEqualsTheAnswerKey() throws {
    let files = try Self.nightly.get()
    let readings = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    let key = try ExampleCouncil.table(
      file: "\(ExampleCouncil.input("exampleshire"))/answer-key/measures.csv")
    let compared = try expectEqual(readings, key)
    #expect(compared > 1000)
    #expect(Set(readings.map { $0["measure"] ?? "" }).count >= 30)
  }

  /// Months of trends, months that are told again and what targets are judged by: every figure that a run prints of its cases.
  @Test func everyFigureEqualsTheAnswerKeyTheMonthsOfTrendsAmongThem() throws {
    let figures = try ExampleCouncil.table(try Self.nightly.get()["figures.csv"], "figures.csv")
      .filter { $0["origin"] == "counted" }
    var periods: [ReportingPeriod] = []
    for row in figures {
      let period = ReportingPeriod(
        try #require(row["period_kind"].flatMap { ReportingPeriod.Kind(rawValue: $0) }),
        from: try #require(row["period_start"].flatMap { Day(iso: $0) }),
        to: try #require(row["period_end"].flatMap { Day(iso: $0) }))
      if !periods.contains(period) { periods.append(period) }
    }
    let calendar = URL(filePath: "\(ExampleCouncil.root)/data/calendars/england-bank-holidays.csv")
    let holidays = try String(contentsOf: calendar, encoding: .utf8).split(separator: "\n")
      .compactMap { Day(iso: $0.prefix(10)) }
    // The council whose files are committed; `SyntheticCouncilTests` checks that they are its.
    let council = SyntheticCouncil(
      seed: 20_261_031, people: 1_400, asOf: try #require(Day(iso: "2026-10-31")), holidays: holidays,
      faults: .perMille(20))
    let key = try ExampleCouncil.table(council.answers(over: periods), "measures.csv")
    // Twelve months back from here is before the extract of reviews begins, so that nothing is printed.
    let withheld = figures.filter { $0["value"] == "x" }
    #expect(Set(withheld.map { $0["measure"] }) == ["long-term-support-reviewed-in-12-months"])
    #expect(
      withheld.map { $0["period_end"] } == [
        "2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31",
      ])
    // The key has no bands of waiting, whose cases are those of the list.
    let bands = figures.filter { $0["breakdown"] == "wait-band" }
    for (measure, rows) in Dictionary(grouping: bands, by: { $0["measure"] ?? "" }) {
      let list = key.first {
        $0["measure"] == measure && $0["period_kind"] == "day" && $0["period_end"] == "2026-10-31"
          && $0["breakdown"] == ""
      }
      #expect(
        rows.compactMap { $0["value"].flatMap { Int($0) } }.reduce(0, +) == list?["value"].flatMap { Int($0) }
      )
    }
    let compared = try expectEqual(
      figures.filter { $0["value"] != "x" && $0["breakdown"] != "wait-band" }, key)
    #expect(compared > 5_000 && bands.count == 10)
    let months = periods.filter { $0.kind == .month }.map(\.label)
    #expect(months.count >= 24 && months.contains("2024-11"))
  }

  /// Holds rows of a run to the key's; returns how many.
  private func expectEqual(_ readings: [[String: String]], _ key: [[String: String]]) throws -> Int {
    var answers: [[String]: [String: String]] = [:]
    for answer in key { answers[place(answer)] = answer }
    var wrong: [String] = []
    for reading in readings {
      var place = place(reading)
      if reading["breakdown"] == "Total" { place[4...5] = ["", ""] }
      guard let answer = answers[place] else {
        wrong.append("the key has no \(place)")
        continue
      }
      for column in ["numerator", "denominator", "value"] {
        let expected = answer[column] ?? ""
        var found = reading[column] ?? ""
        if column == "denominator", found.isEmpty { found = reading["population"] ?? "" }
        // An earlier value stands by itself in figures.csv, without its counts.
        if found.isEmpty, column != "value" { continue }
        // A blank in the key is an average of nothing or a count that has no such part.
        if expected != found, !(expected.isEmpty && found == "z") {
          wrong.append("\(place) \(column): \(found), not \(expected)")
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(10).joined(separator: "\n"))")
    return readings.count
  }

  private static let nightly = Result {
    try ExampleCouncil.run("nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31").files
  }

  private func place(_ row: [String: String]) -> [String] {
    ["measure", "period_kind", "period_start", "period_end", "breakdown", "category"].map { row[$0] ?? "" }
  }

  @Test func everyPlantedFaultIsFoundAndNothingElse() throws {
    let (files, _) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31", until: .validate)
    func places(_ rows: [[String: String]]) -> Set<[String]> {
      Set(rows.map { row in ["file", "line", "field", "code"].map { row[$0] ?? "" } })
    }
    let found = places(try ExampleCouncil.table(files["findings.csv"], "findings.csv"))
    let planted = places(
      try ExampleCouncil.table(file: "\(ExampleCouncil.input("exampleshire"))/answer-key/faults.csv"))
    #expect(planted.subtracting(found).isEmpty, "missed")
    #expect(found.subtracting(planted).isEmpty, "false")
    #expect(planted.count > 100)
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let first = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31"
    ).files
    let second = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31"
    ).files
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first == second)
  }

  /// Names, dates of birth and numbers of people are in the extracts; none may come out again.
  @Test func noPersonalValueComesOut() throws {
    let (files, outcome) = try ExampleCouncil.run(
      "nightly", input: ExampleCouncil.input("exampleshire"), asOf: "2026-10-31")
    let extract = try Data(
      contentsOf: URL(filePath: "\(ExampleCouncil.input("exampleshire"))/assessments.csv"))
    let cells = extract.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }
    let numbers = cells.map { String(decoding: $0, as: UTF8.self) }.filter {
      $0.hasPrefix("999") && $0.count == 10
    }
    let personal = Set(numbers.prefix(300))
    #expect(personal.count > 50)
    for (path, bytes) in files where !path.hasPrefix("restricted/") {
      let digits = bytes.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      for run in digits where run.count >= 10 {
        let text = String(decoding: run, as: UTF8.self)
        #expect(!personal.contains { text.contains($0) }, "\(path) holds an NHS number")
      }
    }
    #expect(!personal.contains { outcome.report.contains($0) })
  }
}
