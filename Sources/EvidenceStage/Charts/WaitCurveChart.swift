import Artefacts
import Declarations
import Periods
import Statistics

/// The share of all waits that continue, by days waited: from all of them down, with a step where waits ended.
///
/// Empty where the policy leaves fewer than two steps.
func waitCurveChart(_ list: WaitingList, _ place: PagePlace) -> HTMLText {
  let points = list.curve.compactMap { point in point.share.number.map { (days: point.days, share: $0) } }
  guard points.count > 1, let last = points.last, let scale = ValueScale([0, 100], places: 0) else {
    return ""
  }
  func x(_ days: Int) -> Double {
    ValueScale.left + (chartWidth - ValueScale.left - 8) * Double(days) / Double(last.days)
  }
  var path = "M\(pixels(x(0))) \(pixels(scale.y(100)))"
  for point in points { path += "H\(pixels(x(point.days)))V\(pixels(scale.y(point.share.approximate)))" }
  var shapes = scale.axis + scale.ends("0 days", "\(last.days) days")
  var legend = Legend()
  legend.add(.line("oursline"), "per cent of waits that last longer")
  if let median = list.median.number, median.units <= last.days {
    let (half, foot) = (pixels(scale.y(50)), pixels(scale.base))
    shapes +=
      "<path class=\"line dash0\" d=\"M\(pixels(ValueScale.left)) \(half)H\(pixels(x(median.units)))V\(foot)\"/>"
    legend.add(.line("dash0"), "half end within \(list.median.text) days; 95% interval \(interval(list))")
  }
  shapes += "<path class=\"line oursline\" d=\"\(path)\"/>"
  let top = scale.base + 28
  shapes += legend.drawn(from: top)
  let rows = points.map {
    "<tr><th scope=\"row\">Over \($0.days) days</th><td class=\"n\">\($0.share.description)</td></tr>"
      as HTMLText
  }
  // A quarter, half and three quarters of the way describe the shape.
  let told = [1, 2, 3].map { points[min(points.count - 1, points.count * $0 / 4)] }
    .map { "\($0.share.description)% last over \($0.days) days" }
  return figure(
    "\(list.title): how long people wait, those still waiting included, \(list.period.words)",
    description:
      "From 100% at the start, \(told.joined(separator: "; ")); \(last.share.description)% over \(last.days) days.",
    height: top + legend.height + 6, shapes: shapes, id: "curve-\(list.list)",
    table: htmlTable(
      "\(list.title): per cent of waits that last longer, Kaplan–Meier",
      heads: [head("Days waited"), head("Per cent still waiting", isNumber: true)], rows: rows), place)
}
