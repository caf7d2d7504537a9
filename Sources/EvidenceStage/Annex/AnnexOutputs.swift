import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

func annexPage(_ annex: Annex, _ pack: PackContents) -> Page {
  Page(slug: "ascof-annex", title: "ASCOF comparison annex") { place in
    let groups = annex.years.enumerated().map { position, year -> HTMLText in
      let span = annex.columns.count { $0.year == position }
      return "<th scope=\"colgroup\" colspan=\"\(span)\">\(year)</th>"
    }
    var objective = ""
    let rows = annex.rows.map { row -> HTMLText in
      let shown = row.objective == objective ? "" : Annex.words(row.objective)
      objective = row.objective
      let cells = annex.columns.map {
        "<td class=\"n\">\(htmlCell(row, $0, annex, pack, place))</td>" as HTMLText
      }
      return """
        <tr><td>\(shown)</td><th scope="row">\(row.code) \(row.title) <span class="unit">(\(Wording.unit(row.measure.unit)))</span></th>\
        \(cells.joined())</tr>
        """
    }
    let heads = annex.columns.map {
      head($0.show == .ours ? pack.context.areaName : $0.title, isNumber: true)
    }
    let top: HTMLText = """
      <tr><th scope="colgroup" colspan="2"><span class="hide">Measure</span></th>\(groups.joined())</tr>
      """
    return """
      \(place.heading(1, "ASCOF comparison annex"))<p class="lead">\(annex.summary).</p>
      <p>Compared columns are differences of the values as printed; rates per 100,000 are compared in per cent. \
      Each year is compared with the newest figures published for \(annex.england.name). A heading says their year; \
      a cell of another year says its own.</p>
      \(htmlTable("ASCOF comparison annex, \(pack.context.areaName)", heads: [head("Objective"), head("Measure")] + heads, rows: rows, groups: top))\
      \(leftOut(annex, pack, place))
      """
  }
}

private func htmlCell(
  _ row: Annex.Row, _ column: Annex.Column, _ annex: Annex, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  guard column.show == .ours else {
    let verdict = column.show == .england ? nil : annex.comparison(row, column)?.verdict
    let words: HTMLText =
      verdict.map { "<br><span class=\"\($0.rawValue)\">\(Wording.verdict($0))</span>" } ?? ""
    return "\(annex.cell(row, column, pack).text)\(words)"
  }
  guard let reading = row.readings[column.year] else { return "[z]" }
  let marks = annex.marks(row, column.year, pack).map { " [\($0.rawValue)]" }.joined()
  return "\(figureLink(reading, row.measure, place, unit: false))\(marks)"
}

private func leftOut(_ annex: Annex, _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard !annex.leftOut.isEmpty else { return "" }
  let items = annex.leftOut.map { "<li>\(pack.name($0))</li>" as HTMLText }
  return
    "\(place.heading(2, "Left out"))<p>No figure of ours in any of the years:</p>\n<ul>\(items.joined())</ul>\n"
}

/// The annex for a terminal.
func annexText(_ annex: Annex, _ pack: PackContents) -> String {
  let header =
    ["Code", "Measure"] + annex.columns.map { annex.heading($0, areaName: pack.context.areaName) }
  let titles = shortened(annex.rows.map(\.title), to: 48)
  let rows = zip(annex.rows, titles).map { row, title in
    [row.code, title] + annex.columns.map { annex.cell(row, $0, pack).text }
  }
  var out = "\(pack.context.title): \(pack.context.areaName), as of \(pack.results.asOf)\n"
  out += columns([header] + rows)
  out += "  \(annex.summary)\n"
  if !annex.leftOut.isEmpty {
    out +=
      "  Left out, no figure of ours: \(annex.leftOut.map { pack.code($0.measure.value) ?? $0.measure.value }.joined(separator: ", "))\n"
  }
  return out
}

/// The annex as a table for programs. Missing values are symbols.
///
/// One row for each measure and year with the year before it, so three years give two rows for each measure.
func annexCSV(_ annex: Annex, _ pack: PackContents) -> [UInt8] {
  var csv = CSVWriter(neutralisesFormulas: true)
  csv.row([
    "code", "measure", "title", "client_group", "objective", "polarity", "change", "comparator",
    "comparator_period", "comparator_value", "older_year", "older_value", "older_compared", "older_verdict",
    "newer_year", "newer_value", "change_in_year", "change_verdict", "newer_comparator_period",
    "newer_compared", "newer_verdict", "newer_comparator_value", "origin", "older_shorthand",
    "newer_shorthand",
  ])
  for row in annex.rows {
    // A single year has no year before it.
    for newer in annex.years.count == 1 ? 0..<1 : 1..<annex.years.count {
      csv.row(cells(row, newer, annex, pack))
    }
  }
  return csv.bytes
}

private func cells(_ row: Annex.Row, _ newer: Int, _ annex: Annex, _ pack: PackContents) -> [String] {
  let older = newer > 0 ? newer - 1 : nil
  let before = older.flatMap { row.compared($0, annex.england) }
  let beside = older.flatMap { row.england($0, annex.england) }
  let now = row.compared(newer, annex.england)
  let change = older.flatMap { _ in row.change(newer) }
  func marks(_ year: Int?) -> String {
    year.flatMap { row.readings[$0]?.shorthand(row.measure, pack.context) }?.map(\.rawValue)
      .joined(separator: " ") ?? ""
  }
  return [
    row.code, row.measure.measure.value, row.measure.title, row.clientGroup, row.objective,
    row.measure.polarity.rawValue, row.measure.change.rawValue, annex.england.name, beside?.period ?? "",
    beside?.value.tidy ?? "z", older.map { annex.years[$0] } ?? "",
    older.flatMap { row.readings[$0]?.value.tidy } ?? "z", before?.difference.tidy ?? "z",
    before?.verdict?.rawValue ?? "", annex.years[newer], row.readings[newer]?.value.tidy ?? "z",
    change?.difference.tidy ?? "z", change?.verdict?.rawValue ?? "", now?.period ?? "",
    now?.difference.tidy ?? "z", now?.verdict?.rawValue ?? "", now?.value.tidy ?? "z", row.origin.rawValue,
    marks(older), marks(newer),
  ]
}
