import Artefacts
import Declarations
import Findings
import Periods
import Runs
import Statistics
import Testing
import Tools

@testable import AggregateStage

/// Of two things that are told apart by nothing, neither wins in silence.
@Suite struct OneOfEachTests {
  private func reading(_ count: Int, _ origin: Reading.Origin = .counted) -> Reading {
    Reading(
      key: .init(measure: "m", period: ReportingPeriod(latest: .month, asOf: Council.asOf), origin: origin),
      numerator: count, value: Fraction(count))
  }

  @Test func aSecondFigureOfAKeyIsAnErrorAndNeitherIsShown() throws {
    let (readings, findings) = onceEach([reading(3), reading(5, .published), reading(4), reading(6)])
    #expect(readings.map(\.key.origin) == [.counted, .published])
    #expect(readings[0].value == nil && readings[0].missing == .unavailable)
    #expect(readings[1].value == Fraction(5), "what came in is another figure")
    #expect(findings.map(\.code) == ["AGG-011"] && findings[0].severity == .error)
    #expect(findings[0].message.hasPrefix("'m' of 2026-10 was computed twice"))
    #expect(onceEach([reading(3), reading(5, .published)]).findings.isEmpty)
    let again = onceEach([reading(3), reading(3)])
    #expect(again.readings.map(\.numerator) == [3] && again.findings.isEmpty)
  }

  /// A team may be called what a missing team is called: that is one category, with the cases of both.
  @Test func codesThatShareALabelAreOneCategory() throws {
    let lines = [("1", "North"), ("2", "Not recorded"), ("3", ""), ("4", "Not recorded"), ("5", "North")]
      .map { "\($0.0),P\($0.0),care-act,\($0.1),urgent,2026-10-05" }
    let text =
      "assessment_id,person_id,assessment_type,team,priority,requested_on\n" + lines.joined(separator: "\n")
    let measure = try #require(try Council.workspace.catalogue.measures["assessments-requested"])
    let month = ReportingPeriod(latest: .month, asOf: Council.asOf)
    let made = try Council.validated(
      ["assessments": Array(text.utf8)], [measure], over: [month])
    var plan = made.1
    plan.measures[0].breakdowns = [
      try #require(try Council.workspace.catalogue.breakdown("team", of: "assessments"))
    ]
    let results = aggregate(made.0, into: plan)
    let teams = results.readings.filter { $0.key.category != nil }
    #expect(teams.map { $0.key.category?.label } == ["North", "Not recorded"])
    #expect(teams.map(\.numerator) == [2, 3])
    #expect(results.readings.first { $0.key.category == nil }?.numerator == 5)
    #expect(!results.findings.contains { ["AGG-010", "AGG-011"].contains($0.code.rawValue) })
  }
}
