import Artefacts
import Declarations
import Periods
import Statistics

/// How many councils are in each of a dozen equal ranges, and in which of them ours, the region and England are.
func distributionChart(
  _ spread: PublishedDistribution, _ measure: Measure, _ pack: PackContents, _ place: PagePlace
) -> HTMLText {
  let values = spread.councils.compactMap(\.value.number)
  var marks: [(label: String, value: FixedPoint, isOurs: Bool)] = []
  if let row = pack.headline(measure.measure.value) {
    if let ours = row.value.number {
      marks.append(("\(pack.context.areaName), \(row.key.period.words)", ours, true))
    }
    for comparison in row.comparisons {
      guard comparison.isWithArea, let value = comparison.value.number else { continue }
      marks.append(
        ("\(comparison.against.name), \(Wording.period(comparison, of: row.key.period))", value, false))
    }
  }
  guard values.count >= 10, let low = (values + marks.map(\.value)).map(\.approximate).min(),
    let high = (values + marks.map(\.value)).map(\.approximate).max(), high > low
  else { return "" }
  let bins = 12
  func bin(_ value: FixedPoint) -> Int {
    min(bins - 1, Int((value.approximate - low) / (high - low) * Double(bins)))
  }
  var counts = [Int](repeating: 0, count: bins)
  for value in values { counts[bin(value)] += 1 }
  let (base, step) = (170.0, chartWidth / Double(bins))
  let height = base + 40 + Double(marks.count) * 18
  let tallest = Double(counts.max() ?? 1)
  var shapes: HTMLText = ""
  var numbers: HTMLText = ""
  for (index, count) in counts.enumerated() where count > 0 {
    let tall = Double(count) / tallest * 140
    shapes += """
      <rect class="other" x="\(pixels(Double(index) * step + 1))" y="\(pixels(base - tall))" width="\(pixels(step - 2))" height="\(pixels(tall))"/>
      """
    numbers +=
      "<text class=\"mid\" x=\"\(pixels((Double(index) + 0.5) * step))\" y=\"\(pixels(base - tall - 4))\">\(count)</text>"
  }
  shapes += "<path class=\"axis\" d=\"M0 \(pixels(base))H\(pixels(chartWidth))\"/>"
  func edge(_ index: Int) -> String {
    text(low + (high - low) / Double(bins) * Double(index), places: measure.decimals)
  }
  shapes +=
    "<text x=\"0\" y=\"\(pixels(base + 16))\">\(edge(0))</text><text class=\"end\" x=\"\(pixels(chartWidth))\" y=\"\(pixels(base + 16))\">\(edge(bins))</text>"
  for (index, mark) in marks.enumerated() {
    let x = (mark.value.approximate - low) / (high - low) * chartWidth
    let y = base + 34 + Double(index) * 18
    let isRight = x > chartWidth / 2
    shapes += """
      <path class="mark\(mark.isOurs ? " oursline" : "")" d="M\(pixels(x)) 14V\(pixels(y - 4))"/>\
      <text\(anchor(isRight)) x="\(pixels(isRight ? x - 4 : x + 4))" y="\(pixels(y))">\(mark.label): \(mark.value.grouped)</text>
      """
  }
  shapes += numbers
  let rows = (0..<bins).map { index -> HTMLText in
    let inside = marks.filter { bin($0.value) == index }.map(\.label)
    return """
      <tr><th scope="row">\(edge(index)) to \(edge(index + 1))</th><td class="n">\(counts[index])</td>\
      <td>\(inside.isEmpty ? "none" : inside.joined(separator: "; "))</td></tr>
      """
  }
  let said = marks.map { "\($0.label): \($0.value.grouped)" }.joined(separator: "; ")
  let missing = spread.missing == 0 ? "" : " \(spread.missing) published no value."
  return figure(
    "\(measure.title): \(values.count) councils in \(spread.year).\(missing)",
    description: "Councils from \(edge(0)) to \(edge(bins)), counted in \(bins) equal ranges. \(said).",
    height: height,
    shapes: shapes, id: "spread",
    table: htmlTable(
      "\(measure.title): councils by range, \(spread.year)",
      heads: [
        head("Range (\(Wording.unit(measure.unit)))"), head("Councils", isNumber: true), head("Marked in it"),
      ], rows: rows), place)
}

/// A number of a chart, to the measure's places; a dash where it does not fit.
func text(_ value: Double, places: Int) -> String {
  FixedPoint(nearest: value, places: places)?.grouped ?? "–"
}
