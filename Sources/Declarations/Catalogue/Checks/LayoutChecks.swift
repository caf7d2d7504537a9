import Findings
import Periods

extension CrossCheck {
  mutating func checkLayouts() {
    for declared in catalogue.layouts.all {
      let (layout, source) = (declared.value, declared.source)
      checkReference(layout.framework, to: \.frameworks, in: source)
      if (layout.framework == nil) == (layout.referenceDate == nil) {
        refuse(
          .neededKey, layout.layout, in: source, "it is of figures or of populations, and of one of them",
          hint: "give \"framework\" or \"referenceDate\"")
      }
      if layout.referenceDate != nil, layout.vintage == nil {
        refuse(
          .neededKey, layout.layout, in: source, "populations need the edition of the estimates",
          hint: "add \"vintage\"")
      }
      for year in [layout.newestYear] + layout.tables.map(\.year) {
        guard let year, FinancialYear(year.value) == nil else { continue }
        refuse(
          .badPeriodText, year, in: source, "\"\(year.value)\" is not a financial year",
          hint: "write it as 2024-25")
      }
      for (position, table) in layout.tables.enumerated() {
        checkTable(table, at: range(of: "tables", .item(position), in: source), of: layout, in: source)
      }
    }
  }

  private mutating func checkTable(
    _ table: Layout.Table, at place: Range<Int>, of layout: Layout, in source: SourceText
  ) {
    let ways = [
      table.code != nil, table.sheets?.contains { $0.code != nil } == true, table.codeColumn != nil,
      table.values.contains { $0.code != nil },
    ]
    if ways.count(where: \.self) != 1 {
      refuse(
        .neededKey, at: place, in: source, "one thing says the codes of its figures",
        hint: "give \"code\", \"codeColumn\", or \"code\" in each of \"values\"")
    }
    if (table.codeColumn == nil) != (table.codes == nil) {
      refuse(
        .neededKey, at: place, in: source, "a column of codes needs what they are here",
        hint: "give \"codeColumn\" and \"codes\"")
    }
    let years = [
      table.year != nil, table.yearColumn != nil, table.values.allSatisfy { $0.header.contains("{year}") },
      layout.referenceDate != nil,
    ]
    if years.count(where: \.self) != 1 {
      refuse(
        .neededKey, at: place, in: source, "one thing says the year of its figures",
        hint: "give \"year\", \"yearColumn\", or {year} in the header of each of \"values\"")
    }
    if !table.values.contains(where: { $0.what == .outcome }) {
      refuse(.neededKey, at: place, in: source, "no column has outcomes", hint: "add one to \"values\"")
    }
    if table.decimals.map((0...6).contains) == false {
      refuse(.outOfRange, at: place, in: source, "decimals are from 0 to 6")
    }
  }
}
