import Artefacts
import Declarations
import Periods
import Statistics

/// Councils by size and value around their common value, with limits. Ours is a named square among dots.
///
/// Limits that allow for over-dispersion are dashed; plain ones, outside which half the country lies, are dotted.
func funnelChart(
  _ funnel: FunnelChart, _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let latest = funnel.ours == nil ? ownPoint(measure, pack) : nil
  let sizes = funnel.areas.map(\.denominator) + (latest.map { [$0.size] } ?? [])
  let ends = funnel.limits.flatMap { $0.limits.flatMap { [$0.lower, $0.upper] } }
  let values = (funnel.areas.map(\.value) + [funnel.centre] + (latest.map { [$0.value] } ?? [])).map(
    \.approximate)
  guard let widest = sizes.max(), widest > 0, let low = values.min(), let high = values.max(), high > low
  else { return "" }
  let (top, base, left) = (12.0, 210.0, ValueScale.left)
  func x(_ size: Int) -> Double {
    left + Double(size).squareRoot() / Double(widest).squareRoot() * (chartWidth - left - 8)
  }
  func y(_ value: Double) -> Double {
    min(base, max(top, base - (value - low) / (high - low) * (base - top)))
  }
  var shapes: HTMLText = """
    <path class="axis" d="M\(pixels(left)) \(pixels(top - 6))V\(pixels(base + 6))H\(pixels(chartWidth))"/>\
    <text class="end" x="\(pixels(left - 6))" y="\(pixels(top + 4))">\(text(high, places: measure.decimals))</text>\
    <text class="end" x="\(pixels(left - 6))" y="\(pixels(base + 4))">\(text(low, places: measure.decimals))</text>
    """
  shapes +=
    "<path class=\"line thin\" d=\"M\(pixels(left)) \(pixels(y(funnel.centre.approximate)))H\(pixels(chartWidth))\"/>"
  let count = funnel.limits.map(\.limits.count).min() ?? 0
  for index in 0..<count where !ends.isEmpty {
    // The second half of the limits at each size allow for over-dispersion.
    let style = index * 2 >= count ? "dash0" : "dash1"
    for isUpper in [false, true] {
      let points = funnel.limits.map { limit -> String in
        let end = isUpper ? limit.limits[index].upper : limit.limits[index].lower
        return "\(pixels(x(limit.denominator))) \(pixels(y(end.approximate)))"
      }
      shapes += "<path class=\"line \(style)\" d=\"M\(points.joined(separator: "L"))\"/>"
    }
  }
  // All dots in one path: a line of no length with round ends is a dot.
  let dots = funnel.areas.map { "M\(pixels(x($0.denominator))) \(pixels(y($0.value.approximate)))h0" }
  shapes += "<path class=\"dots\" d=\"\(dots.joined())\"/>"
  func mark(_ name: String, _ size: Int, _ value: FixedPoint, _ style: String) -> HTMLText {
    let (cx, cy) = (x(size), y(value.approximate))
    let isRight = cx > chartWidth / 2
    return """
      <rect class="\(style)" x="\(pixels(cx - 5))" y="\(pixels(cy - 5))" width="10" height="10"/>\
      <text\(anchor(isRight)) x="\(pixels(isRight ? cx - 9 : cx + 9))" y="\(pixels(max(12, cy - 6)))">\(name): \(value.grouped)</text>
      """
  }
  if let ours = funnel.ours { shapes += mark(ours.name, ours.denominator, ours.value, "ours") }
  if let latest { shapes += mark(pack.context.areaName, latest.size, latest.value, "own") }
  shapes += """
    <text x="\(pixels(left))" y="\(pixels(base + 22))">0</text>\
    <text class="mid" x="\(pixels((left + chartWidth) / 2))" y="\(pixels(base + 22))">size (denominator)</text>\
    <text class="end" x="\(pixels(chartWidth))" y="\(pixels(base + 22))">\(FixedPoint(units: widest, places: 0).grouped)</text>
    """
  var legend = Legend()
  if let ours = funnel.ours { legend.add(.square, "\(ours.name), \(funnel.year)") }
  if let latest { legend.add(.outline, "\(pack.context.areaName), \(latest.period), not published") }
  legend.add(.dot("dot0"), "every other council, \(funnel.year)")
  legend.add(.line("thin"), "all together: \(funnel.centre.grouped)")
  legend.add(
    .line("dash0"), "limits that allow for over-dispersion (\(funnel.phi.grouped); 1 is chance alone)")
  legend.add(.line("dash1"), "limits for chance alone")
  shapes += legend.drawn(from: base + 28)
  let shown = funnel.limits.indices.filter { $0 % max(1, funnel.limits.count / 8) == 0 }
  let rows = shown.map { index -> HTMLText in
    let limit = funnel.limits[index]
    return """
      <tr><th scope="row">\(FixedPoint(units: limit.denominator, places: 0).grouped)</th>\
      <td>\(limit.limits.map { HTMLText($0.label) }.joined(separator: "<br>"))</td></tr>
      """
  }
  let standing = funnel.ours.map { ours in
    "\(ours.name) is \(ours.value.grouped): \((funnel.adjustedStanding ?? funnel.standing).map(placed) ?? "not placed")."
  }
  let own = latest.map {
    "\(pack.context.areaName), \($0.period), is \($0.value.grouped) of \($0.size); it is not among the published."
  }
  let left2 = funnel.leftOut == 0 ? "" : " \(funnel.leftOut) without both counts are left out."
  return figure(
    "\(measure.title): \(funnel.areas.count) councils by size, \(funnel.year).\(left2)",
    description:
      "Centre \(funnel.centre.grouped); values from \(text(low, places: measure.decimals)) to \(text(high, places: measure.decimals)). \(standing ?? own ?? "Ours is not published.")",
    height: base + 34 + legend.height, shapes: shapes, id: "funnel",
    table: htmlTable(
      "\(measure.title): limits by size, \(funnel.year)",
      heads: [head("Size (denominator)"), head("Limits")], rows: rows), place)
}

/// Our current figure, for a council that the publication lacks. It has a mark of its own.
private func ownPoint(_ measure: Measure, _ pack: PackContents) -> (
  size: Int, value: FixedPoint, period: String
)? {
  guard let row = pack.headline(measure.measure.value), let value = row.value.number,
    let size = row.denominator.number, size.places == 0, size.units > 0
  else { return nil }
  return (size.units, value, row.key.period.words)
}

/// The rank of a council among the others, without a judgement.
private func placed(_ standing: Standing) -> String {
  let limits = standing.confidence.map { "the \($0.label) limits" } ?? "the limits"
  return switch standing.side {
  case .similar: "within the limits"
  case .above: "above \(limits)"
  case .below: "below \(limits)"
  }
}
