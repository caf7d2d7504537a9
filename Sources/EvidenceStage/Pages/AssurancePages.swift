import Artefacts
import Declarations

func statementPage(_ statement: AssuranceFramework.Statement) -> String {
  "statement-\(statement.statement.value)"
}

/// The index of the evidence, then a page for each quality statement.
func assurancePages(_ pack: PackContents) -> [Page] {
  pack.layout.assurance.flatMap { framework in
    [assuranceIndex(framework, pack)]
      + framework.themes.flatMap { theme in
        theme.statements.map { statementPage($0, theme, framework, pack) }
      }
  }
}

func indexSlug(_ framework: AssuranceFramework) -> String { "assurance-\(framework.assurance.value)" }

/// Requirements P15: theme, quality statement, measures, and the items of the information return that they answer.
private func assuranceIndex(_ framework: AssuranceFramework, _ pack: PackContents) -> Page {
  Page(slug: indexSlug(framework), title: "Assurance index") { place in
    let rows = framework.themes.flatMap { theme in
      theme.statements.map { statement -> HTMLText in
        let measures = measures(of: statement, pack)
        let links = measures.map {
          "<li>\(place.link(HTMLText(pack.name($0)), to: cardPage($0.measure.value)))</li>" as HTMLText
        }
        let items = (framework.items ?? []).filter { $0.statement.value == statement.statement.value }
          .map { "\($0.reference) \($0.title)" }
        let list: HTMLText =
          links.isEmpty
          ? "No measure of this run."
          : "<details><summary>\(links.count) measures<span class=\"hide\"> of \(statement.title)</span></summary><ul>\(links.joined())</ul></details>"
        return """
          <tr><th scope="row">\(theme.title)</th><td>\(place.link(HTMLText(statement.title), to: statementPage(statement)))</td>\
          <td>\(list)</td><td>\(items.isEmpty ? "none listed" : items.joined(separator: "; "))</td></tr>
          """
      }
    }
    return """
      \(place.heading(1, "Assurance index"))<p>\(framework.title).</p>
      \(htmlTable("Themes, quality statements and their measures", heads: [head("Theme"), head("Quality statement"), head("Measures"), head("Information return items")], rows: rows))
      """
  }
}

private func measures(of statement: AssuranceFramework.Statement, _ pack: PackContents) -> [Measure] {
  pack.shown.filter { $0.qualityStatement == statement.statement.value }
}

private func statementPage(
  _ statement: AssuranceFramework.Statement, _ theme: AssuranceFramework.Theme,
  _ framework: AssuranceFramework, _ pack: PackContents
) -> Page {
  Page(
    slug: statementPage(statement), title: statement.title,
    under: [(indexSlug(framework), "Assurance index")]
  ) { place in
    let measures = measures(of: statement, pack)
    let figures = comparisonTable(statement.title, measures: measures.map(\.measure.value), pack, place)
    let beyond: HTMLText =
      statement.beyond.map { "<p><strong>What figures do not show.</strong> \($0)</p>\n" } ?? ""
    let body: HTMLText =
      measures.isEmpty
      ? "<p>No measure of this run is evidence for this statement.</p>"
      : """
      \(routed(measures, pack, place, level: 2))\(place.heading(2, "The figures"))\
      \(measures.count > 20 ? folded("\(measures.count) measures compared", figures) : figures)
      """
    return """
      \(place.heading(1, HTMLText(statement.title)))<p class="lead">\(theme.title). \(statement.asks)</p>
      \(beyond)\(body)
      """
  }
}

/// Requirements P4: each theme's statements as working well, activity and priority area.
func keyStatistics(_ measures: [String], _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let known = pack.layout.assurance.flatMap(\.themes)
  let parts = known.compactMap { theme -> HTMLText? in
    let ids = Set(theme.statements.map(\.statement.value))
    let here = measures.compactMap { pack.measure($0) }
      .filter { ids.contains($0.qualityStatement ?? "") && $0.keyStatistic != nil }
    guard !here.isEmpty else { return nil }
    return "\(place.heading(2, HTMLText(theme.title)))\(routed(here, pack, place, level: 3))"
  }
  return parts.isEmpty
    ? "<p>No measure of this run is declared as a key statistic.</p>\n" : parts.joined()
}

extension PackContents {
  /// The sentences about a measure's headline; nil where it has none.
  func statement(_ measure: Measure, _ phrases: StatementTable) -> Statement? {
    let id = measure.measure.value
    let isRed = results.statuses.contains { $0.status.measure == id && $0.reported.status == .red }
    return headline(id).map { Statement($0, measure, phrases, missedTarget: isRed) }
  }
}

/// Sentences under the headings of a self-assessment. Where the declared heading and the figures differ, somebody decides.
private func routed(
  _ measures: [Measure], _ pack: PackContents, _ place: PagePlace, level: Int
) -> HTMLText {
  guard let phrases = pack.layout.phrases else { return "" }
  let statements = measures.compactMap { measure in
    pack.statement(measure, phrases)
  }
  // Which of two figures a sentence is about, and the other one.
  func origins(_ row: DisclosedReading) -> HTMLText {
    guard let measure = pack.measure(row.key.measure), let words = pack.originWords(row.key) else {
      return ""
    }
    let other = otherOrigin(row, measure, pack, place).map { "; \($0)" as HTMLText } ?? ""
    return " <span class=\"unit\">This is the figure \(words)\(other).</span>"
  }
  return Statement.Route.allCases.map { route -> HTMLText in
    let here = statements.filter { $0.route == route }
    guard !here.isEmpty else { return "" }
    let items = here.map { statement -> HTMLText in
      let person: HTMLText = statement.needsPerson ? " <strong class=\"flag\">Needs a person</strong>" : ""
      let differs = statement.toDecide.map { " <strong>\($0)</strong>" as HTMLText } ?? ""
      return """
        <li>\(place.link(HTMLText(statement.lead), to: statement.reading.card, anchor: statement.reading.anchor)) \
        \(statement.rest)\(person)\(differs)\(origins(statement.reading))</li>
        """
    }
    return
      "\(place.heading(level, HTMLText(route.title)))<ul class=\"figures\">\n\(items.joined(separator: "\n"))\n</ul>\n"
  }.joined()
}
