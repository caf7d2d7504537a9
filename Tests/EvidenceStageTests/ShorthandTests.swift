import Artefacts
import Testing

@testable import EvidenceStage

/// What stands beside a printed figure, in the Analysis Function's shorthand.
@Suite struct ShorthandTests {
  private func shorthand(of reading: DisclosedReading) -> String {
    reading.shorthand(PackFixture.share, PackFixture.context()).map(\.rawValue).joined(separator: " ")
  }

  private func comparison(rule: String?) -> DisclosedComparison {
    var out = PackFixture.comparison(
      .area(code: "E92000001", name: "England"), "2022-23", "70.0", "-7.5", nil)
    out.likeness = LikeForLike(
      match: .none, ours: .init(period: "2024-25", isProvisional: true, standing: .managementInformation),
      theirs: .init(period: "2022-23", isProvisional: false, standing: .officialStatistics),
      decision: .refused, reasons: rule.map { [.init(rule: $0, text: "not compared")] } ?? [])
    return out
  }

  @Test func ourOwnCountsAreProvisional() {
    #expect(shorthand(of: PackFixture.reading("62.5", 50, of: 80)) == "p")
  }

  @Test func aShareOfFewIsUnreliable() {
    #expect(shorthand(of: PackFixture.reading("51.7", 15, of: 29)) == "p u")
    #expect(shorthand(of: PackFixture.reading("50.0", 15, of: 30)) == "p")
  }

  @Test(arguments: ["definition-changed", "no-match", "population-changed"])
  func aComparatorBeyondAChangeIsABreak(_ rule: String) {
    #expect(
      shorthand(of: PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison(rule: rule)])) == "b p")
  }

  @Test func anotherReservationIsNoBreak() {
    let reading = PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison(rule: "close")])
    #expect(shorthand(of: reading) == "p")
  }

  @Test func nothingIsSaidOfAFigureThatIsHidden() {
    #expect(shorthand(of: PackFixture.reading("75.0", 3, of: 4)) == "")
  }
}
