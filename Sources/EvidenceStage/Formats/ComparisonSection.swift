import Artefacts
import Declarations
import Periods
import Statistics

/// One family's table: measures down, ours and what it is compared with across.
func section(
  _ family: String, _ results: Disclosed, _ context: EvidenceContext, areas: [Comparison.Against]
) -> HTMLText {
  let rows = results.readings.filter {
    $0.key.category == nil && context.families[$0.key.measure] == family
  }
  let shownAreas = areas.filter { area in rows.contains { $0.comparison(with: area.id) != nil } }
  let areaHeads = shownAreas.map { area -> HTMLText in
    guard case .area(_, let name) = area else { return "" }
    return "<th scope=\"col\">\(name)</th><th scope=\"col\">Compared</th>"
  }
  var body: HTMLText = ""
  var measureBefore = ""
  for row in rows {
    guard let measure = context.measure(row.key.measure) else { continue }
    let isFirst = measureBefore != row.key.measure
    measureBefore = row.key.measure
    body += line(row, measure, context, areas: shownAreas, isFirst: isFirst)
  }
  return """
    <section id="\(family)"><h2>\(Wording.family(family))</h2>
    <div class="wide"><table>
    <caption>\(Wording.family(family)): \(context.areaName) compared</caption>
    <thead><tr><th scope="col">Measure</th><th scope="col">Period</th><th scope="col" class="n">Ours</th>\
    <th scope="col" class="n">Numerator</th><th scope="col" class="n">Denominator</th>\
    <th scope="col">Previous</th><th scope="col">Change</th>\
    <th scope="col">Year before</th><th scope="col">Change</th>\(areaHeads.joined())</tr></thead>
    <tbody>
    \(body)</tbody></table></div>
    \(teamTables(family, results, context))</section>

    """
}

private func line(
  _ row: DisclosedReading, _ measure: Measure, _ context: EvidenceContext, areas: [Comparison.Against],
  isFirst: Bool
) -> HTMLText {
  let code = context.codes[measure.measure.value].map { "\($0) " } ?? ""
  let title: HTMLText =
    isFirst
    ? "<th scope=\"row\">\(code)\(measure.title) <span class=\"unit\">(\(Wording.unit(measure.unit)))</span></th>"
    : "<th scope=\"row\" class=\"again\"><span class=\"hide\">\(measure.title)</span></th>"
  let suffix = row.value.number == nil ? "" : Wording.suffix(measure.unit)
  var cells: HTMLText = """
    <td>\(row.key.period.label)</td><td class="n"><strong>\(row.value.text)</strong>\(suffix)</td>\
    <td class="n">\(row.numerator.text)</td><td class="n">\(denominator(row))</td>
    """
  for against in ["previous", "year-before"] {
    cells += compared(row.comparison(with: against), measure)
  }
  for area in areas { cells += compared(row.comparison(with: area.id), measure) }
  return "<tr>\(title)\(cells)</tr>\n"
}

/// A rate's population is said with its year; a case count stands alone.
private func denominator(_ row: DisclosedReading) -> HTMLText {
  guard let population = row.population else { return HTMLText(row.denominator.text) }
  return "\(row.denominator.text)<br><span class=\"unit\">\(population.label)</span>"
}

private func compared(_ comparison: DisclosedComparison?, _ measure: Measure) -> HTMLText {
  guard let comparison else { return "<td class=\"none\">[z]</td><td class=\"none\">[z]</td>" }
  let verdict: HTMLText =
    comparison.verdict.map {
      "<br><span class=\"\($0.rawValue)\">\(Wording.verdict($0))</span>"
    } ?? ""
  let notes: HTMLText =
    comparison.notes.isEmpty
    ? "" : "<br><span class=\"unit\">\(comparison.notes.joined(separator: "; "))</span>"
  return """
    <td>\(comparison.value.text)<br><span class="unit">\(comparison.period)</span></td>\
    <td>\(Wording.difference(comparison, unit: measure.unit))\(verdict)\(notes)</td>
    """
}

/// Breakdowns, folded away on screen and open in print.
private func teamTables(_ family: String, _ results: Disclosed, _ context: EvidenceContext) -> HTMLText {
  var out: HTMLText = ""
  for measure in context.measures where context.families[measure.measure.value] == family {
    let rows = results.readings.filter { $0.key.measure == measure.measure.value && $0.key.category != nil }
    guard !rows.isEmpty else { continue }
    let lines = rows.map { row -> HTMLText in
      """
      <tr><th scope="row">\(row.key.category?.breakdown ?? ""): \(row.key.category?.label ?? "")</th>\
      <td>\(row.key.period.label)</td><td class="n">\(row.value.text)</td>\
      <td class="n">\(row.numerator.text)</td><td class="n">\(row.denominator.text)</td></tr>
      """
    }
    out += """
      <details><summary>\(measure.title): breakdowns</summary><div class="wide"><table>
      <caption>\(measure.title) (\(Wording.unit(measure.unit))), by breakdown</caption>
      <thead><tr><th scope="col">Category</th><th scope="col">Period</th><th scope="col" class="n">Value</th>\
      <th scope="col" class="n">Numerator</th><th scope="col" class="n">Denominator</th></tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody></table></div></details>

      """
  }
  return out
}
