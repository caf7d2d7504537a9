import Declarations
import Statistics

/// One bar with its label. Ours is filled and others are outlined, so that colour is not needed.
struct Bar {
  var label: String
  var value: FixedPoint
  var isOurs: Bool

  init(_ label: String, _ value: FixedPoint, isOurs: Bool) {
    self.label = label
    self.value = value
    self.isOurs = isOurs
  }
}

/// The width of charts. They grow to their column, so that text stays legible on a phone.
let chartWidth = 420.0

/// Horizontal bars with their labels, and the same numbers as a table.
func barChart(
  _ title: String, unit: Measure.Unit, bars: [Bar], id: String, columns: (String, String), _ place: PagePlace
) -> HTMLText {
  let greatest = bars.map(\.value.approximate).max() ?? 0
  let room = chartWidth - 70
  var shapes: HTMLText = ""
  for (index, bar) in bars.enumerated() {
    let top = Double(index) * 36
    let width = greatest > 0 ? max(0, bar.value.approximate) / greatest * room : 0
    shapes += """
      <text x="0" y="\(pixels(top + 13))">\(bar.label)</text>\
      <rect class="\(bar.isOurs ? "ours" : "other")" x="0.5" y="\(pixels(top + 17.5))" width="\(pixels(width))" height="13"/>\
      <text x="\(pixels(width + 6))" y="\(pixels(top + 29))">\(bar.value.grouped)</text>
      """
  }
  let rows = bars.map {
    "<tr><th scope=\"row\">\($0.label)</th><td class=\"n\">\($0.value.grouped)</td></tr>" as HTMLText
  }
  let described = bars.map { "\($0.label): \($0.value.grouped)" }.joined(separator: "; ")
  return figure(
    title, description: described, height: Double(bars.count) * 36, shapes: shapes, id: id,
    table: htmlTable(
      "\(title): the numbers", heads: [head(columns.0), head(columns.1, isNumber: true)], rows: rows), place)
}

/// A drawing with a title, a description for those who cannot see it, and its data.
func figure(
  _ title: String, description: String, height: Double, shapes: HTMLText, id: String, table: HTMLText,
  _ place: PagePlace
) -> HTMLText {
  """
  <figure><figcaption>\(title)</figcaption>
  <svg role="img" aria-labelledby="\(place.id("\(id)-t")) \(place.id("\(id)-d"))" viewBox="0 0 \(pixels(chartWidth)) \(pixels(height))">\
  <title id="\(place.id("\(id)-t"))">\(title)</title><desc id="\(place.id("\(id)-d"))">\(description)</desc>\(shapes)</svg>
  <details><summary>The numbers<span class="hide"> behind: \(title)</span></summary>\(table)</details></figure>

  """
}

/// A coordinate in tenths, the same on every machine; one far outside a drawing is put at its edge.
func pixels(_ value: Double) -> String {
  let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
  let (whole, part) = (tenths / 10, abs(tenths % 10))
  if part == 0 { return String(whole) }
  return "\(tenths < 0 && whole == 0 ? "-" : "")\(whole).\(part)"
}

extension FixedPoint {
  /// Only for drawing.
  var approximate: Double { Double(units) / Double(FixedPoint.powersOfTen[places]) }
}
