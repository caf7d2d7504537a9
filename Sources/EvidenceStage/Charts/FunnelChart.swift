import Artefacts
import Declarations
import Statistics

/// Councils by size and value around what they have in common, with limits; ours is a named square among dots.
///
/// Limits that allow for over-dispersion are drawn dashed; the plain ones, which flag half the country, are dotted.
func funnelChart(
  _ funnel: FunnelChart, _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let sizes = funnel.areas.map(\.denominator)
  let ends = funnel.limits.flatMap { $0.limits.flatMap { [$0.lower, $0.upper] } }
  let values = (funnel.areas.map(\.value) + [funnel.centre]).map(\.approximate)
  guard let widest = sizes.max(), widest > 0, let low = values.min(), let high = values.max(), high > low
  else { return "" }
  let (top, base, left) = (10.0, 210.0, 4.0)
  func x(_ size: Int) -> Double {
    left + Double(size).squareRoot() / Double(widest).squareRoot() * (chartWidth - 2 * left)
  }
  func y(_ value: Double) -> Double {
    min(base, max(top, base - (value - low) / (high - low) * (base - top)))
  }
  var shapes: HTMLText = "<path class=\"axis\" d=\"M0 \(pixels(base + 6))H\(pixels(chartWidth))\"/>"
  shapes += "<path class=\"line\" d=\"M0 \(pixels(y(funnel.centre.approximate)))H\(pixels(chartWidth))\"/>"
  let count = funnel.limits.map(\.limits.count).min() ?? 0
  for index in 0..<count where !ends.isEmpty {
    // The second half of the limits at each size allows for over-dispersion.
    let style = index * 2 >= count ? "dash0" : "dash1"
    for isUpper in [false, true] {
      let points = funnel.limits.map { limit -> String in
        let end = isUpper ? limit.limits[index].upper : limit.limits[index].lower
        return "\(pixels(x(limit.denominator))) \(pixels(y(end.approximate)))"
      }
      shapes += "<path class=\"line \(style)\" d=\"M\(points.joined(separator: "L"))\"/>"
    }
  }
  // All the dots in one path: a line of no length with round ends is a dot.
  let dots = funnel.areas.map { "M\(pixels(x($0.denominator))) \(pixels(y($0.value.approximate)))h0" }
  shapes += "<path class=\"dots\" d=\"\(dots.joined())\"/>"
  if let ours = funnel.ours {
    let (cx, cy) = (x(ours.denominator), y(ours.value.approximate))
    let isRight = cx > chartWidth / 2
    shapes += """
      <rect class="ours" x="\(pixels(cx - 5))" y="\(pixels(cy - 5))" width="10" height="10"/>\
      <text\(isRight ? " class=\"end\"" : "") x="\(pixels(isRight ? cx - 9 : cx + 9))" y="\(pixels(max(12, cy - 6)))">\(ours.name): \(ours.value.grouped)</text>
      """
  }
  shapes += """
    <text x="0" y="\(pixels(base + 22))">0</text><text class="mid" x="\(pixels(chartWidth / 2))" y="\(pixels(base + 22))">size (denominator)</text>\
    <text class="end" x="\(pixels(chartWidth))" y="\(pixels(base + 22))">\(FixedPoint(units: widest, places: 0).grouped)</text>\
    <text x="0" y="\(pixels(base + 40))">All together: \(funnel.centre.grouped). Over-dispersion \(funnel.phi.grouped) (1 is chance alone).</text>
    """
  let shown = funnel.limits.indices.filter { $0 % max(1, funnel.limits.count / 8) == 0 }
  let rows = shown.map { index -> HTMLText in
    let limit = funnel.limits[index]
    return """
      <tr><th scope="row">\(FixedPoint(units: limit.denominator, places: 0).grouped)</th>\
      <td>\(limit.limits.map { HTMLText($0.label) }.joined(separator: "<br>"))</td></tr>
      """
  }
  let standing = funnel.ours.map { ours in
    "\(ours.name) is \(ours.value.grouped): \(funnel.adjustedStanding?.label ?? funnel.standing?.label ?? "not placed")."
  }
  let left2 = funnel.leftOut == 0 ? "" : " \(funnel.leftOut) without both counts are left out."
  return figure(
    "\(measure.title): \(funnel.areas.count) councils by size, \(funnel.year).\(left2)",
    description:
      "Centre \(funnel.centre.grouped); values from \(text(low, places: measure.decimals)) to \(text(high, places: measure.decimals)). \(standing ?? "Ours is not published.")",
    height: base + 46, shapes: shapes, id: "funnel",
    table: htmlTable(
      "\(measure.title): limits by size, \(funnel.year)",
      heads: [head("Size (denominator)"), head("Limits")], rows: rows), place)
}
