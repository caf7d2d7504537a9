import Artefacts
import Declarations
import Periods
import Statistics
import Testing

@testable import EvidenceStage

/// Tables of comparisons: one row a measure, with years and periods where they are read once.
@Suite struct ComparisonGridTests {
  private static let england = PackFixture.comparison(
    .area(code: "E92000001", name: "England"), "2024-25", "70.0", "-7.5", .worse)
  private static let region = PackFixture.comparison(
    .area(code: "E12000008", name: "South East"), "2024-25", "x", "x", nil)

  private static func pack(_ comparisons: [[DisclosedComparison]]) -> PackContents {
    var results = PackFixture.results()
    var context = PackFixture.context()
    context.measures = []
    results.readings = comparisons.enumerated().map { index, compared in
      var reading = PackFixture.reading("62.5", 50, of: 80, comparisons: compared)
      reading.key.measure = "m\(index)"
      if index == 2 { reading.key.period = PackFixture.period(.month) }
      var measure = PackFixture.share
      measure.measure.value = "m\(index)"
      context.measures.append(measure)
      return reading
    }
    return PackContents(results, context)
  }

  private static func table(_ pack: PackContents) -> String {
    comparisonTable(
      "T", measures: pack.shown.map(\.measure.value), pack, PagePlace(site: Site(form: .folder), slug: "page")
    ).markup
  }

  @Test func theYearStandsInTheHeadingAndAnotherYearInItsCell() {
    var older = Self.england
    older.period = "2022-23"
    let text = Self.table(Self.pack([[Self.england], [Self.england], [older]]))
    #expect(text.contains("<th scope=\"col\" role=\"columnheader\">England 2024/25</th>"))
    #expect(text.components(of: "(2022/23)") == 1 && text.components(of: "2024/25)") == 0)
    #expect(text.contains("data-label=\"England 2024/25\""))
    #expect(text.contains("70.0<br><span class=\"worse\">✗ worse</span>"))
  }

  @Test func aPopulationIsSaidInWordsAndKeepsItsIdInFeeds() {
    let plain = Self.pack([[Self.england]])
    var results = plain.results
    results.readings[0].population = PopulationBasis(
      population: "adults-18-and-over", referenceDate: "mid-2024", vintage: "ONS mid-2024 estimates")
    let pack = PackContents(results, plain.context)
    #expect(Self.table(pack).contains("adults 18 and over, mid-2024 (ONS mid-2024 estimates)"))
    #expect(!Self.table(pack).contains("adults-18"))
    #expect(results.readings[0].population?.label.hasPrefix("adults-18-and-over") == true)
  }

  @Test func thePeriodStandsOnceAboveAndOurFigureHasItsCasesBelow() {
    let text = Self.table(Self.pack([[], [], []]))
    #expect(text.contains("Figures are of 12 months to 31 October 2026, unless a row says otherwise."))
    #expect(text.components(of: "50 of 80") == 3)
    #expect(text.components(of: "<span class=\"unit\">October 2026</span>") == 1)
  }

  @Test func aColumnWithoutAnyFigureIsLeftOutAndSaid() {
    let text = Self.table(Self.pack([[Self.region, Self.england], [Self.region]]))
    #expect(!text.contains("South East 2024/25") && !text.contains("data-label=\"South East"))
    #expect(text.contains("Left out, because no measure here has a figure of them: South East."))
  }

  @Test func englandStandsBeforeTheRegion() throws {
    var region = Self.region
    region.value = PackFixture.figure("65.0")
    let grid = ComparisonGrid(["m0"], Self.pack([[region, Self.england]]))
    #expect(grid.columns.map(\.title) == ["England 2024/25", "South East 2024/25"])
  }

  @Test func theChangeIsSaidInWords() {
    let before = PackFixture.comparison(.yearBefore, "12 months to 2025-10-31", "40.0", "22.5", .better)
    let text = Self.table(Self.pack([[before]]))
    #expect(text.contains("up from 40.0%<br><span class=\"better\">✓ better</span>"))
    #expect(text.contains("data-label=\"Change over the year\""))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
