import Artefacts
import Tables
import Testing

@testable import EvidenceStage

@Suite struct FeedTests {
  private func table(_ path: String) throws -> TextTable {
    try TextTable.read(PackFixture.pack()[path] ?? [], path: path)
  }

  @Test func theMetadataTwinNamesEveryColumnOnceAndNoOther() throws {
    let columns = try table("comparison.csv").header
    let meta = try table("comparison.meta.csv")
    let names = meta.rows.map { $0.cells[0] }
    #expect(names.sorted() == columns.sorted())
  }

  @Test func dfeColumnsAreTheLayoutsThenTheFiltersAndIndicators() throws {
    let data = try table("exports/dfe.csv")
    #expect(
      Array(data.header.prefix(10)) == [
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
        "region_name",
        "new_la_code", "old_la_code", "la_name",
      ])
    #expect(try table("exports/dfe.meta.csv").rows.map { $0.cells[0] } == Array(data.header.dropFirst(10)))
    #expect(data.rows.count == 4)
  }

  @Test func hiddenFiguresAreBareSymbolsInFeeds() throws {
    let data = try table("comparison.csv")
    let value = try #require(data.column("value"))
    let status = try #require(data.column("status"))
    #expect(data.rows.map { $0.cells[value] } == ["62.5", "50.0", "c", "80.0"])
    #expect(data.rows.map { $0.cells[status] } == ["", "", "confidential", ""])
  }

  @Test func theStarHasTheSameColumnsForEveryCouncilAndComparatorsAsRows() throws {
    let facts = try table("star/facts.csv")
    #expect(
      facts.header == [
        "measure", "area", "period", "breakdown", "category", "origin", "comparator", "comparator_period",
        "value",
        "numerator", "denominator", "status", "difference", "relative", "verdict", "notes",
      ])
    let comparator = try #require(facts.column("comparator"))
    let value = try #require(facts.column("value"))
    let status = try #require(facts.column("status"))
    let ours = facts.rows.filter { $0.cells[comparator] == "own" }
    #expect(ours.map { $0.cells[value] } == ["62.5", "50.0", "c", "80.0"])
    #expect(ours.map { $0.cells[status] } == ["number", "number", "confidential", "number"])
    #expect(facts.rows.count > ours.count)
  }

  @Test(arguments: ["measure", "area", "period", "comparator", "status"])
  func everyKeyOfAFactIsDescribedOnce(key: String) throws {
    let facts = try table("star/facts.csv")
    let names = key == "status" ? "statuses" : key + "s"
    let described = try table("star/\(names).csv").rows.map { $0.cells[0] }
    let column = try #require(facts.column(key))
    let used = Set(facts.rows.map { $0.cells[column] })
    #expect(Set(described).count == described.count)
    #expect(used.isSubset(of: described))
  }

  @Test func aFactHasAKeyOfItsOwn() throws {
    let keys = try table("star/facts.csv").rows.map { $0.cells.prefix(7).joined(separator: "|") }
    #expect(Set(keys).count == keys.count)
  }
}
