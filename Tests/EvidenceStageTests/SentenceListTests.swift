import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Periods
import TestKit
import Testing

@testable import EvidenceStage
@testable import Statistics

/// docs/sentences.md: every sentence that pages are made of, with an example, to be read aloud.
@Suite struct SentenceListTests {
  private static let example = [
    "measure": "Assessments completed within 28 days", "value": "55.5%", "numerator": "121",
    "denominator": "218",
    "when": "in the 12 months to 31 October 2026", "other-period": "2024/25", "difference": "1.6 points",
    "percent": "25", "limit": "30", "rank": "12th", "councils": "150", "year": "2024/25",
  ]

  @Test func everySentenceIsInTheList() throws {
    try expectGolden(try page(), "../../../docs/sentences.md")
  }

  /// A sentence as a reader sees it: at most 20 words, the measure's own title not counted.
  @Test func noSentenceIsLong() throws {
    for sentence in try Self.shipped().sentences {
      let words = Self.filled(sentence).replacing("Assessments completed within 28 days", with: "It")
        .split(separator: " ")
      #expect(words.count <= 20, "\(sentence.text.value)")
    }
  }

  private func page() throws -> String {
    var out = """
      # Sentences

      Every sentence and clause that pages are made of, with an example. A test writes this file: \
      `UPDATE_GOLDEN=1 swift test --filter SentenceListTests`.

      ## In a self-assessment and on cards

      From `data/statements/self-assessment.json`.

      | when | sentence | example |
      |---|---|---|

      """
    for sentence in try Self.shipped().sentences {
      out += "| \(sentence.when.rawValue) | \(sentence.text.value) | \(Self.filled(sentence)) |\n"
    }
    out += "\nWhere the declared heading and the figures differ:\n\n"
    for (declared, verdict) in [
      ("working-well", Verdict.worse), ("working-well", .unclear), ("activity", .better),
    ] {
      var measure = PackFixture.share
      measure.keyStatistic = declared
      let comparison = PackFixture.comparison(.yearBefore, "12 months to 2025-10-31", "40.0", "1", verdict)
      let row = PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison])
      out += "- \(Statement(row, measure, try Self.shipped()).toDecide ?? "")\n"
    }
    out += "\n## On the first page\n\nAfter a figure:\n\n"
    for words in Self.changes() { out += "- \(words)\n" }
    out += "\nA record:\n\n"
    for unit in [Measure.Unit.count, .days, .percent] {
      for isHighest in [true, false] {
        out +=
          "- \(Wording.extreme(Self.months(isHighest), Self.measure(unit), isHighest: isHighest) ?? "none")\n"
      }
    }
    out += "\nA month that is not ordinary:\n\n"
    for rule in ProcessSignal.Rule.allCases {
      for side in ProcessSignal.Side.allCases {
        let point = ProcessSeries.Point(
          period: PackFixture.period(.month), value: PackFixture.figure("5"),
          signal: ProcessSignal(rule: rule, side: side), variation: .concern)
        out += "- \(Wording.unusual(point) ?? "none")\n"
      }
    }
    out += "\nTargets:\n\n"
    for text in ["<20%", ">60%", "≥90%", "72-76%", "Top quartile (≥95.275 of 150 councils, 2024-25)"] {
      out += "- missed its target of \(Wording.target(text)) in October 2026 (50.0%, 11 of 22 cases)\n"
    }
    out += "\nWhy a measure could not be judged:\n\n"
    for row in Self.notJudged() { out += "- \(Judged.whyNotJudged(row, row.pastYear))\n" }
    out += "\n## What a measure counts\n\n| calculation | in words |\n|---|---|\n"
    for calculation in Measure.Calculation.allCases {
      let words = calculation.description.words.replacing("{cases}", with: "cases in DoLS applications")
        .replacing("{percentile}", with: "90")
      out += "| \(calculation.rawValue) | \(words) |\n"
    }
    return out
  }

  private static func filled(_ sentence: StatementTable.Sentence) -> String {
    var words = example
    let isArea = sentence.when.rawValue.hasPrefix("area")
    words["other"] = isArea ? "England" : "a year ago"
    words["other-value"] = isArea ? "57.3%" : "53.9%"
    return EvidenceStage.filled(sentence.text.value, words)
  }

  private static func measure(_ unit: Measure.Unit) -> Measure {
    var measure = PackFixture.share
    measure.unit = unit
    return measure
  }

  private static func changes() -> [String] {
    func row(_ kind: ReportingPeriod.Kind, _ now: String) -> DisclosedReading {
      DisclosedReading(
        key: .init(measure: "met-in-time", period: PackFixture.period(kind)), value: PackFixture.figure(now),
        numerator: PackFixture.figure("x"), denominator: PackFixture.figure("x"), population: nil,
        comparisons: [])
    }
    func change(
      _ kind: ReportingPeriod.Kind, _ unit: Measure.Unit, _ now: String, _ before: String,
      _ difference: String,
      _ against: Comparison.Against = .yearBefore
    ) -> String {
      let row = row(kind, now)
      let past = PackFixture.comparison(
        against, (against == .yearBefore ? row.key.period.yearBefore : row.key.period.previous).label, before,
        difference, .worse)
      return Wording.change(past, row, measure(unit)) ?? "none"
    }
    return [
      change(.day, .count, "31", "18", "13"), change(.rollingYear, .percent, "31.8", "53.1", "-21.3"),
      change(.day, .days, "2", "1", "1"), change(.day, .count, "18", "18", "0"),
      change(.day, .count, "18", "15", "3", .previous), change(.week, .count, "18", "15", "3", .previous),
      change(.month, .count, "18", "15", "3", .previous),
      change(.quarter, .count, "18", "15", "3", .previous),
      change(.day, .count, "18", "15", "x"),
    ]
  }

  private static func months(_ isRising: Bool) -> ProcessSeries {
    let points = (1...24).map { index in
      ProcessSeries.Point(
        period: PackFixture.period(.day), value: PackFixture.figure("\(isRising ? index + 10 : 100 - index)"),
        signal: nil, variation: .common)
    }
    return ProcessSeries(measure: "met-in-time", points: points, phases: [], screening: .allRanges)
  }

  private static func notJudged() -> [DisclosedReading] {
    var few = PackFixture.comparison(.previous, "12 months to 2025-10-31", "60.0", "2.5", nil)
    few.few = FewCases(
      numerator: PackFixture.figure("5"), denominator: PackFixture.figure("8"), isOurs: true)
    let untested = PackFixture.comparison(.previous, "12 months to 2025-10-31", "60.0", "2.5", nil)
    let uncompared = PackFixture.comparison(.previous, "12 months to 2025-10-31", "60.0", "x", nil)
    var nothing = PackFixture.reading("62.5", 50, of: 80)
    nothing.value = PackFixture.policy.outcome(nil, missing: .nothingToMeasure)
    var withheld = PackFixture.reading("62.5", 50, of: 80)
    withheld.value = PackFixture.figure("x")
    var noted = withheld
    noted.notes = ["no extract before 2026-01-01"]
    return [
      PackFixture.reading("75.0", 3, of: 4), nothing, withheld, noted,
      PackFixture.reading("62.5", 50, of: 80),
    ] + [few, uncompared, untested].map { PackFixture.reading("62.5", 50, of: 80, comparisons: [$0]) }
  }

  private static func shipped() throws -> StatementTable {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appending(path: "data/statements/self-assessment.json"), encoding: .utf8)
    let (table, _, findings) = LocatedDecoder.decode(
      StatementTable.self, from: SourceText(path: "self-assessment.json", text))
    return try #require(table, "\(findings)")
  }
}
