import Artefacts
import Declarations
import Statistics

/// What got better, what got worse, what needs attention, and where everything else is.
func overviewPage(_ pack: PackContents) -> Page {
  Page(slug: Page.index, title: pack.title) { place in
    let lists = directions(pack, place)
    return """
      \(place.heading(1, HTMLText(pack.context.title)))<p class="lead">\(pack.context.areaName), as of \(words(pack.results.asOf))</p>
      <p>Management information, provisional, not official statistics. Disclosure policy: \(pack.results.policyTitle).
      Every figure links to its evidence card: what it counts, from which files, and what it is compared with.</p>
      \(verdictCounts(pack, place))\(lists)\(contents(pack, place))\(movementLink(pack, place))\
      \(qualitySummary(pack, place))\(notComputed(pack, place))\
      \(downloads(pack, place))
      """
  }
}

/// Which way the headline readings went, and those that point the wrong way more than once.
private func directions(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var attention: [HTMLText] = []
  var better: [HTMLText] = []
  var worse: [HTMLText] = []
  for measure in pack.shown {
    guard let row = pack.headline(measure.measure.value) else { continue }
    let past = row.yearBefore ?? row.previousPeriod
    let others = row.comparisons.filter { $0.isWithArea }
    let worseThan = ([past].compactMap(\.self) + others).filter { $0.verdict == .worse }
    if past?.verdict == .better { better.append(item(row, measure, past, place)) }
    if past?.verdict == .worse { worse.append(item(row, measure, past, place)) }
    if worseThan.count > 1 {
      let names = worseThan.map { "\($0.against.name) (\($0.value.text), \($0.period))" }
      attention.append(
        "<li>\(measure.title): \(figureLink(row, measure, place)), worse than \(names.joined(separator: " and than "))</li>"
      )
    }
  }
  return """
    \(section("Needs attention", "attention", attention, "Nothing is worse than two of: a year before, England, the region.", "Worse than at least two of: a year before, England, the region.", place))\
    \(section("What got worse", "worse", worse, "No measure with an agreed direction got worse.", "Against a year before where there is one, else against the period before.", place))\
    \(section("What got better", "better", better, "No measure with an agreed direction got better.", "Against a year before where there is one, else against the period before.", place))
    """
}

private func section(
  _ title: String, _ id: String, _ items: [HTMLText], _ nothing: String, _ how: String, _ place: PagePlace
) -> HTMLText {
  let body: HTMLText =
    items.isEmpty
    ? "<p>\(nothing)</p>"
    : "<p class=\"unit\">\(how)</p>\n<ul class=\"figures\">\n\(items.joined(separator: "\n"))\n</ul>"
  let count = items.isEmpty ? "" : " (\(items.count))"
  return "\(place.heading(2, "\(title)\(count)", id: id))\(body)\n"
}

private func item(
  _ row: DisclosedReading, _ measure: Measure, _ past: DisclosedComparison?, _ place: PagePlace
) -> HTMLText {
  let change = past.map { Wording.difference($0, unit: measure.unit) } ?? ""
  let before = past.map { "\($0.value.text) in \($0.period)" } ?? ""
  return "<li>\(measure.title): \(figureLink(row, measure, place)), \(change) from \(before)</li>"
}

/// How many measures point which way, against each comparator that any of them has.
func verdictCounts(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let headlines = pack.shown.compactMap { pack.headline($0.measure.value) }
  let columns = [Comparison.Against.previous, .yearBefore] + pack.areas
  let rows = columns.compactMap { column -> HTMLText? in
    let verdicts = headlines.compactMap { $0.past(column)?.verdict }
    guard !verdicts.isEmpty else { return nil }
    func count(_ verdict: Verdict) -> Int { verdicts.count { $0 == verdict } }
    return """
      <tr><th scope="row">Against \(column.name)</th><td class="n">\(count(.better))</td><td class="n">\(count(.same))</td>\
      <td class="n">\(count(.worse))</td><td class="n">\(count(.higher) + count(.lower))</td>\
      <td class="n">\(headlines.count - verdicts.count)</td></tr>
      """
  }
  return htmlTable(
    "How the \(headlines.count) measures compare, one reading each",
    heads: [
      head("Comparison"), head("Better", isNumber: true), head("Same", isNumber: true),
      head("Worse", isNumber: true), head("Different, neither way agreed", isNumber: true),
      head("Not compared", isNumber: true),
    ], rows: rows)
}

private func contents(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var tables = pack.layout.products.map { product -> HTMLText in
    let link = place.link(HTMLText(product.product.title), to: productPage(product))
    return "<li>\(link) <span class=\"unit\">\(product.product.audience)</span></li>"
  }
  tables = tableLinks(pack, place) + tables
  if Annex(pack) != nil {
    tables.insert("<li>\(place.link("ASCOF comparison annex", to: "ascof-annex"))</li>", at: 0)
  }
  let statements = pack.layout.assurance.flatMap { framework in
    framework.statements.map { statement -> HTMLText in
      "<li>\(place.link(HTMLText(statement.title), to: statementPage(statement)))</li>"
    }
  }
  let cards = pack.families.map { family -> HTMLText in
    let links = pack.shown.filter { pack.family($0.measure.value) == family }
      .map { "<li>\(place.link(HTMLText(pack.name($0)), to: cardPage($0.measure.value)))</li>" as HTMLText }
    return
      "<details><summary>\(Wording.family(family)) (\(links.count))</summary><ul>\n\(links.joined(separator: "\n"))\n</ul></details>"
  }
  let quality: HTMLText =
    statements.isEmpty
    ? ""
    : "\(place.heading(2, "By CQC quality statement", id: "statements"))<ul>\n\(statements.joined(separator: "\n"))\n</ul>\n"
  return """
    \(place.heading(2, "Tables", id: "tables"))<ul>
    \(tables.joined(separator: "\n"))
    </ul>
    \(quality)\(place.heading(2, "Evidence cards", id: "cards"))\(cards.joined(separator: "\n"))

    """
}

private func movementLink(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard let path = pack.context.movementPage,
    let link = place.site.href(toFile: path, from: place.slug)
  else { return "" }
  return """
    \(place.heading(2, "Since the run before", id: "since-the-run-before"))<p><a href="\(link)">Why the figures moved</a>: \
    how many cases came into each count and left it, by reason.</p>

    """
}

private func qualitySummary(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard !pack.context.quality.isEmpty else { return "" }
  let records = pack.context.quality.reduce(0) { $0 + $1.records }
  let refused = pack.context.quality.reduce(0) { $0 + $1.refused }
  let checks = pack.context.quality.reduce(0) { $0 + $1.checks.count }
  return """
    \(place.heading(2, "Data quality", id: "data-quality"))<p>\(records) records were read; \(refused) were refused and are \
    in no figure; \(checks) checks found something. \(place.link("What was found, and what to do", to: "quality")).</p>

    """
}

private func notComputed(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard !pack.context.notComputed.isEmpty else { return "" }
  let items = pack.context.notComputed.map { item -> HTMLText in
    "<li>\(pack.measure(item.measure)?.title ?? item.measure): \(item.reason)</li>"
  }
  return
    "\(place.heading(2, "Not computed", id: "not-computed"))<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}

private func downloads(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var files = [
    ("evidence.xlsx", "Workbook for Excel"), ("evidence.ods", "Workbook as OpenDocument"),
    ("comparison.csv", "Every figure, one row each (CSV)"), ("data.json", "Every figure for programs (JSON)"),
  ]
  if pack.layout.oneFile { files.append(("evidence-pack.html", "This pack as one file to send")) }
  let items = files.compactMap { path, title -> HTMLText? in
    place.site.href(toFile: path, from: place.slug).map { "<li><a href=\"\($0)\">\(title)</a></li>" }
  }
  let list: HTMLText = items.isEmpty ? "" : "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  return
    "\(place.heading(2, "Files and notes", id: "files"))\(list)<p>\(place.link("Notes, sources and shorthand", to: "notes"))</p>\n"
}

extension DisclosedComparison {
  /// Whether it is with other councils rather than with our own past or target.
  var isWithArea: Bool { against.isWithArea }
}

extension Comparison.Against {
  var isWithArea: Bool {
    switch self {
    case .area, .group: true
    case .previous, .yearBefore, .target: false
    }
  }
}
