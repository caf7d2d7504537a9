import Artefacts
import Declarations
import Periods
import Statistics

/// Measures side by side: a row for each, with our headline figure, its last months, its change over the year, and what it
/// is compared with. Pages and documents are both made of it.
struct ComparisonGrid {
  struct Row {
    var measure: Measure
    var reading: DisclosedReading
    /// The last months, if enough of them have a value for a line.
    var months: ProcessSeries?
    /// One for each of the grid's areas.
    var compared: [DisclosedComparison?]
  }

  /// An area or group, and the year of most of its figures, which its heading has.
  struct Column {
    var against: Comparison.Against
    var year: String?

    var title: String { year.map { "\(against.name) \($0)" } ?? against.name }
  }

  let rows: [Row]
  let columns: [Column]
  /// Areas of the run that no measure here has a figure of.
  let empty: [Comparison.Against]
  /// The period of most rows. Other rows say their own.
  let period: ReportingPeriod?

  init(_ measures: [String], _ pack: PackContents) {
    let found = unique(measures).compactMap { id -> (Measure, DisclosedReading)? in
      guard let measure = pack.measure(id), let reading = pack.headline(id) else { return nil }
      return (measure, reading)
    }
    let known = pack.areas.filter { area in
      found.contains { $0.1.comparison(with: area.id)?.value.number != nil }
    }
    // England, then the region, then groups of councils.
    let areas = known.filter(\.isCountry) + known.filter { !$0.isCountry }
    columns = areas.map { area in
      let years = found.compactMap { $0.1.comparison(with: area.id) }.filter { $0.value.number != nil }
        .map { Wording.year($0.period) }
      return Column(against: area, year: LaidTable.mostCommon(years))
    }
    empty = pack.areas.filter { !known.contains($0) }
    rows = found.map { measure, reading in
      Row(
        measure: measure, reading: reading, months: pack.judgedMonths(measure.measure.value),
        compared: areas.map { reading.comparison(with: $0.id) })
    }
    let periods = Dictionary(grouping: rows.map(\.reading.key.period), by: \.self)
    period =
      periods.max { ($0.value.count, $1.key.kind.headlineRank) < ($1.value.count, $0.key.kind.headlineRank) }?
      .key
  }

  /// `121 of 218`, `218 cases`; nil where the value is the number itself.
  static func cases(_ row: DisclosedReading, _ measure: Measure) -> String? {
    switch (row.numerator.number, row.denominator.number) {
    case (.some, .some): "\(row.numerator.text) of \(row.denominator.text)"
    case (nil, .some): "\(row.denominator.text) cases"
    default: nil
    }
  }

  /// `up from 18`, `the same`; the day of a figure that is not a year older is said.
  static func change(_ row: Row) -> String? {
    guard let words = Wording.change(row.reading.pastYear, row.reading, row.measure) else { return nil }
    if words == "the same as a year ago" { return "the same" }
    return words.hasSuffix(" a year ago") ? String(words.dropLast(" a year ago".count)) : words
  }

  /// The period of a row that is not the table's: `12 months`, `2024/25`.
  func period(of row: Row) -> String? {
    let own = row.reading.key.period
    guard own != period else { return nil }
    return own.kind == .rollingYear && own.end == period?.end ? "12 months" : own.words
  }

  /// The period once for the whole table.
  var periodWords: String {
    guard let period else { return "" }
    let others = Set(rows.map(\.reading.key.period)).subtracting([period])
    let words = "Figures are of \(period.words)"
    if others.isEmpty { return "\(words)." }
    let isYearToDay =
      others.count == 1 && others.first?.kind == .rollingYear && others.first?.end == period.end
    return isYearToDay
      ? "\(words), or of the 12 months to that day where a row says so."
      : "\(words), unless a row says otherwise."
  }
}

/// The grid on a page. Every figure of ours links to its card.
func comparisonTable(
  _ caption: String, measures: [String], _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let grid = ComparisonGrid(measures, pack)
  guard !grid.rows.isEmpty else { return "" }
  let lines = grid.rows.map { row in row.months.map { trendLine($0, row.measure) } ?? "" }
  let hasLines = lines.contains { !$0.markup.isEmpty }
  let hasChange = grid.rows.contains { ComparisonGrid.change($0) != nil }
  let titles =
    [pack.context.areaName] + (hasLines ? ["Last months"] : []) + (hasChange ? ["Change over the year"] : [])
    + grid.columns.map(\.title)
  let rows = zip(grid.rows, lines).map { row, line -> HTMLText in
    let cells =
      [oursCell(row, grid, pack, place)] + (hasLines ? [line] : []) + (hasChange ? [changeCell(row)] : [])
      + zip(row.compared, grid.columns).map { comparatorCell($0, $1, row, pack, place) }
    let labelled = zip(titles, cells).map { title, cell -> HTMLText in
      // On a phone there is no room for cells that say that there is nothing.
      let isEmpty: HTMLText = cell.markup.hasPrefix("<span class=\"none\"") ? " class=\"absent\"" : ""
      return "<td role=\"cell\" data-label=\"\(title)\"\(isEmpty)><div>\(cell)</div></td>"
    }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(pack.name(row.measure)) <span class="unit">(\(Wording.unit(row.measure.unit)))</span></th>\
      \(labelled.joined())</tr>
      """
  }
  let heads = (["Measure"] + titles).map { "<th scope=\"col\" role=\"columnheader\">\($0)</th>" as HTMLText }
  return """
    <p class="unit">\(grid.periodWords) Other periods are on each measure’s card.</p>
    <div class="wide" tabindex="0" role="region" aria-label="\(caption)"><table class="stack" role="table"><caption>\(caption)</caption>
    <thead role="rowgroup"><tr role="row">\(heads.joined())</tr></thead>
    <tbody role="rowgroup">
    \(rows.joined(separator: "\n"))
    </tbody></table></div>
    \(leftOutWords(grid))\(coverageNote(measures, pack))
    """
}

private func oursCell(
  _ row: ComparisonGrid.Row, _ grid: ComparisonGrid, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let (reading, measure) = (row.reading, row.measure)
  var small = [ComparisonGrid.cases(reading, measure), reading.population?.words].compactMap(\.self)
  small += [grid.period(of: row), pack.originWords(reading.key)].compactMap(\.self) + reading.notes
  let below = small.map { "<br><span class=\"unit\">\($0)</span>" as HTMLText }.joined()
  let other = otherOrigin(reading, measure, pack, place).map {
    "<br><span class=\"unit\">\($0)</span>" as HTMLText
  }
  return "\(figureLink(reading, measure, place))\(below)\(other ?? "")"
}

private func changeCell(_ row: ComparisonGrid.Row) -> HTMLText {
  guard let words = ComparisonGrid.change(row) else { return "<span class=\"none\">[z]</span>" }
  return "\(words)\(judgementText(row.reading.pastYear, row.measure))"
}

private func comparatorCell(
  _ comparison: DisclosedComparison?, _ column: ComparisonGrid.Column, _ row: ComparisonGrid.Row,
  _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  guard let comparison else {
    let words = pack.absence(of: row.measure.measure.value, from: column.against)?.words
    return "<span class=\"none\">\(words ?? Missing.notApplicable.shorthand)</span>"
  }
  let year = Wording.year(comparison.period)
  let own: HTMLText =
    comparison.value.number == nil || year == column.year ? "" : " <span class=\"unit\">(\(year))</span>"
  let notes: HTMLText =
    comparison.notes.isEmpty ? "" : " <span class=\"unit\">\(notesLink(row.measure, place))</span>"
  return "\(comparison.value.text)\(own)\(judgementText(comparison, row.measure))\(notes)"
}

private func leftOutWords(_ grid: ComparisonGrid) -> HTMLText {
  guard !grid.empty.isEmpty else { return "" }
  return
    "<p class=\"unit\">Left out, because no measure here has a figure of them: \(Wording.list(grid.empty.map(\.name))).</p>\n"
}
