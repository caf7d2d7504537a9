import Artefacts
import Declarations
import Periods
import Statistics

/// Published values by year, with a line for each area, which dashes and labels tell apart.
///
/// A year without a value is a gap, and no line crosses a declared break of definition.
func trendChart(
  _ trends: [PublishedTrend], _ measure: Measure, _ pack: PackContents, _ place: PagePlace,
  id: String = "trend"
) -> HTMLText {
  let known = trends.flatMap { $0.points.compactMap { FinancialYear($0.year) } }
  guard let first = known.min(), let last = known.max() else { return "" }
  // A year without any value keeps its place, so that the time axis is even.
  let years = (first.startYear...last.startYear).map { FinancialYear(startYear: $0).description }
  let values = trends.flatMap { $0.points.compactMap(\.value.number) }.map(\.approximate)
  guard years.count > 1, let scale = ValueScale(values, places: measure.decimals) else { return "" }
  // A line through fewer says nothing: the values alone are printed.
  let isDrawn = trends.contains { $0.points.count { $0.value.number != nil } >= fewestPoints }
  let breaks = pack.layout.breaks[measure.measure.value] ?? [:]
  func x(_ index: Int) -> Double { scale.x(index, of: years.count) }
  var shapes = scale.axis + scale.ends(Wording.year(years.first ?? ""), Wording.year(years.last ?? ""))
  var legend = Legend()
  for (order, trend) in trends.enumerated() {
    var path = ""
    var isDrawing = false
    for (index, year) in years.enumerated() {
      guard let value = trend.points.first(where: { $0.year == year })?.value.number else {
        isDrawing = false
        continue
      }
      if breaks[year] != nil { isDrawing = false }
      let point = "\(pixels(x(index))) \(pixels(scale.y(value.approximate)))"
      path += isDrawing ? "L\(point)" : "M\(point)"
      isDrawing = true
      shapes +=
        "<circle class=\"dot\(order)\" cx=\"\(pixels(x(index)))\" cy=\"\(pixels(scale.y(value.approximate)))\" r=\"3\"/>"
    }
    let isOurs = trend.area == pack.results.area
    shapes += "<path class=\"line\(isOurs ? " oursline" : " dash\(order)")\" d=\"\(path)\"/>"
    let last = trend.points.last { $0.value.number != nil }
    legend.add(
      .line(isOurs ? "oursline" : "dash\(order)"),
      "\(trend.areaName): \(last?.value.text ?? "[x]") in \(last.map { Wording.year($0.year) } ?? "no year")")
  }
  for (index, year) in years.enumerated() where breaks[year] != nil && index > 0 {
    shapes += scale.breakLine(before: index, of: years.count, "break")
  }
  let top = scale.base + 28
  shapes += legend.drawn(from: top)
  let rows = years.map { year -> HTMLText in
    let cells = trends.map { trend -> HTMLText in
      "<td class=\"n\">\(trend.points.first { $0.year == year }?.value.text ?? "[x]")</td>"
    }
    return
      "<tr><th scope=\"row\">\(Wording.year(year))</th>\(cells.joined())<td>\(breaks[year] ?? "none")</td></tr>"
  }
  let said = trends.map { trend in
    "\(trend.areaName): \(trend.points.first?.value.text ?? "") in \(trend.points.first?.year ?? ""), \(trend.points.last?.value.text ?? "") in \(trend.points.last?.year ?? "")"
  }.joined(separator: "; ")
  let broken = years.filter { breaks[$0] != nil }
  let breakNote =
    broken.isEmpty ? "" : " No line runs into \(broken.joined(separator: ", ")): the definition changed."
  let table = htmlTable(
    "\(measure.title): published values by year",
    heads: [head("Year")] + trends.map { head($0.areaName, isNumber: true) } + [head("Break in the series")],
    rows: rows)
  guard isDrawn else {
    return "<details><summary>\(measure.title): published values by year</summary>\(table)</details>\n"
  }
  let message = trends.compactMap { trend -> String? in
    guard let last = trend.points.last(where: { $0.value.number != nil }) else { return nil }
    return "\(trend.areaName) \(Wording.value(last.value, measure)) in \(Wording.year(last.year))"
  }.joined(separator: ", ")
  return figure(
    "\(measure.title): \(message)", description: "\(said).\(breakNote)\(scale.cutWords)",
    height: top + legend.height + 6,
    shapes: shapes, id: id,
    table: table, place)
}
