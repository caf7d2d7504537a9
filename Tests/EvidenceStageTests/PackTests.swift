import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Testing

@testable import EvidenceStage

@Suite struct PackTests {
  @Test func theOverviewIsTheFirstFile() {
    #expect(evidence(PackFixture.results(), in: PackFixture.context()).files.first?.path == "index.html")
  }

  @Test func equalInputGivesEqualBytes() {
    #expect(PackFixture.pack() == PackFixture.pack())
  }

  @Test func wordsOfDataAreEscapedEverywhere() {
    for (path, bytes) in PackFixture.pack() where path.hasSuffix(".html") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("<in>"), "\(path)")
      #expect(!text.contains("North & East"), "\(path)")
    }
    #expect(PackFixture.text("pages/measure-met-in-time.html").contains("North &amp; East"))
  }

  @Test func everyFigureOfATableLinksToARowOfItsCard() {
    let card = PackFixture.text("pages/measure-met-in-time.html")
    #expect(card.contains("id=\"rolling-12-months\""))
    #expect(card.contains("id=\"rolling-12-months.team.West\""))
    #expect(
      PackFixture.text("index.html").contains("href=\"pages/measure-met-in-time.html#rolling-12-months\""))
  }

  @Test func theOneFileHasNoLinkThatLeavesIt() {
    let text = PackFixture.text("evidence-pack.html")
    let links = text.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(links.count > 5)
    #expect(
      links.allSatisfy { $0.hasPrefix("#") || $0 == "data:," }, "\(links.filter { !$0.hasPrefix("#") })")
    let ids = text.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
    for link in links where link.hasPrefix("#") { #expect(ids.contains(link.dropFirst()), "\(link)") }
  }

  @Test func aHiddenNumberIsInNoFile() {
    for (path, bytes) in PackFixture.pack() where !path.hasSuffix(".xlsx") && !path.hasSuffix(".ods") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("75.0"), "\(path)")
    }
  }

  /// The tests' own reader of what a person is told, in the order of the page.
  @Test func theCardSaysWhatAFigureIsMadeOf() {
    let card = PackFixture.text("pages/measure-met-in-time.html")
    for words in [
      "Met &lt;in&gt; time &amp; place", "days &lt;= 7", "Read with care.", "close definition",
      "SHA-256 <code>abc</code>",
      "caretally explain met-in-time --area E99000001 --period rolling-12-months --as-of 2026-10-31",
      "Accepted (5 refused)",
    ] {
      #expect(card.contains(words), "\(words)")
    }
  }

  @Test func cardsWithoutCasesSayThatThereAreNone() {
    var context = PackFixture.context()
    context.layout.countable = []
    let files = evidence(PackFixture.results(), in: context).files
    let card = files.first { $0.path == "pages/measure-met-in-time.html" }?.bytes ?? []
    #expect(String(decoding: card, as: UTF8.self).contains("there are no cases here to list"))
  }

  @Test(arguments: [
    ("plain", "plain"), ("a<b & \"c\"'", "a&lt;b &amp; &quot;c&quot;&#39;"), ("✓ – é", "✓ – é"), ("", ""),
  ])
  func escapesForHTML(_ text: String, _ expected: String) {
    #expect(HTMLText.escaped(text) == expected)
  }

  @Test(arguments: [(0.0, "0"), (1.04, "1"), (1.05, "1.1"), (-0.3, "-0.3"), (-12.34, "-12.3"), (420, "420")])
  func writesCoordinatesToATenth(_ value: Double, _ expected: String) {
    #expect(pixels(value) == expected)
  }
}
