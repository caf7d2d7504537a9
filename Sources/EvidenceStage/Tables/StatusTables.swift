import Artefacts
import Declarations
import Periods
import Statistics

/// A scorecard or dashboard with declared columns: one row for each measure and target.
func statusTable(_ table: DeclaredTable, _ rows: [DisclosedStatus], _ index: ReadingIndex) -> LaidTable {
  let columns = table.plan.columns ?? []
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: statusNotes(table, rows) + periodNotes(table, rows),
    headings: [.init(title: "Measure")] + columns.map { .init($0) },
    rows: rows.map { row in
      LaidTable.Row(
        cells: [.words(row.title(index.context, withCode: !columns.contains { $0.show == .code }))]
          + columns.map { cell($0, of: row, table, index) })
    })
}

/// Of which periods the judgements of a table are that has no column for it.
private func periodNotes(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> [String] {
  let columns = table.plan.columns ?? []
  guard columns.contains(where: { $0.show == .status }), !columns.contains(where: { $0.show == .period })
  else { return [] }
  let labels = unique(rows.map { judged($0, in: table).period.label })
  return labels.isEmpty ? [] : ["Statuses are of \(labels.joined(separator: ", ")), as each is reported."]
}

/// What a dashboard reports of a cumulative row is the year to date.
private func judged(_ row: DisclosedStatus, in table: DeclaredTable) -> DisclosedJudgement {
  table.plan.shape == .dashboard && row.status.isCumulative ? row.yearToDate ?? row.current : row.current
}

private func cell(
  _ column: TablePlan.Column, of row: DisclosedStatus, _ table: DeclaredTable, _ index: ReadingIndex
) -> TableCell {
  let status = row.status
  let measure = index.context.measure(status.measure)
  let isOfDashboard = table.plan.shape == .dashboard
  let judged = judged(row, in: table)
  if let period = column.period(asOf: index.asOf) {
    return index.cell(
      column.show, of: status.measure, at: status.isCumulative ? period.toDate : period,
      category: row.current.key.category, now: judged.value, stated: table.plan.change?[status.measure])
  }
  switch column.show ?? .value {
  case .code: return .words(status.code ?? "")
  case .section: return .words(status.section ?? outcome(row, index.context))
  case .frequency: return .words(Wording.frequency(status.frequency))
  case .director: return .words(status.director ?? "")
  case .target: return .words(judged.target ?? "")
  case .cumulative: return .words(status.isCumulative ? "Yes" : "No")
  case .status: return row.status(judged, index.context)
  case .previousStatus:
    let before = isOfDashboard && status.isCumulative ? row.yearToDateBefore : row.previousReported
    return before.map { row.status($0, index.context) } ?? .words("None reported")
  case .override: return .words(row.overrideWords())
  case .outlook: return .words(status.outlook.map { Wording.heading($0.outlook) } ?? "")
  case .rule: return .words(judged.rule)
  case .origin: return .words(Wording.origin(judged.key.origin))
  case .period: return .words(judged.period.label)
  case .value: return row.number(judged, unit: measure?.unit)
  case .yearToDate: return row.yearToDate.map { row.number($0, unit: measure?.unit) } ?? .notApplicable
  case .yearToDateTarget: return .words(row.yearToDate?.target ?? "")
  case .yearToDateStatus: return row.yearToDate.map { row.status($0, index.context) } ?? .words("")
  default:
    return index.cell(column.show ?? .value, of: index.reading(status.measure, over: kind(column.period)))
  }
}

extension ReportingPeriod {
  /// The year to its end: what a cumulative row shows of it.
  fileprivate var toDate: ReportingPeriod {
    guard kind != .financialYear, kind != .day else { return self }
    return ReportingPeriod(.yearToDate, from: FinancialYear(containing: end).start, to: end)
  }
}
