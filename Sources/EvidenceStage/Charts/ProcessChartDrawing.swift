import Artefacts
import Declarations
import Periods
import Statistics

/// A measure month by month with its process limits and target; points that signal are squares, others dots.
func processChart(
  _ series: ProcessSeries, _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let values = series.points.compactMap(\.value.number).map(\.approximate)
  guard values.count > 1, let least = values.min(), let most = values.max() else { return "" }
  let target = series.target?.approximate
  let (low, high) = (min(least, target ?? least), max(most, target ?? most))
  let (top, base) = (12.0, 190.0)
  let span = high > low ? high - low : 1
  func x(_ index: Int) -> Double {
    8 + (chartWidth - 16) * Double(index) / Double(max(1, series.points.count - 1))
  }
  func y(_ value: Double) -> Double { base - (value - low) / span * (base - top) }
  var shapes: HTMLText = "<path class=\"axis\" d=\"M0 \(pixels(base + 6))H\(pixels(chartWidth))\"/>"
  if let target {
    shapes += """
      <path class="line dash0" d="M0 \(pixels(y(target)))H\(pixels(chartWidth))"/>\
      <text x="0" y="\(pixels(y(target) - 3))">target \(series.target?.grouped ?? "")</text>
      """
  }
  var path = ""
  var isDrawing = false
  for (index, point) in series.points.enumerated() {
    guard let value = point.value.number else {
      isDrawing = false
      continue
    }
    let (px, py) = (x(index), y(value.approximate))
    path += "\(isDrawing ? "L" : "M")\(pixels(px)) \(pixels(py))"
    isDrawing = true
    shapes +=
      point.signal == nil
      ? "<circle class=\"dot0\" cx=\"\(pixels(px))\" cy=\"\(pixels(py))\" r=\"3\"/>"
      : "<rect class=\"ours\" x=\"\(pixels(px - 4))\" y=\"\(pixels(py - 4))\" width=\"8\" height=\"8\"/>"
  }
  shapes += "<path class=\"line oursline\" d=\"\(path)\"/>"
  shapes += """
    <text x="0" y="\(pixels(base + 22))">\(series.points.first?.period.label ?? "")</text>\
    <text class="end" x="\(pixels(chartWidth))" y="\(pixels(base + 22))">\(series.points.last?.period.label ?? "")</text>
    """
  let rows = series.points.map { point -> HTMLText in
    """
    <tr><th scope="row">\(point.period.label)</th><td class="n">\(point.value.text)</td>\
    <td>\(point.signal.map { "\($0)" } ?? "ordinary variation")</td></tr>
    """
  }
  let signals = series.points.count { $0.signal != nil }
  return figure(
    "\(measure.title), month by month",
    description:
      "\(series.points.count) points; \(signals) signal more than ordinary variation and are drawn as squares.",
    height: base + 28, shapes: shapes, id: "process",
    table: htmlTable(
      "\(measure.title), month by month: the numbers",
      heads: [head("Month"), head("Value (\(Wording.unit(measure.unit)))", isNumber: true), head("Signal")],
      rows: rows),
    place)
}
