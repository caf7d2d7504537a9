import Artefacts
import Declarations
import Periods
import Statistics

/// How many rows are in each state, by reporting frequency, each with its per cent of the row; per cents add up to 100.
func ragCountsTable(_ table: DeclaredTable, _ rows: [DisclosedStatus]) -> LaidTable {
  // A state that no row is in has no column, unless it is one that every scorecard has.
  let usual: [TargetStatus] = [.green, .amber, .red, .monitoring, .missing, .nothingToMeasure]
  let states = TargetStatus.allCases.filter { state in
    usual.contains(state) || rows.contains { $0.reported.status == state }
  }
  let hasHidden = rows.contains { $0.reported.status == nil }
  let columns: [TargetStatus?] = states + (hasHidden ? [nil] : [])
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
      + columns.flatMap { [heading(name(of: $0)), heading("\(name(of: $0)), %")] }
      + ["Total", "Share of all", "Overridden"].map(heading),
    rows: frequencies.indices.map { index in
      row(Wording.frequency(frequencies[index]), groups[index], share: ofAll?[index], isTotal: false)
    } + [row("All", rows, share: whole, isTotal: true)])
}

/// A state as a heading: its words without their mark.
private func name(of state: TargetStatus?) -> String {
  guard let state else { return "Hidden" }
  return state.isRating
    ? state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst() : Wording.status(state)
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
