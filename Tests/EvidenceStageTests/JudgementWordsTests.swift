import Artefacts
import Declarations
import Statistics
import Testing

@testable import EvidenceStage

/// One verdict, in the same words in every format; colour is for better and worse alone.
@Suite struct JudgementWordsTests {
  private static func files(_ comparison: DisclosedComparison, _ row: DisclosedReading) -> [String: String] {
    var results = PackFixture.results()
    var shown = row
    shown.comparisons = [comparison]
    results.readings = [shown]
    let pack = evidence(results, in: PackFixture.context())
    return Dictionary(
      pack.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: Verdict.allCases) func everyFormatSaysTheSame(_ verdict: Verdict) throws {
    let comparison = PackFixture.comparison(.previous, "p", "40.0", "22.5", verdict)
    let row = PackFixture.reading("62.5", 50, of: 80)
    let words = Wording.verdict(verdict)
    let page = differenceText(comparison, PackFixture.share).markup
    #expect(page.hasPrefix("+22.5 points<br>") && page.contains(">\(words)</span>"))
    #expect(TableCell.difference(comparison, PackFixture.share).text == "+22.5 points \(words)")
    let isColoured = verdict == .better || verdict == .worse
    #expect(page.contains("class=\"better\"") == (verdict == .better))
    #expect(page.contains("class=\"worse\"") == (verdict == .worse))
    #expect((TableCell.direction(comparison, PackFixture.share).mark != nil) == isColoured)
    let files = Self.files(comparison, row)
    #expect(files["comparison.csv"]?.contains(",22.5,\(verdict.rawValue),") == true)
    #expect(files["data.json"]?.contains("\"verdict\": \"\(verdict.rawValue)\"") == true)
    let others = Set(Verdict.allCases.map(Wording.verdict)).subtracting([words])
    for (path, text) in files where path.hasSuffix(".html") && path.contains("measure-") {
      #expect(others.allSatisfy { !text.contains(">\($0)<") }, "\(path) says another")
    }
  }

  /// A verdict is its own word, with a mark that does not depend on colour.
  @Test func everyVerdictHasItsOwnWordsAndMark() {
    let words = Verdict.allCases.map { ($0, Wording.verdict($0)) }
    #expect(
      Dictionary(uniqueKeysWithValues: words) == [
        .better: "✓ better", .worse: "✗ worse", .unclear: "≈ no clear difference", .higher: "↑ higher",
        .lower: "↓ lower",
      ])
  }

  /// More has a plus, less has its minus, and no difference has no sign.
  @Test(arguments: [("2.5", "+2.5 points"), ("-2.5", "-2.5 points"), ("0.0", "0.0 points")])
  func aDifferenceHasItsSign(_ difference: String, words: String) {
    let comparison = PackFixture.comparison(.previous, "p", "40.0", difference, nil)
    #expect(Wording.difference(comparison, unit: .percent) == words)
  }

  /// 1 of 2 is 50.0% and no headline: its number stands where the verdict would.
  @Test func fewCasesCarryTheirNumberAndNoVerdict() throws {
    var comparison = PackFixture.comparison(.previous, "p", "14.3", "35.7", nil)
    let figure = PackFixture.figure
    comparison.few = FewCases(numerator: figure("1"), denominator: figure("2"), isOurs: true)
    let row = PackFixture.reading("50.0", 1, of: 2)
    let page = differenceText(comparison, PackFixture.share).markup
    #expect(page == "+35.7 points<br><span class=\"plain\">few cases: 1 of 2</span>")
    #expect(TableCell.difference(comparison, PackFixture.share).text == "+35.7 points few cases: 1 of 2")
    #expect(TableCell.direction(comparison, PackFixture.share).text == "↑ few cases: 1 of 2")
    #expect(Self.files(comparison, row)["comparison.csv"]?.contains(",35.7,,") == true)
    comparison.few = FewCases(numerator: figure("60"), denominator: figure("100"), isOurs: false)
    #expect(Wording.judgement(comparison, PackFixture.share) == "few cases in p")
  }

  @Test(arguments: [
    (Standing(byLeastChange: .above, polarity: .higherIsBetter), "by the declared least change"),
    (Standing(byLeastChange: .similar, polarity: .higherIsBetter), nil),
  ])
  func whatDecidedIsSaidOfAVerdictAlone(_ standing: Standing, _ words: String?) {
    #expect(Wording.basis(standing) == words)
  }
}
