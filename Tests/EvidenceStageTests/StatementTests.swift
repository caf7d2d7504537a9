import Artefacts
import Declarations
import Findings
import Statistics
import Testing

@testable import EvidenceStage

@Suite struct StatementTests {
  static let table: StatementTable = {
    let text = """
      {"statements": "t", "title": "t", "source": "s", "limits": {"smallDenominator": 30, "needsPersonAbovePercent": 25},
       "sentences": [
        {"when": "value", "text": "{measure}: {value}."}, {"when": "share", "text": "{measure}: {value} ({numerator} of {denominator})."},
        {"when": "hidden", "text": "{measure}: hidden."}, {"when": "not-available", "text": "{measure}: not available."},
        {"when": "change-better", "text": "Better than {other} by {difference}."},
        {"when": "area-worse", "text": "Worse than {other} ({other-value}) by {difference}."},
        {"when": "reservation", "text": "Not like for like: {notes}."},
        {"when": "small-number", "text": "Fewer than {limit}."}, {"when": "needs-person", "text": "Moved over {percent}%."}]}
      """
    let (table, _, findings) = LocatedDecoder.decode(
      StatementTable.self, from: SourceText(path: "t.json", text))
    guard let table else { fatalError("\(findings)") }
    return table
  }()

  @Test func saysTheFigureThenWhatItIsComparedWith() throws {
    let row = try #require(PackFixture.results().readings.first)
    let statement = Statement(row, PackFixture.share, Self.table)
    #expect(statement.lead == "Met <in> time & place: 62.5% (50 of 80).")
    #expect(
      statement.rest
        == "Better than the year before by 22.5 points. Worse than England (70.0%) by 7.5 points. "
        + "Not like for like: close definition. Moved over 25%. Caution: Read with care.")
  }

  @Test func aDeclaredPlaceStandsAndTheProposalIsKept() throws {
    let row = try #require(PackFixture.results().readings.first)
    let statement = Statement(row, PackFixture.share, Self.table)
    #expect(statement.route == .workingWell)
    #expect(statement.proposed == .priorityArea)
  }

  @Test(arguments: [
    ("62.5", "50.0", false, "exactly a quarter up is within the limit"),
    ("62.6", "50.0", true, "over a quarter up"), ("37.4", "50.0", true, "over a quarter down"),
    ("50.0", "50.0", false, "no change"),
  ])
  func needsAPersonBeyondTheLimit(_ now: String, _ before: String, _ expected: Bool, _ why: String) {
    let comparison = PackFixture.comparison(.previous, "p", before, "1.0", .higher)
    let row = PackFixture.reading(now, 50, of: 80, comparisons: [comparison])
    #expect(Statement(row, PackFixture.share, Self.table).needsPerson == expected, "\(why)")
  }

  @Test(arguments: [(29, true), (30, false)])
  func cautionsAboutSmallNumbers(_ denominator: Int, _ expected: Bool) {
    let row = PackFixture.reading("50.0", 10, of: denominator)
    #expect(Statement(row, PackFixture.share, Self.table).rest.contains("Fewer than 30.") == expected)
  }

  @Test func aHiddenFigureIsSaidToBeHiddenAndNotCompared() {
    let row = PackFixture.reading("75.0", 3, of: 4)
    #expect(Statement(row, PackFixture.share, Self.table).lead == "Met <in> time & place: hidden.")
  }

  @Test func shippedSentencesHaveNoBracesLeft() {
    #expect(filled("{a} and {b}", ["a": "1", "b": "2"]) == "1 and 2")
    #expect(filled("{a} and {none}", ["a": "1"]) == "1 and {none}")
    #expect(bracedWords(of: "{a} {b-c} d") == ["a", "b-c"])
  }
}
