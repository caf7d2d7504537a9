import Artefacts
import Declarations
import Periods
import Statistics

/// One row for each category of a breakdown with the declared columns, then the row for all.
///
/// Where cases are counted, rows add up to the last one; the aggregate stage checks that in every run.
func categoriesTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let columns = table.plan.columns ?? []
  let breakdown = table.plan.breakdown?.value ?? ""
  let measures = columns.compactMap { $0.measure?.value }
  let labels = index.categories(of: breakdown, measures: measures)
  func reading(_ column: TablePlan.Column, _ label: String?) -> DisclosedReading? {
    index.reading(
      column.measure?.value ?? "", over: kind(column.period) ?? kind(table.plan.period),
      category: label.map { Reading.Category(breakdown: breakdown, label: $0) })
  }
  func value(_ column: TablePlan.Column, _ label: String?) -> Figure? {
    guard let fixed = column.period(asOf: index.asOf) else { return reading(column, label)?.value }
    return index.value(
      of: column.measure?.value ?? "", at: fixed,
      category: label.map { Reading.Category(breakdown: breakdown, label: $0) })
  }
  // A share is computed from printable figures, so a hidden one hides its column's shares.
  let shares = columns.map { column -> [String?: TableCell] in
    guard column.show == .share else { return [:] }
    return shareCells(labels.map { ($0, value(column, $0)) }, places: column.decimals ?? 1)
  }
  func row(_ label: String?) -> LaidTable.Row {
    let ofRow = rowShares(columns) { value($0, label) }
    let cells = zip(columns, shares).enumerated().map { position, column -> TableCell in
      let (column, shares) = column
      if column.show == .share { return shares[label] ?? .notApplicable }
      if column.show == .rowShare { return ofRow[position] ?? .notApplicable }
      guard let fixed = column.period(asOf: index.asOf), let measure = column.measure?.value else {
        return index.cell(column.show ?? .value, of: reading(column, label))
      }
      return index.cell(
        column.show, of: measure, at: fixed,
        category: label.map { Reading.Category(breakdown: breakdown, label: $0) },
        now: reading(column, label)?.value, stated: table.plan.change?[measure])
    }
    return LaidTable.Row(cells: [.words(label ?? "All")] + cells, isTotal: label == nil)
  }
  let countsPeople = measures.filter { index.context.measure($0)?.counts == .people }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + (countsPeople.isEmpty
        ? []
        : ["People in two rows are counted in each, and once in the row for all: rows can add to more."]),
    headings: [.init(title: table.breakdownTitle)]
      + columns.map { .init($0) },
    rows: labels.map { row($0) } + [row(nil)])
}

/// One row for each category: national share, our share and count, and share and count in the year to date.
func compositionTable(_ table: DeclaredTable, _ index: ReadingIndex) -> LaidTable {
  let breakdown = table.plan.breakdown?.value ?? ""
  let measure = table.measures.first ?? ""
  let labels = index.categories(of: breakdown, measures: [measure])
  func readings(_ kind: ReportingPeriod.Kind?) -> [(String, DisclosedReading?)] {
    labels.map {
      ($0, index.reading(measure, over: kind, category: Reading.Category(breakdown: breakdown, label: $0)))
    }
  }
  let kinds = [kind(table.plan.period), .yearToDate]
  let totals = kinds.map { index.reading(measure, over: $0) }
  let counts = kinds.map(readings)
  let shares = counts.map { shareCells($0.map { ($0.0, $0.1?.value) }) }
  let national = table.plan.national ?? [:]
  let rows = labels.enumerated().map { position, label -> LaidTable.Row in
    let england = national[label].flatMap { index.reading($0.value, over: nil) }
    var cells = [TableCell.words(label)]
    cells.append(england.map { index.cell(.england, of: $0) } ?? .unavailable)
    for column in kinds.indices {
      cells.append(shares[column][label] ?? .notApplicable)
      cells.append(counts[column][position].1.map { TableCell.number($0.value).of($0.key) } ?? .notApplicable)
    }
    return LaidTable.Row(cells: cells)
  }
  var all = [TableCell.words("All"), .notApplicable]
  for (column, total) in totals.enumerated() {
    all.append(shares[column][nil] ?? .notApplicable)
    all.append(total.map { TableCell.number($0.value).of($0.key) } ?? .notApplicable)
  }
  let periods = totals.map { $0?.key.period.label ?? "" }
  return LaidTable(
    id: table.plan.table.value, title: table.plan.title,
    notes: [table.plan.note].compactMap(\.self)
      + (index.context.measure(measure).map { ["\($0.title) by \(table.breakdownTitle.lowercased())."] } ?? [])
      + ["Our shares are rounded so that they add to 100."],
    headings: [
      .init(title: table.breakdownTitle), .init(title: "England, share", isNumeric: true, isComparator: true),
      .init(title: "Our share, \(periods[0])", isNumeric: true),
      .init(title: "Our number, \(periods[0])", isNumeric: true),
      .init(title: "Share, \(periods[1])", isNumeric: true),
      .init(title: "Number, \(periods[1])", isNumeric: true),
    ],
    rows: rows + [LaidTable.Row(cells: all, isTotal: true)])
}

extension TableCell {
  static let unavailable = TableCell(
    text: Missing.unavailable.shorthand, tidy: Missing.unavailable.symbol, isNumeric: true)
  fileprivate static let hidden = TableCell(
    text: Missing.confidential.shorthand, tidy: Missing.confidential.symbol, isNumeric: true)

  fileprivate static func share(_ share: FixedPoint) -> TableCell {
    TableCell(text: "\(share.grouped)%", tidy: share.description, isNumeric: true, number: share)
  }
}

/// By column, the per cents that a row's columns are of all of them, adding up to 100.
///
/// Computed from printed counts. Where one is not printed, no share of the row is.
private func rowShares(
  _ columns: [TablePlan.Column], _ value: (TablePlan.Column) -> Figure?
) -> [Int: TableCell] {
  let places = columns.indices.filter { columns[$0].show == .rowShare }
  let counts = places.map { value(columns[$0])?.number?.units }
  guard !places.isEmpty else { return [:] }
  let cells: [TableCell]
  if counts.contains(nil) {
    cells = places.map { _ in .hidden }
  } else {
    let decimals = places.compactMap { columns[$0].decimals }.max() ?? 1
    guard let shares = LargestRemainder.percentages(of: counts.compactMap(\.self), places: decimals) else {
      return [:]
    }
    cells = shares.map(TableCell.share)
  }
  // A column has one place.
  return Dictionary(uniqueKeysWithValues: zip(places, cells))
}

/// Each category's per cent of all of them, adding up to exactly 100, by label; the 100 is under nil.
///
/// Computed from printed counts only. Where one is hidden, its share would give it away, so all shares are hidden.
private func shareCells(
  _ readings: [(String, Figure?)], places: Int = 1
) -> [String?: TableCell] {
  let counts = readings.map { $0.1?.number?.units }
  guard !counts.contains(nil) else {
    return Dictionary(
      uniqueKeysWithValues: readings.map { ($0.0, TableCell.hidden) } + [(nil, TableCell.hidden)])
  }
  guard let shares = LargestRemainder.percentages(of: counts.compactMap(\.self), places: places) else {
    return [:]
  }
  // A table has each label once.
  let pairs: [(String?, TableCell)] = zip(readings, shares).map { ($0.0, TableCell.share($1)) }
  return Dictionary(
    uniqueKeysWithValues: pairs + [
      (nil, TableCell.share(FixedPoint(units: 100 * FixedPoint.powersOfTen[places], places: places)))
    ])
}
