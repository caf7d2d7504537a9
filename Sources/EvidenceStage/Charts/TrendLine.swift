import Artefacts
import Declarations
import Periods
import Statistics

/// The last months as a small line with a dot at its end, for tiles and tables.
///
/// No line is drawn of fewer than five values, and none across a month without one. Its label says the ends and extremes.
func trendLine(_ series: ProcessSeries, _ measure: Measure) -> HTMLText {
  let values = series.points.compactMap(\.value.number)
  guard values.count >= 5, let first = series.points.first(where: { $0.value.number != nil }),
    let last = series.points.last(where: { $0.value.number != nil }), let low = values.min(by: isLess),
    let high = values.max(by: isLess)
  else { return "" }
  let (width, height, edge) = (120.0, 28.0, 3.0)
  let span = high.approximate - low.approximate
  func point(_ index: Int, _ value: FixedPoint) -> (Double, Double) {
    let x = edge + (width - 2 * edge) * Double(index) / Double(max(1, series.points.count - 1))
    let part = span > 0 ? (value.approximate - low.approximate) / span : 0.5
    return (x, height - edge - (height - 2 * edge) * part)
  }
  var path = ""
  var isDrawing = false
  var end: (Double, Double)?
  for (index, month) in series.points.enumerated() {
    guard let value = month.value.number else {
      isDrawing = false
      continue
    }
    let place = point(index, value)
    path += "\(isDrawing ? "L" : "M")\(pixels(place.0)) \(pixels(place.1))"
    isDrawing = true
    end = place
  }
  func said(_ point: ProcessSeries.Point) -> String {
    "\(Wording.value(point.value, measure)) \(point.period.phrase)"
  }
  let words =
    "\(series.points.count) months, from \(said(first)) to \(said(last)); lowest \(low.grouped), highest \(high.grouped)"
  let dot = end.map {
    "<circle class=\"ours\" cx=\"\(pixels($0.0))\" cy=\"\(pixels($0.1))\" r=\"3\"/>" as HTMLText
  }
  return """
    <svg class="spark" role="img" aria-label="\(words)" viewBox="0 0 \(pixels(width)) \(pixels(height))">\
    <path class="line oursline" d="\(path)"/>\(dot ?? "")</svg>
    """
}

private func isLess(_ a: FixedPoint, _ b: FixedPoint) -> Bool { a.isLess(than: b) }
