import Artefacts
import Declarations
import Periods
import Statistics

/// Requirements P14: measures by month with process limits, then by year as published. Those whose last month is not ordinary
/// come first; the others are folded, by family.
func trendPage(_ measures: [String], _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let charts = trendCharts(measures, pack)
  let signalling = charts.filter { $0.1?.points.last?.signal != nil }
  let others = charts.filter { $0.1?.points.last?.signal == nil }
  let families = unique(others.map { pack.family($0.0.measure.value) })
  let folded = families.map { family -> HTMLText in
    let here = others.filter { pack.family($0.0.measure.value) == family }
    return """
      <details><summary>\(Wording.family(family)): \(FirstPageLists.measures(here.count))</summary>\(drawn(here, pack, place))</details>

      """
  }
  let first: HTMLText =
    signalling.isEmpty
    ? "<p>No last month is more than ordinary variation.</p>\n" : drawn(signalling, pack, place)
  return """
    <p>A month with a mark is more than ordinary variation: a triangle is better, a house worse, a diamond neither. Each \
    points the way that the values went. Months that share cases, as those of a list, have a median and no limits. No line \
    runs across a change of definition.</p>
    \(place.heading(2, "Not ordinary in the last month", id: "signals"))\(first)\
    \(place.heading(2, "The other measures", id: "others"))\(folded.joined())
    """
}

private func drawn(
  _ charts: [(Measure, ProcessSeries?, [PublishedTrend])], _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let sections = charts.map { measure, series, trends -> HTMLText in
    let id = measure.measure.value
    return """
      <section>\(place.heading(3, HTMLText(pack.name(measure)), id: "of-\(id)"))\
      <p>\(place.link("Evidence card<span class=\"hide\"> of \(measure.title)</span>", to: cardPage(id)))</p>
      \(series.map { processChart($0, measure, pack, place, id: "months-\(id)") } ?? "")\
      \(trends.isEmpty ? "" : trendChart(trends, measure, pack, place, id: "years-\(id)"))</section>
      """
  }
  return "<div class=\"charts\">\n\(sections.joined())</div>\n"
}

/// The charts of measures with months or published years, and those measures.
func trendCharts(_ measures: [String], _ pack: PackContents) -> [(Measure, ProcessSeries?, [PublishedTrend])]
{
  measures.compactMap { id in
    guard let measure = pack.measure(id) else { return nil }
    let series = pack.results.series.first {
      $0.measure == id && $0.points.count(where: { $0.value.number != nil }) > 1
    }
    let trends = pack.trends[id] ?? []
    return series == nil && trends.isEmpty ? nil : (measure, series, trends)
  }
}
