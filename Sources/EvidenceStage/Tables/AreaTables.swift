import Artefacts
import Declarations
import Statistics

/// One row for each area, the columns measures: our neighbours, ours, and the areas that the pipeline compares with.
func areasTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let columns = table.plan.columns ?? []
  let readings = columns.map { column in
    index.reading(column.measure?.value ?? "", over: kind(column.period) ?? kind(table.plan.period))
  }
  var others: [Comparison.Against] = []
  for comparison in readings.compactMap(\.self).flatMap(\.comparisons) {
    switch comparison.against {
    case .area, .group:
      if !others.contains(comparison.against) { others.append(comparison.against) }
    case .previous, .yearBefore, .target: continue
    }
  }
  func row(_ against: Comparison.Against) -> LaidTable.Row {
    let cells = readings.map { reading -> TableCell in
      guard let found = reading?.comparison(with: against.id), let reading else { return .notApplicable }
      return .number(found.value, unit: index.context.measure(reading.key.measure)?.unit).over(found.period)
    }
    return LaidTable.Row(cells: [.words(against.name)] + cells)
  }
  let ours = LaidTable.Row(
    cells: [.words(index.context.areaName)] + readings.map { index.cell(.value, of: $0) })
  let groups = others.filter { if case .group = $0 { true } else { false } }
  let areas = others.filter { if case .area = $0 { true } else { false } }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title, notes: [table.plan.note].compactMap(\.self),
    headings: [.init(title: "Area")] + columns.map { .init($0) },
    rows: groups.map(row) + [ours] + areas.map(row))
}
