import Artefacts
import Statistics
import Testing

@testable import EvidenceStage

@Suite struct WorkbookTests {
  private let book = workbookModel(PackContents(PackFixture.results(), PackFixture.context()))

  @Test func sheetsStandInTheChecklistsOrder() {
    #expect(book.sheets.map(\.name) == ["Cover", "Contents", "Notes", "Visits", "Visits_by"])
  }

  @Test func noCellOfATableIsBlank() {
    for sheet in book.sheets {
      for row in sheet.table?.rows ?? [] {
        #expect(row.count == sheet.table?.heads.count, "\(sheet.name)")
        for cell in row {
          if case .text(let text) = cell { #expect(!text.isEmpty, "\(sheet.name)") }
        }
      }
    }
  }

  @Test func headingsAndTablesHaveNamesOfTheirOwn() {
    let tables = book.sheets.compactMap(\.table)
    #expect(Set(tables.map(\.name)).count == tables.count)
    for table in tables { #expect(Set(table.heads).count == table.heads.count, "\(table.name)") }
  }

  @Test func hiddenFiguresAreShorthandAndOthersNumbers() throws {
    let rows = try #require(book.sheets.last?.table?.rows)
    let values = rows.map { row -> String in
      switch row[5] {
      case .number(let value): value.description
      case .text(let text): text
      }
    }
    #expect(values == ["50.0", "[c]", "80.0"])
  }

  @Test func everyShorthandIsExplained() throws {
    let notes = try #require(book.sheets[2].table?.rows)
    let told = notes.compactMap { row -> String? in
      if case .text(let text) = row[0], text.hasPrefix("[") { text } else { nil }
    }
    #expect(told == ["[c]", "[x]", "[z]", "[low]", "[b]", "[p]", "[r]", "[u]"])
  }

  @Test(arguments: [
    ("a & b < \"c\"", "a &amp; b &lt; &quot;c&quot;"), ("bell\u{7}", "bell\\u{7}"), ("é", "é"),
  ])
  func escapesForXML(_ text: String, _ expected: String) {
    #expect(xml(text) == expected)
  }
}
