import Artefacts
import Declarations
import Findings
import Testing

@testable import EvidenceStage

/// What stands beside a printed figure, in the Analysis Function's shorthand.
@Suite struct ShorthandTests {
  private func shorthand(
    of reading: DisclosedReading, in context: EvidenceContext = PackFixture.context()
  ) -> String {
    reading.shorthand(PackFixture.share, context).map(\.rawValue).joined(separator: " ")
  }

  private func comparison(isBreak: Bool) -> DisclosedComparison {
    var out = PackFixture.comparison(
      .area(code: "E92000001", name: "England"), "2022-23", "70.0", "-7.5", nil)
    out.likeness = LikeForLike(
      match: .none, ours: .init(period: "2024-25", isProvisional: true, standing: .managementInformation),
      theirs: .init(period: "2022-23", isProvisional: false, standing: .officialStatistics),
      decision: .refused, reasons: [.init(rule: "test", text: "not compared", isBreak: isBreak)])
    return out
  }

  @Test func ourOwnCountsAreProvisional() {
    #expect(shorthand(of: PackFixture.reading("62.5", 50, of: 80)) == "p")
  }

  @Test func aShareOfFewIsUnreliable() {
    #expect(shorthand(of: PackFixture.reading("51.7", 15, of: 29)) == "p u")
    #expect(shorthand(of: PackFixture.reading("50.0", 15, of: 30)) == "p")
  }

  @Test func aComparatorBeyondAChangeIsABreak() {
    let reading = PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison(isBreak: true)])
    #expect(shorthand(of: reading) == "b p")
  }

  @Test func aRevisedPublicationIsSaid() throws {
    var compared = comparison(isBreak: false)
    compared.likeness?.theirs.publication = "ascof-test"
    let reading = PackFixture.reading("62.5", 50, of: 80, comparisons: [compared])
    var context = PackFixture.context()
    for (status, said) in [("final", "p"), ("revised", "p r")] {
      let note: ComparatorsNote? = LocatedDecoder.decode(
        ComparatorsNote.self,
        from: SourceText(
          path: "note.json",
          """
          {"comparators": "ascof-test", "title": "t", "publisher": "p", "framework": "f", "timePeriod": "2022-23",
           "licence": "l", "attribution": "a", "obtainedFrom": "o", "transformation": "t", "status": "\(status)"}
          """)
      ).value
      context.sources = [try #require(note)]
      #expect(shorthand(of: reading, in: context) == said)
    }
  }

  @Test func anotherReservationIsNoBreak() {
    let reading = PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison(isBreak: false)])
    #expect(shorthand(of: reading) == "p")
  }

  @Test func nothingIsSaidOfAFigureThatIsHidden() {
    #expect(shorthand(of: PackFixture.reading("75.0", 3, of: 4)) == "")
  }
}
