import Testing

@testable import EvidenceStage

/// Titles that stay apart however narrow the page, and headings that say the year of what is under them.
@Suite struct HeadingTests {
  @Test func titlesThatBeginAlikeAreNotCutToTheSame() {
    let young = "Long-term support needs of adults met by admission to care homes, 18 to 64"
    let old = "Long-term support needs of adults met by admission to care homes, 65 and over"
    #expect(shortened([young, old, "Short"], to: 40) == [young, old, "Short"])
    #expect(
      shortened([young, young, "Short"], to: 40) == [
        "Long-term support needs of adults met b…", "Long-term support needs of adults met b…", "Short",
      ])
    #expect(shortened([young], to: 40)[0].count == 40)
  }

  private func table(_ title: String, isComparator: Bool, _ cells: [(String, String?)]) -> LaidTable {
    LaidTable(
      id: "t", title: "T", notes: [],
      headings: [.init(title: title, isNumeric: true, isComparator: isComparator)],
      rows: cells.map { text, period in
        var cell = TableCell(text: text, tidy: text, isNumeric: true)
        cell.period = period
        return .init(cells: [cell])
      })
  }

  @Test func aComparatorsHeadingSaysTheYearOfMostOfIt() {
    let laid = table(
      "England", isComparator: true, [("1", "2022-23"), ("2", "2022-23"), ("3", "2020-21"), ("[z]", nil)]
    ).settled
    #expect(laid.headings[0].title == "England, 2022-23")
    #expect(laid.rows.map { $0.cells[0].text } == ["1", "2", "3 (2020-21)", "[z]"])
    #expect(laid.isOfSeveralPeriods(0))
    let files = tableFiles([laid])
    #expect(
      String(decoding: files[0].bytes, as: UTF8.self)
        == "\"England, 2022-23\",\"England, 2022-23: period\"\n1,2022-23\n2,2022-23\n3,2020-21\n[z],\n")
  }

  @Test func aYearThatATitleDeclaresGivesWayToThatOfTheFigures() {
    for declared in ["Oxon 22/23", "Oxon 2022/23", "Oxon 2022-23"] {
      let laid = table(declared, isComparator: false, [("1", "2024-25"), ("2", "2024-25")]).settled
      #expect(laid.headings[0].title == "Oxon 2024-25")
      #expect(!laid.isOfSeveralPeriods(0))
    }
    #expect(table("Change", isComparator: false, [("1", "2024-25")]).settled.headings[0].title == "Change")
    #expect(
      table("Adults 18/64 in all", isComparator: false, [("1", "2024-25")]).settled.headings[0].title
        == "Adults 18/64 in all")
  }
}
