import Artefacts
import Declarations
import Periods
import Statistics

/// Published values over the years, a line an area, told apart by dashes and by the words at their ends.
///
/// A year without a value leaves a gap, and no line is drawn across a declared break of definition.
func trendChart(
  _ trends: [PublishedTrend], _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let known = trends.flatMap { $0.points.compactMap { FinancialYear($0.year) } }
  guard let first = known.min(), let last = known.max() else { return "" }
  // A year that nobody published keeps its place, so that time runs evenly.
  let years = (first.startYear...last.startYear).map { FinancialYear(startYear: $0).description }
  let values = trends.flatMap { $0.points.compactMap(\.value.number) }.map(\.approximate)
  guard years.count > 1, let low = values.min(), let high = values.max() else { return "" }
  let breaks = pack.layout.breaks[measure.measure.value] ?? [:]
  let (top, base, right) = (12.0, 180.0, chartWidth - 12)
  let span = high > low ? high - low : 1
  func x(_ index: Int) -> Double { 12 + (right - 12) * Double(index) / Double(years.count - 1) }
  func y(_ value: Double) -> Double { base - (value - low) / span * (base - top) }
  var shapes: HTMLText = "<path class=\"axis\" d=\"M0 \(pixels(base + 6))H\(pixels(chartWidth))\"/>"
  for (order, trend) in trends.enumerated() {
    var path = ""
    var isDrawing = false
    for (index, year) in years.enumerated() {
      guard let value = trend.points.first(where: { $0.year == year })?.value.number else {
        isDrawing = false
        continue
      }
      if breaks[year] != nil { isDrawing = false }
      let point = "\(pixels(x(index))) \(pixels(y(value.approximate)))"
      path += isDrawing ? "L\(point)" : "M\(point)"
      isDrawing = true
      shapes +=
        "<circle class=\"dot\(order)\" cx=\"\(pixels(x(index)))\" cy=\"\(pixels(y(value.approximate)))\" r=\"3\"/>"
    }
    let isOurs = trend.area == pack.results.area
    shapes += "<path class=\"line\(isOurs ? " oursline" : " dash\(order)")\" d=\"\(path)\"/>"
    let legend = base + 42 + Double(order) * 18
    shapes += """
      <path class="line\(isOurs ? " oursline" : " dash\(order)")" d="M0 \(pixels(legend - 4))H36"/>\
      <text x="42" y="\(pixels(legend))">\(trend.areaName): \(trend.points.last?.value.text ?? "") in \(trend.points.last?.year ?? "")</text>
      """
  }
  for (index, year) in years.enumerated() where breaks[year] != nil && index > 0 {
    let between = (x(index - 1) + x(index)) / 2
    shapes +=
      "<path class=\"break\" d=\"M\(pixels(between)) \(pixels(top))V\(pixels(base))\"/><text class=\"mid\" x=\"\(pixels(between))\" y=\"10\">break</text>"
  }
  shapes += """
    <text x="0" y="\(pixels(base + 22))">\(years.first ?? "")</text>\
    <text class="end" x="\(pixels(chartWidth))" y="\(pixels(base + 22))">\(years.last ?? "")</text>
    """
  let rows = years.map { year -> HTMLText in
    let cells = trends.map { trend -> HTMLText in
      "<td class=\"n\">\(trend.points.first { $0.year == year }?.value.text ?? "[x]")</td>"
    }
    return "<tr><th scope=\"row\">\(year)</th>\(cells.joined())<td>\(breaks[year] ?? "none")</td></tr>"
  }
  let said = trends.map { trend in
    "\(trend.areaName): \(trend.points.first?.value.text ?? "") in \(trend.points.first?.year ?? ""), \(trend.points.last?.value.text ?? "") in \(trend.points.last?.year ?? "")"
  }.joined(separator: "; ")
  return figure(
    "\(measure.title): years published or submitted", description: "\(said).",
    height: base + 42 + Double(trends.count) * 18,
    shapes: shapes, id: "trend",
    table: htmlTable(
      "\(measure.title): published values by year",
      heads: [head("Year")] + trends.map { head($0.areaName, isNumber: true) } + [
        head("Break in the series")
      ],
      rows: rows), place)
}
