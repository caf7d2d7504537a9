import Artefacts
import Declarations
import Periods
import Statistics

/// How many rows are in each state, by reporting frequency, each with its per cent of the row; per cents add up to 100.
func ragCountsTable(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> LaidTable {
  let columns = stateColumns(of: rows.map(\.reported.status))
  let frequencies = TargetSet.Frequency.allCases.filter { each in
    rows.contains { $0.status.frequency == each }
  }
  let groups = frequencies.map { each in rows.filter { $0.status.frequency == each } }
  let ofAll = LargestRemainder.percentages(of: groups.map(\.count))
  func row(_ title: String, _ rows: [DisclosedStatus], share: FixedPoint?, isTotal: Bool) -> LaidTable.Row {
    let counts = columns.map { state in rows.count { $0.reported.status == state } }
    let shares = LargestRemainder.percentages(of: counts)
    var cells = [TableCell.words(title)]
    for (position, count) in counts.enumerated() {
      cells += [.count(count), shares.map { percent($0[position]) } ?? .notApplicable]
    }
    cells += [.count(rows.count), share.map(percent) ?? .notApplicable]
    cells.append(.count(rows.count { $0.status.override != nil }))
    return LaidTable.Row(cells: cells, isTotal: isTotal)
  }
  let whole = rows.isEmpty ? nil : FixedPoint(units: 100, places: 0)
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + ["Per cents are of all measures of the row, rounded by largest remainders so that they add to 100."],
    headings: [.init(title: "Reported")]
      + columns.flatMap { [heading(stateName(of: $0)), heading("\(stateName(of: $0)), %")] }
      + ["Total", "Share of all", "Overridden"].map(heading),
    rows: frequencies.indices.map { index in
      row(Wording.frequency(frequencies[index]), groups[index], share: ofAll?[index], isTotal: false)
    } + [row("All", rows, share: whole, isTotal: true)])
}

/// The states that a table has columns for: those that every scorecard has, others that a row is in, and nil where one is
/// hidden.
func stateColumns(of statuses: [TargetStatus?]) -> [TargetStatus?] {
  let usual: [TargetStatus] = [.green, .amber, .red, .monitoring, .missing, .nothingToMeasure]
  let seen = Set(statuses)
  return TargetStatus.allCases.filter { usual.contains($0) || seen.contains($0) }
    + (seen.contains(nil) ? [nil] : [])
}

/// A state as a heading: its words without their mark.
func stateName(of state: TargetStatus?) -> String {
  guard let state else { return "Hidden" }
  return state.isRating
    ? state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst() : Wording.status(state)
}

/// The same counts at the end of each of the last six months: every row with its latest reading at that time, in the
/// column of its state.
func ragTrendTable(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> LaidTable {
  guard let asOf = rows.first?.status.asOf else {
    return LaidTable(
      id: table.plan.table.value, title: table.plan.title, notes: [], headings: [.init(title: "Month")],
      rows: [])
  }
  var months = [ReportingPeriod(latest: .month, asOf: asOf)]
  while months.count < 6 { months.insert(months[0].previous, at: 0) }
  // A row without a reading by then has no data.
  let found = months.map { month in rows.map { row in row.judgement(on: month.end).map(\.status) ?? .missing }
  }
  let columns = stateColumns(of: found.flatMap(\.self))
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + [
        "Each row of the scorecard counts with its latest reading by the end of the month, under that day's target."
      ],
    headings: [.init(title: "Month")] + columns.map { heading(stateName(of: $0)) } + [heading("Total")],
    rows: zip(months, found).map { month, statuses in
      LaidTable.Row(
        cells: [.words(month.label)] + columns.map { state in .count(statuses.count { $0 == state }) }
          + [.count(statuses.count)])
    })
}

private func heading(_ title: String) -> LaidTable.Heading { .init(title: title, isNumeric: true) }

private func percent(_ share: FixedPoint) -> TableCell {
  TableCell(text: "\(share)%", tidy: share.description, isNumeric: true)
}
