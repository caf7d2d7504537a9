import Findings
import Tables
import Testing

@testable import Runs
@testable import Tools

@Suite struct NarrativeTests {
  static func figures() throws -> RunFigures {
    let text = """
      measure,title,unit,change,area_name,period_kind,period,period_end,breakdown,value,numerator,denominator,previous_period,previous_value,previous_difference,previous_verdict,year_before_period,year_before_value,year_before_difference,year_before_verdict,england_period,england_value,england_difference,england_verdict
      waiting,Waiting,count,relative-percent,Exampleshire,day,2026-10-31,2026-10-31,Total,1250,1250,z,2026-10-24,1300,-3.8,better,2025-10-31,1000,25.0,worse,,z,z,
      waiting,Waiting,count,relative-percent,Exampleshire,day,2026-10-31,2026-10-31,team,77,77,z,,z,z,,,z,z,,,z,z,
      done,Done,percent,percentage-points,Exampleshire,month,2026-10,2026-10-31,Total,40.0,4,10,2026-09,50.0,-10.0,worse,,z,z,,2024-25,62.5,-22.5,worse
      done,Done,percent,percentage-points,Exampleshire,rolling-12-months,12 months to 2026-10-31,2026-10-31,Total,62.5,50,80,12 months to 2025-10-31,60.0,2.5,better,,z,z,,2024-25,62.5,0.0,same
      none,None,percent,percentage-points,Exampleshire,month,2026-10,2026-10-31,Total,c,c,c,,z,z,,,z,z,,,z,z,

      """
    return RunFigures(try TextTable.read(Array(text.utf8), path: "comparison.csv"))
  }

  private func render(_ text: String) throws -> (String, [String]) {
    let rendered = Narrative(text, path: "n.md").rendered(with: try Self.figures())
    return (
      rendered.text,
      rendered.findings.map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code) \($0.message)"
      }
    )
  }

  @Test(arguments: [
    ("{{waiting}}", "1,250", "the day's value, with its commas"),
    ("{{ waiting }}", "1,250", "spaces inside do not count"),
    ("{{waiting.change}}", "-3.8%", "on the period before"),
    ("{{waiting.change.year}}", "+25.0%", "on the year before, with its sign"),
    ("{{waiting.year}}", "1,000", ""), ("{{waiting.year.period}}", "2025-10-31", ""),
    ("{{done}}", "62.5%", "the longest span before the month"),
    ("{{done@month}}", "40.0%", "the period that is named"),
    ("{{done.change.year}}", "+2.5 percentage points", "a rolling year's year before is its previous period"),
    ("{{done.numerator}} of {{done.denominator}}", "50 of 80", ""),
    ("{{done.england}} in {{done.england.period}}", "62.5% in 2024-25", ""),
    ("{{area}} on {{as-of}}", "Exampleshire on 31 October 2026", ""),
    (
      "section 42, in 2024, within 20 working days", "section 42, in 2024, within 20 working days",
      "no figures of a measure"
    ),
    ("All 1,250 of them", "All 1,250 of them", "a figure of the run"),
    ("```\n{{nothing}} 99%\n```", "```\n{{nothing}} 99%\n```", "code is left alone"),
  ])
  func fillsPlaceholders(_ text: String, _ expected: String, _ why: String) throws {
    let (out, findings) = try render(text)
    #expect(out == expected, "\(why)")
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test(arguments: [
    ("{{wating}}", "1:1 NAR-001 no measure 'wating' in the run"),
    ("See {{waiting.foo}}", "1:5 NAR-002 'foo' is not a part of 'waiting'"),
    ("{{waiting@month}}", "1:1 NAR-002 'waiting' has no period 'month' in the run"),
    (
      "x\n{{waiting}} (1,251)", "2:14 NAR-003 1,251 is typed beside a placeholder and will not change with it"
    ),
    (
      "{{waiting}} on 30 September 2026",
      "1:16 NAR-004 the day 2026-09-30 is typed, and the figures beside it are of 2026-10-31"
    ),
    ("Almost 63.1% are done", "1:8 NAR-005 63.1% matches no figure of the run"),
    ("{{none}}", "1:1 NAR-006 'none' has no value in the run: [c]"),
  ])
  func findsWhatDoesNotTally(_ text: String, _ expected: String) throws {
    #expect(try render(text).1 == [expected])
  }

  @Test func claimsMayNameAMeasureOfTheRun() throws {
    var csv = CSVWriter(header: ["id", "statement", "kind", "operands", "printed"])
    csv.row(["1", "s", "change", "waiting from waiting.year", "+25%"])
    csv.row(["2", "s", "count", "improved on year", "1"])
    csv.row(["3", "s", "value", "none", "4"])
    let claims = try Claim.read(try TextTable.read(csv.bytes, path: "c.csv")).claims
    let figures = try Self.figures()
    #expect(
      claims.map { $0.verdict(figures).description } == [
        "agrees", "agrees", "cannot be checked: 'none' has no value in the run: [c]",
      ])
  }
}
