import Artefacts
import Declarations
import Periods
import Statistics

/// Requirements P14: each measure by month with process limits, then by year as published.
func trendPage(_ measures: [String], _ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let charts = trendCharts(measures, pack)
  let links = charts.map { measure, _, _ -> HTMLText in
    let signal = pack.results.series.first { $0.measure == measure.measure.value }?.points.last
    let words =
      signal.flatMap { $0.signal == nil ? nil : " (\($0.period.words): \(Wording.signal($0)))" } ?? ""
    return
      "<li>\(place.link(HTMLText(pack.name(measure)), to: place.slug, anchor: "of-\(measure.measure.value)"))\(words)</li>"
  }
  let drawn = charts.map { measure, series, trends -> HTMLText in
    let id = measure.measure.value
    return """
      <section>\(place.heading(2, HTMLText(pack.name(measure)), id: "of-\(id)"))\
      <p>\(place.link("Evidence card<span class=\"hide\"> of \(measure.title)</span>", to: cardPage(id)))</p>
      \(series.map { processChart($0, measure, pack, place, id: "months-\(id)") } ?? "")\
      \(trends.isEmpty ? "" : trendChart(trends, measure, pack, place, id: "years-\(id)"))</section>
      """
  }
  return """
    <p>A month with a mark is more than ordinary variation: a triangle is better, a house worse, a diamond neither, and each \
    points the way that the values went. A dot asks for no explanation. Months that share cases, as those of a list, have a \
    median and no limits. No line runs across a change of definition.</p>
    <details><summary>The \(charts.count) measures on this page</summary><ul>
    \(links.joined(separator: "\n"))
    </ul></details>
    <div class="charts">
    \(drawn.joined())</div>
    """
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
