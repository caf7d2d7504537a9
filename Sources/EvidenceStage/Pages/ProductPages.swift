import Artefacts
import Declarations
import Periods
import Statistics

func productPage(_ product: EvidenceLayout.PlacedProduct) -> String {
  "table-\(product.product.product.value)"
}

/// The declared tables that this run has figures for.
func shownProducts(_ pack: PackContents) -> [EvidenceLayout.PlacedProduct] {
  pack.layout.products.filter { placed in
    let measures = placed.measures.filter { !pack.totals($0).isEmpty }
    guard !measures.isEmpty else { return false }
    switch placed.product.layout {
    case .byCategory: return hasCategories(placed, pack)
    case .trends: return !trendCharts(measures, pack).isEmpty
    case .comparison, .keyMeasures, .tiles, .keyStatistics: return true
    }
  }
}

/// Tables by category whose breakdown is not in this run: they would show only the whole.
func leftOutProducts(_ pack: PackContents) -> [EvidenceLayout.PlacedProduct] {
  pack.layout.products.filter { placed in
    placed.product.layout == .byCategory && !hasCategories(placed, pack)
      && placed.measures.contains { !pack.totals($0).isEmpty }
  }
}

private func hasCategories(_ placed: EvidenceLayout.PlacedProduct, _ pack: PackContents) -> Bool {
  placed.measures.contains { id in
    pack.categories(id).contains { $0.key.category?.breakdown == placed.product.by?.value }
  }
}

/// A page for each of them.
func productPages(_ pack: PackContents) -> [Page] {
  shownProducts(pack).map { placed in
    let measures = placed.measures.filter { !pack.totals($0).isEmpty }
    return Page(slug: productPage(placed), title: placed.product.title) { place in
      let note: HTMLText = placed.product.note.map { "<p>\($0)</p>\n" } ?? ""
      return """
        \(place.heading(1, HTMLText(placed.product.title)))<p class="lead">\(pack.context.areaName), as of \(pack.results.asOf.words)</p>
        <p class="unit">For: \(placed.product.audience)</p>
        \(note)\(body(placed, measures, pack, place))
        """
    }
  }
}

private func body(
  _ placed: EvidenceLayout.PlacedProduct, _ measures: [String], _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let title = placed.product.title
  switch placed.product.layout {
  case .comparison:
    return comparisonTable(title, measures: measures, pack, place)
  case .byCategory: return categoryTable(placed.product, measures, pack, place)
  case .keyMeasures: return keyMeasures(title, measures, pack, place)
  case .tiles: return tiles(measures, pack, place)
  case .keyStatistics: return keyStatistics(measures, pack, place)
  case .trends: return trendPage(measures, pack, place)
  }
}

/// A row for each category and a column for each measure. All cases come last, not as a sum unless the measure is a
/// count.
private func categoryTable(
  _ product: Product, _ measures: [String], _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let breakdown = product.by?.value ?? ""
  var labels: [String] = []
  for reading in measures.flatMap({ pack.categories($0) }) {
    if let category = reading.key.category, category.breakdown == breakdown, !labels.contains(category.label)
    {
      labels.append(category.label)
    }
  }
  let columns = measures.compactMap { id in pack.measure(id).map { (id, $0) } }
  func cell(_ id: String, _ measure: Measure, _ label: String?) -> HTMLText {
    let headline = pack.headline(id)
    let row =
      label == nil
      ? headline
      : pack.categories(id).first {
        $0.key.period == headline?.key.period && $0.key.category?.breakdown == breakdown
          && $0.key.category?.label == label
      }
    guard let row else { return "<td class=\"n none\">[z]</td>" }
    return
      "<td class=\"n\">\(figureLink(row, measure, place, unit: false))\(label == nil ? change(row, measure) : "")</td>"
  }
  var rows = labels.map { label -> HTMLText in
    "<tr><th scope=\"row\">\(label)</th>\(columns.map { cell($0.0, $0.1, label) }.joined())</tr>"
  }
  rows.append(
    "<tr class=\"total\"><th scope=\"row\">\(pack.context.areaName)</th>\(columns.map { cell($0.0, $0.1, nil) }.joined())</tr>"
  )
  let periods = columns.compactMap { id, measure in
    pack.headline(id).map { "\(product.headings?[id] ?? measure.title): \($0.key.period.words)" }
  }
  let chart = columns.first.map { breakdownChart($0.1, breakdown: breakdown, pack, place) } ?? ""
  return """
    \(htmlTable(product.title, heads: [head(breakdownTitle(breakdown, columns.first?.1, pack))] + columns.map { head(product.headings?[$0.0] ?? $0.1.title, isNumber: true) }, rows: rows))\
    <p class="unit">\(periods.joined(separator: "; ")). In the last row, the change is on the period before.</p>
    \(chart)
    """
}

func breakdownTitle(_ id: String, _ measure: Measure?, _ pack: PackContents) -> String {
  let dataset = measure?.dataset.flatMap { pack.layout.datasets[$0.value] }
  return dataset?.breakdowns?.first { $0.breakdown.value == id }?.title ?? id
}

private func change(_ row: DisclosedReading, _ measure: Measure) -> HTMLText {
  guard let previous = row.comparison(with: "previous"), previous.difference.number != nil else { return "" }
  let difference = Wording.difference(previous, unit: measure.unit)
  return "<br><span class=\"unit\">\(difference)</span>\(judgementText(previous, measure))"
}

/// On a line of its own: the figure of the other origin, if there is one.
private func other(
  _ row: DisclosedReading, _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  otherOrigin(row, measure, pack, place).map { "<br><span class=\"unit\">\($0)</span>" } ?? ""
}

/// Requirements P2: the measure, England, a year ago, now, the difference, and the change as a share.
private func keyMeasures(
  _ title: String, _ measures: [String], _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let readings = measures.compactMap { pack.headline($0) }
  let areas = pack.areas.filter { area in readings.contains { $0.comparison(with: area.id) != nil } }
  let rows = readings.compactMap { row -> HTMLText? in
    guard let measure = pack.measure(row.key.measure) else { return nil }
    let past = row.yearBefore ?? row.previousPeriod
    let others = areas.map { area -> HTMLText in
      guard let comparison = row.comparison(with: area.id) else { return "<td class=\"none\">[z]</td>" }
      return
        "<td>\(comparison.value.text)<br><span class=\"unit\">\(Wording.period(comparison, of: row.key.period))</span></td>"
    }
    return """
      <tr><th scope="row">\(pack.name(measure)) <span class="unit">(\(Wording.unit(measure.unit)))</span></th>\(others.joined())\
      <td>\(past?.value.text ?? "[z]")<br><span class="unit">\(past.map { Wording.period($0, of: row.key.period) } ?? "")</span></td>\
      <td>\(figureLink(row, measure, place))<br><span class="unit">\(periodText(row, pack))</span>\(other(row, measure, pack, place))</td>\
      <td>\(past.map { differenceText($0, measure, notes: notesLink(measure, place)) } ?? "[z]")</td></tr>
      """
  }
  return htmlTable(
    title,
    heads: [head("Measure")] + areas.map { head($0.name) } + [
      head("Year before"), head("Ours"), head("Change over the year"),
    ], rows: rows)
}

/// Requirements P3: name, value and day, value a year before, change with its unit, arrow.
private func tiles(_ measures: [String], _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let tiles = measures.compactMap { id -> HTMLText? in
    guard let row = pack.headline(id), let measure = pack.measure(id) else { return nil }
    let past = row.yearBefore ?? row.previousPeriod
    let change = past.map { past -> HTMLText in
      let units = past.difference.number?.units ?? 0
      let arrow =
        past.difference.number == nil ? "" : units > 0 ? "↑ up" : units < 0 ? "↓ down" : "→ no change"
      return """
        <p>\(past.value.text) <span class="unit">\(Wording.period(past, of: row.key.period))</span></p>
        <p>\(arrow) \(differenceText(past, measure, notes: notesLink(measure, place)))</p>
        """
    }
    return """
      <li class="tile">\(place.heading(2, HTMLText(measure.title)))<p class="big">\(figureLink(row, measure, place))</p>
      <p class="unit">\(periodText(row, pack))\(other(row, measure, pack, place))</p>\(change ?? "")</li>
      """
  }
  return "<ul class=\"tiles\">\n\(tiles.joined(separator: "\n"))\n</ul>\n"
}
