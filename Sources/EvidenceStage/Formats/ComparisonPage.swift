import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// The comparison table as one page that needs no network and no script, and prints on A4 landscape.
func comparisonPage(
  _ results: Disclosed, _ context: EvidenceContext, areas: [Comparison.Against]
) -> [UInt8] {
  var page: HTMLText = """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(context.title): \(context.areaName), \(results.asOf.description)</title>
    <style>\(HTMLText(markup: pageStyle))</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to main content</a>
    <header><p class="brand">CareTally</p></header>
    <main id="main">
    <h1>\(context.title)</h1>
    <p class="lead">\(context.areaName), as of \(results.asOf.description)</p>
    <p>Management information, provisional, not official statistics.
    Disclosure policy: \(results.policyTitle).</p>

    """
  page += contents(results, context)
  page += tableSections(laidTables(results, context))
  page += attention(results, context, areas: areas)
  for family in families(results, context) {
    page += section(family, results, context, areas: areas)
  }
  page += qualitySection(context)
  page += notComputedSection(context)
  page += notesSection(context)
  page += "</main>\n</body>\n</html>\n"
  return Array(page.markup.utf8)
}

/// The families that have readings, in the order of the measures.
func families(_ results: Disclosed, _ context: EvidenceContext) -> [String] {
  let present = Set(results.readings.map(\.key.measure))
  var out: [String] = []
  for measure in context.measures where present.contains(measure.measure.value) {
    let family = context.families[measure.measure.value] ?? ""
    if !out.contains(family) { out.append(family) }
  }
  return out
}

private func contents(_ results: Disclosed, _ context: EvidenceContext) -> HTMLText {
  let items = families(results, context).map { family -> HTMLText in
    "<li><a href=\"#\(family)\">\(Wording.family(family))</a></li>"
  }
  return """
    <nav aria-label="Contents"><h2>Contents</h2><ul>
    \(tableLinks(laidTables(results, context)))\
    <li><a href="#attention">Against England and the year before</a></li>
    \(items.joined(separator: "\n"))
    <li><a href="#quality">Quality of the extracts</a></li>
    <li><a href="#notes">Notes and sources</a></li>
    </ul></nav>

    """
}

/// How many measures point which way, against each comparator that any of them has.
private func attention(
  _ results: Disclosed, _ context: EvidenceContext, areas: [Comparison.Against]
) -> HTMLText {
  let totals = results.readings.filter { $0.key.category == nil }
  let columns: [(title: String, id: String)] =
    areas.map { against in
      if case .area(_, let name) = against { (name, against.id) } else { (against.id, against.id) }
    } + [("the previous period", "previous"), ("the year before", "year-before")]
  let rows = columns.compactMap { column -> HTMLText? in
    let verdicts = totals.compactMap { $0.comparison(with: column.id)?.verdict }
    guard !verdicts.isEmpty else { return nil }
    func count(_ verdict: Verdict) -> Int { verdicts.count { $0 == verdict } }
    return """
      <tr><th scope="row">Against \(column.title)</th><td>\(count(.better))</td><td>\(count(.same))</td>\
      <td>\(count(.worse))</td><td>\(count(.higher) + count(.lower))</td></tr>
      """
  }
  return """
    <section id="attention"><h2>Against England and the year before</h2>
    <div class="wide"><table><caption>Comparisons of all measures and periods on this page</caption>
    <thead><tr><th scope="col">Comparison</th><th scope="col">Better</th><th scope="col">Same</th>\
    <th scope="col">Worse</th><th scope="col">Different, neither way better</th></tr></thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody></table></div></section>

    """
}
