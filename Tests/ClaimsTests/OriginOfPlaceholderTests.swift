import Findings
import Tables
import Testing

@testable import Runs
@testable import Tools

/// A placeholder for a measure that has a counted and a published figure of one year says which it means.
@Suite struct OriginOfPlaceholderTests {
  private func figures() throws -> RunFigures {
    let text = """
      measure,title,unit,change,area_name,period_kind,period,period_end,breakdown,value,numerator,denominator,origin,previous_period,previous_value,previous_difference,previous_verdict
      done,Done,percent,percentage-points,Exampleshire,financial-year,2023-24,2024-03-31,Total,80.0,8,10,counted,2022-23,60.0,20.0,better
      done,Done,percent,percentage-points,Exampleshire,financial-year,2023-24,2024-03-31,Total,94.2,,,published,2022-23,94.8,-0.6,worse

      """
    return RunFigures(try TextTable.read(Array(text.utf8), path: "comparison.csv"))
  }

  @Test func bothAreThereForThoseWhoSayWhich() throws {
    let figures = try figures()
    #expect(try figures.figure("done@counted").get().text == "80.0%")
    #expect(try figures.figure("done@published").get().text == "94.2%")
    #expect(try figures.figure("done.change.year@published").get().text == "-0.6 percentage points")
    #expect(try figures.figure("done@financial-year@counted").get().text == "80.0%")
  }

  @Test func oneThatDoesNotIsAFinding() throws {
    guard case .failure(let finding) = try figures().figure("done") else {
      Issue.record("one of two figures was taken")
      return
    }
    #expect(finding.code == "NAR-007")
    #expect(finding.message == "'done' of 2023-24 is counted from cases and published: two figures")
    #expect(finding.hint == "say which: done@counted or done@published")
  }
}
