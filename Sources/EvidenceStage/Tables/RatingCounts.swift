import Artefacts
import Declarations
import Periods
import Statistics

/// How many rows are green, amber and red, by reporting frequency, with per cents that add up to 100.
func ragCountsTable(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> LaidTable {
  let others: [TargetStatus] = [.monitoring, .notJudged, .missing, .nothingToMeasure]
  func row(_ title: String, _ rows: [DisclosedStatus], isTotal: Bool) -> LaidTable.Row {
    let counts = ratings.map { rating in rows.count { $0.current.status == rating } }
    let shares = LargestRemainder.percentages(of: counts)
    var cells = [TableCell.words(title)]
    for (position, count) in counts.enumerated() {
      cells.append(.count(count))
      cells.append(shares.map { percent($0[position]) } ?? .notApplicable)
    }
    cells.append(.count(counts.reduce(0, +)))
    cells += others.map { other in .count(rows.count { $0.current.status == other }) }
    cells.append(.count(rows.count { $0.current.status == nil }))
    cells.append(.count(rows.count { $0.status.override != nil }))
    return LaidTable.Row(cells: cells, isTotal: isTotal)
  }
  let frequencies = TargetSet.Frequency.allCases.filter { each in
    rows.contains { $0.status.frequency == each }
  }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + ["Per cents are of the judged, rounded by largest remainders so that a row adds to 100."],
    headings: [.init(title: "Reported")]
      + ["Green", "Amber", "Red"].flatMap { [heading($0), heading("\($0), %")] }
      + [
        "Judged", "Monitoring only", "Not judged", "Data missing", "Nothing to measure", "Hidden",
        "Overridden",
      ].map(heading),
    rows: frequencies.map { each in
      row(Wording.frequency(each), rows.filter { $0.status.frequency == each }, isTotal: false)
    } + [row("All", rows, isTotal: true)])
}

/// The same counts at the end of each of the last six months: every row with its latest reading at that time.
func ragTrendTable(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> LaidTable {
  guard let asOf = rows.first?.status.asOf else {
    return LaidTable(
      id: table.plan.table.value, title: table.plan.title, notes: [], headings: [.init(title: "Month")],
      rows: [])
  }
  var months = [ReportingPeriod(latest: .month, asOf: asOf)]
  while months.count < 6 { months.insert(months[0].previous, at: 0) }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + [
        "Each row of the scorecard counts with its latest reading by the end of the month, under that day's target."
      ],
    headings: [.init(title: "Month")] + ["Green", "Amber", "Red", "Not rated"].map(heading),
    rows: months.map { month in
      let statuses = rows.map { $0.judgement(on: month.end)?.status }
      let counts = ratings.map { rating in statuses.count { $0 == rating } }
      return LaidTable.Row(
        cells: [.words(month.label)] + counts.map { .count($0) }
          + [.count(statuses.count - counts.reduce(0, +))])
    })
}

private let ratings: [TargetStatus] = [.green, .amber, .red]

private func heading(_ title: String) -> LaidTable.Heading { .init(title: title, isNumeric: true) }

private func percent(_ share: FixedPoint) -> TableCell {
  TableCell(text: "\(share)%", tidy: share.description, isNumeric: true)
}
