import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Statistics
import Testing

@testable import EvidenceStage

@Suite struct StatementTests {
  static let table: StatementTable = {
    let text = """
      {"statements": "t", "title": "t", "source": "s", "limits": {"needsPersonAbovePercent": 25},
       "sentences": [
        {"when": "value", "text": "{measure}: {value}."}, {"when": "share", "text": "{measure}: {value} ({numerator} of {denominator})."},
        {"when": "hidden", "text": "{measure}: hidden."}, {"when": "not-available", "text": "{measure}: not available."},
        {"when": "change-better", "text": "Better than {other} by {difference}."},
        {"when": "change-none", "text": "No clear difference from {other}: {difference} apart."},
        {"when": "few", "text": "{other}: {other-value}, too few to say."},
        {"when": "area-worse", "text": "Worse than {other} ({other-value}) by {difference}."},
        {"when": "small-number", "text": "Fewer than {limit}."}, {"when": "needs-person", "text": "Moved over {percent}%."}]}
      """
    let (table, _, findings) = LocatedDecoder.decode(
      StatementTable.self, from: SourceText(path: "t.json", text))
    guard let table else { preconditionFailure("\(findings)") }
    return table
  }()

  @Test func saysTheFigureThenWhatItIsComparedWith() throws {
    let row = try #require(PackFixture.results().readings.first)
    let statement = Statement(row, PackFixture.share, Self.table)
    #expect(statement.lead == "Met <in> time & place: 62.5% (50 of 80).")
    #expect(
      statement.rest
        == "Better than a year ago by 22.5 points. Worse than England (70.0%) by 7.5 points. Moved over 25%. "
        + "Caution: Read with care.")
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

  /// The plain difference stands beside the words, and neither makes it a priority or a thing that works well.
  @Test func sayNoClearDifferenceOrThatCasesAreFew() {
    var comparison = PackFixture.comparison(.previous, "p", "14.3", "35.7", .unclear)
    var row = PackFixture.reading("50.0", 50, of: 100, comparisons: [comparison])
    var statement = Statement(row, PackFixture.share, Self.table)
    #expect(statement.rest.hasPrefix("No clear difference from a year ago: 35.7 points apart."))
    #expect(statement.proposed == .activity)
    comparison.standing = nil
    comparison.few = FewCases(numerator: row.numerator, denominator: row.denominator, isOurs: true)
    row = PackFixture.reading("50.0", 10, of: 20, comparisons: [comparison])
    statement = Statement(row, PackFixture.share, Self.table)
    #expect(statement.rest.hasPrefix("a year ago: 14.3%, too few to say. Fewer than 30."))
    #expect(statement.proposed == .activity)
  }

  /// Better than a year ago and worse than England: one of them is enough for a priority area.
  @Test func worseInOneComparisonIsAPriorityWhateverTheOthersSay() {
    let before = PackFixture.comparison(.yearBefore, "p", "50.0", "12.5", .better)
    let england = PackFixture.comparison(
      .area(code: "E92000001", name: "England"), "2024-25", "70.0", "-7.5", .worse)
    func proposed(_ comparisons: [DisclosedComparison]) -> Statement.Route {
      let row = PackFixture.reading("62.5", 50, of: 80, comparisons: comparisons)
      return Statement(row, PackFixture.share, Self.table).proposed
    }
    #expect(proposed([before]) == .workingWell)
    #expect(proposed([before, england]) == .priorityArea)
  }

  @Test func aHiddenFigureIsSaidToBeHiddenAndNotCompared() {
    let row = PackFixture.reading("75.0", 3, of: 4)
    #expect(Statement(row, PackFixture.share, Self.table).lead == "Met <in> time & place: hidden.")
  }

  /// The sentences as shipped, filled from a reading that has an interval, a place and a score: method and interval are on
  /// the card, not in the sentence.
  @Test func saysThePlaceAndNoMethod() throws {
    let (shipped, _, findings) = LocatedDecoder.decode(
      StatementTable.self, from: try SourceText(path: "self-assessment.json", Self.shipped()))
    let table = try #require(shipped, "\(findings)")
    var england = PackFixture.comparison(
      .area(code: "E92000001", name: "England"), "2024-25", "70.0", "-7.5", .worse)
    england.z = ZScore(
      unadjusted: FixedPoint(units: -312, places: 2), adjusted: FixedPoint(units: -241, places: 2),
      areas: 150,
      band: nil, phrase: "tending towards a negative statistical variation")
    let before = PackFixture.comparison(.yearBefore, "12 months to 2025-10-31", "61.0", "1.5", .unclear)
    var row = PackFixture.reading("62.5", 50, of: 80, comparisons: [before, england])
    row.intervals = [
      PrintedInterval(
        lower: FixedPoint(units: 515, places: 1), upper: FixedPoint(units: 723, places: 1), method: .wilson,
        confidence: .ninetyFive)
    ]
    row.place = Place(place: 117, sharing: 1, of: 150, quartile: 4, order: .highestFirst, year: "2024-25")
    let statement = Statement(row, PackFixture.share, table)
    #expect(
      statement.lead == "Met <in> time & place: 62.5% in the 12 months to 31 October 2026 (50 of 80).")
    #expect(
      statement.rest
        == "There is no clear change from a year ago (61.0%). It is worse than England (70.0% in 2024/25). "
        + "It ranked 117th of 150 councils in 2024/25. Caution: Read with care.")
  }

  @Test func aReadingWithoutThemSaysNeither() {
    let rest = Statement(PackFixture.reading("62.5", 50, of: 80), PackFixture.share, Self.table).rest
    #expect(rest == "Caution: Read with care.")
  }

  /// A declared heading stands where the figures agree with it. Where they differ, somebody decides.
  @Test(arguments: [
    (nil, Verdict.worse, "priority-area"), (nil, .better, "working-well"), (nil, .unclear, "activity"),
    ("working-well", .better, "working-well"), ("working-well", .worse, "to-decide"),
    ("working-well", .unclear, "to-decide"), ("priority-area", .worse, "priority-area"),
    ("priority-area", .unclear, "priority-area"), ("priority-area", .better, "to-decide"),
    ("activity", .unclear, "activity"), ("activity", .worse, "to-decide"), ("activity", .better, "to-decide"),
  ])
  func nothingWorksWellWhoseFiguresDoNotSaySo(_ declared: String?, _ verdict: Verdict, _ expected: String)
    throws
  {
    var measure = PackFixture.share
    measure.keyStatistic = declared
    var results = PackFixture.results()
    let comparison = PackFixture.comparison(.previous, "12 months to 2025-10-31", "40.0", "22.5", verdict)
    results.readings = [PackFixture.reading("62.5", 50, of: 80, comparisons: [comparison])]
    let statement = Statement(results.readings[0], measure, Self.table)
    #expect(statement.route.rawValue == expected)
    // A missed target never works well.
    #expect(Statement(results.readings[0], measure, Self.table, missedTarget: true).route != .workingWell)
    var context = PackFixture.context()
    context.measures = [measure]
    context.layout.phrases = Self.table
    let files = evidence(results, in: context).files
    let card = files.first { $0.path == "pages/measure-met-in-time.html" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect((card?.contains("Declared as ") == true) == (expected == "to-decide"))
  }

  private static func shipped() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appending(path: "data/statements/self-assessment.json"), encoding: .utf8)
  }

  @Test func shippedSentencesHaveNoBracesLeft() {
    #expect(filled("{a} and {b}", ["a": "1", "b": "2"]) == "1 and 2")
    #expect(filled("{a} and {none}", ["a": "1"]) == "1 and {none}")
    #expect(bracedWords(of: "{a} {b-c} d") == ["a", "b-c"])
  }
}
