import Artefacts
import Declarations
import Periods
import Statistics

/// What to watch, what needs attention, what improved and what could not be judged; then everything else.
func overviewPage(_ pack: PackContents) -> Page {
  Page(slug: Page.index, title: pack.title) { place in
    let lists = FirstPageLists(pack)
    return """
      \(place.heading(1, HTMLText(pack.context.title)))<p class="lead">\(pack.context.areaName), \(pack.results.asOf.words)</p>
      \(policyWarning(pack))\(lists.summary(place))\(watchTiles(pack, place))\(lists.sections(place))\(movementLink(pack, place))\
      \(qualitySummary(pack, place))\(contents(pack, place))\(comparisons(pack, place))\(downloads(pack, place))
      """
  }
}

private func comparisons(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  """
  \(place.heading(2, "How the measures compare", id: "comparisons"))<details><summary>How many are better, worse or not \
  clearly different</summary>
  \(verdictCounts(pack, place))</details>

  """
}

/// How many measures point which way, for each comparator that any of them has.
func verdictCounts(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let headlines = pack.shown.compactMap { pack.headline($0.measure.value) }
  let columns = [Comparison.Against.previous, .yearBefore] + pack.areas
  let rows = columns.compactMap { column -> HTMLText? in
    let compared = headlines.compactMap { $0.past(column) }
    let verdicts = compared.compactMap(\.verdict)
    let few = compared.count { $0.few != nil }
    guard !verdicts.isEmpty else { return nil }
    func count(_ verdict: Verdict) -> Int { verdicts.count { $0 == verdict } }
    return """
      <tr><th scope="row">Against \(column.name)</th><td class="n">\(count(.better))</td><td class="n">\(count(.unclear))</td>\
      <td class="n">\(count(.worse))</td><td class="n">\(count(.higher) + count(.lower))</td>\
      <td class="n">\(few)</td><td class="n">\(headlines.count - verdicts.count - few)</td></tr>
      """
  }
  return htmlTable(
    "How the \(headlines.count) measures compare, one reading each",
    heads: [
      head("Comparison"), head("Better", isNumber: true), head("No clear difference", isNumber: true),
      head("Worse", isNumber: true), head("Different, neither way agreed", isNumber: true),
      head("Few cases", isNumber: true), head("Not compared", isNumber: true),
    ], rows: rows)
}

private func contents(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var tables = shownProducts(pack).map { product -> HTMLText in
    let link = place.link(HTMLText(product.product.title), to: productPage(product))
    return "<li>\(link) <span class=\"unit\">\(product.product.audience)</span></li>"
  }
  tables = tableLinks(pack, place) + tables
  if !pack.results.waitingLists.isEmpty {
    tables.append("<li>\(place.link("Waiting lists", to: waitingListsSlug))</li>")
  }
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
    : "\(place.heading(2, "By CQC quality statement", id: "statements"))<ul>\n\(assuranceLinks(pack, place))\(statements.joined(separator: "\n"))\n</ul>\n"
  return """
    \(place.heading(2, "Tables", id: "tables"))<ul>
    \(tables.joined(separator: "\n"))
    </ul>
    \(quality)\(place.heading(2, "Evidence cards", id: "cards"))<div data-find="cards">\(cards.joined(separator: "\n"))</div>

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

private func assuranceLinks(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  pack.layout.assurance.map { framework -> HTMLText in
    "<li>\(place.link("Assurance index", to: indexSlug(framework))) <span class=\"unit\">all statements, their measures and the information return's items</span></li>\n"
  }.joined()
}

private func qualitySummary(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  guard !pack.context.quality.isEmpty else { return "" }
  let notRun = pack.context.quality.reduce(0) { $0 + $1.notRun.count }
  let rules = notRun == 0 ? "Every rule was run." : "\(notRun) rules could not be run."
  return """
    \(place.heading(2, "Data quality", id: "data-quality"))<p>\(refusedSentence(pack)) \(rules) \
    \(place.link("What was found, and what to do", to: "quality")).</p>
    \(impactTable(pack, place, first: 5))
    """
}

private func refusedSentence(_ pack: PackContents) -> String {
  let quality = pack.context.quality
  guard let records = quality.total(\.records), let refused = quality.total(\.refused) else {
    return "Refused records are in no figure; how many there are is withheld."
  }
  func grouped(_ number: Int) -> String { FixedPoint(units: number, places: 0).grouped }
  let checks = quality.reduce(0) { $0 + ($1.counts?.checks.count ?? 0) }
  return """
    \(grouped(records)) records were read; \(grouped(refused)) were refused and are in no figure; \
    \(checks) checks found something.
    """
}

private func downloads(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  var files = [
    ("evidence.xlsx", "Workbook for Excel"), ("evidence.ods", "Workbook as OpenDocument"),
    ("comparison.csv", "Every figure, one row each (CSV)"), ("data.json", "Every figure for programs (JSON)"),
  ]
  if pack.layout.oneFile { files.append(("evidence-pack.html", "This pack as one file to send")) }
  files += documentNames(pack).map { ("documents/\($0.name).docx", "\($0.title) for Word") }
  let items = files.compactMap { path, title -> HTMLText? in
    place.site.href(toFile: path, from: place.slug).map { "<li><a href=\"\($0)\">\(title)</a></li>" }
  }
  let list: HTMLText = items.isEmpty ? "" : "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  let whole = pack.results.wholePeriods.map { " \($0)" } ?? ""
  return """
    \(place.heading(2, "Files and notes", id: "files"))\(list)<p>\(place.link("Notes, sources and shorthand", to: "notes"))</p>
    <p class="unit">Every figure links to its evidence card: what it counts, from which files, and what it is compared \
    with.\(whole)</p>

    """
}

extension DisclosedComparison {
  /// Whether it is with other councils rather than with our own past or target.
  var isWithArea: Bool { against.isWithArea }
}

extension Comparison.Against {
  /// England or another country: the first comparator of every table.
  var isCountry: Bool { if case .area(let code, _) = self { code.hasPrefix("E92") } else { false } }

  var isWithArea: Bool {
    switch self {
    case .area, .group: true
    case .previous, .yearBefore, .target: false
    }
  }
}

extension Disclosed {
  /// A note that periods end with a whole month or week, if the policy requires it.
  var wholePeriods: String? {
    hasWholePeriods ? "Periods end with the last whole month, and weeks with Sunday." : nil
  }
}

/// A warning that a policy for publication protects nothing, if so.
private func policyWarning(_ pack: PackContents) -> HTMLText {
  guard pack.results.protectsNothing else { return "" }
  return """
    <p><strong>This disclosure policy protects nothing.</strong> Small numbers are printed, or can be worked out
    from what is printed. Publish these figures only if they are published already.</p>

    """
}
