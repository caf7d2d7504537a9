import Artefacts
import Declarations
import Periods
import Statistics

/// A measure by month: with process limits, or as a run chart with its median where months share cases.
///
/// Months that signal have a mark: a triangle for better, a house for worse, both in a colour and pointing the way the
/// values went; a diamond where there is no polarity. Other months are dots. No line crosses a month without a value or a
/// change of definition, and each phase has its own limits.
func processChart(
  _ series: ProcessSeries, _ measure: Measure, _ pack: PackContents, _ place: PagePlace,
  id: String = "process"
) -> HTMLText {
  let values = series.points.compactMap(\.value.number).map(\.approximate)
  let limits = series.phases.compactMap(\.limits)
  let medians = series.phases.compactMap(\.run?.median)
  let bounds = Possible(values, measure)
  let target = series.target?.approximate
  let country = countryShare(measure, pack)
  let drawn =
    values + medians + (country.map { [$0.value.approximate] } ?? [])
    + limits.flatMap { [bounds.held($0.lower), bounds.held($0.upper)] }
    + (target.map { [$0] } ?? [])
  guard values.count >= fewestPoints, let scale = ValueScale(drawn, places: measure.decimals) else {
    return ""
  }
  let count = series.points.count
  var shapes =
    scale.axis
    + scale.ends(
      series.points.first?.period.end.shortMonth ?? "", series.points.last?.period.end.shortMonth ?? "")
  var legend = Legend()
  legend.add(.line("oursline"), "\(pack.context.areaName), \(count) months")
  shapes += phases(series, scale, bounds)
  if let target {
    shapes +=
      "<path class=\"line dash2\" d=\"M\(pixels(ValueScale.left)) \(pixels(scale.y(target)))H\(pixels(chartWidth))\"/>"
  }
  if let country {
    shapes +=
      "<path class=\"line dash1\" d=\"M\(pixels(ValueScale.left)) \(pixels(scale.y(country.value.approximate)))H\(pixels(chartWidth))\"/>"
  }
  shapes += points(series, scale)
  for words in limitWords(series, measure, bounds) { legend.add(words.mark, words.text) }
  if let target = series.target {
    let assured = series.assurance.map { ": \(Wording.assurance($0))" } ?? ""
    legend.add(.line("dash2"), "target \(target.grouped)\(assured)")
  }
  if let country { legend.add(.line("dash1"), country.words) }
  for variation in ProcessVariation.allCases where variation != .common {
    let signals = series.points.count { $0.signal != nil && $0.variation == variation }
    let words = Wording.variation(variation)
    if signals > 0 { legend.add(.signal(variation), "\(words): \(signals) of \(count) months") }
  }
  for (letter, phase) in restarts(series) {
    shapes += scale.breakLine(before: phase.readings.lowerBound, of: count, letter)
    legend.add(.letter(letter), breakWords(phase, series))
  }
  let top = scale.base + 28
  shapes += legend.drawn(from: top)
  return figure(
    message(series, measure), description: described(series, measure, bounds) + scale.cutWords,
    height: top + legend.height + 6, shapes: shapes, id: id, table: numbers(series, measure), place)
}

/// A line through fewer says nothing.
let fewestPoints = 5

/// `Assessments waiting: 48 in October 2026, up from 34 a year before; above its usual range`: what the chart shows.
private func message(_ series: ProcessSeries, _ measure: Measure) -> String {
  guard let last = series.points.last(where: { $0.value.number != nil }), let now = last.value.number else {
    return "\(measure.title), month by month"
  }
  let before = series.points.first {
    $0.period.end.adding(months: 12).startOfMonth == last.period.end.startOfMonth
  }?.value
  var words = "\(measure.title): \(Wording.value(last.value, measure)) in \(last.period.end.monthWords)"
  if let before, let then = before.number {
    let way = then.isLess(than: now) ? "up from" : now.isLess(than: then) ? "down from" : "the same as"
    words += ", \(way) \(Wording.value(before, measure)) a year before"
  }
  return words + (Wording.unusual(last).map { "; \($0)" } ?? "")
}

/// England's share, which a month's can be set beside. A rate or a number of a year is no month's.
private func countryShare(_ measure: Measure, _ pack: PackContents) -> (value: FixedPoint, words: String)? {
  guard measure.unit == .percent, let row = pack.headline(measure.measure.value),
    let country = row.comparisons.first(where: { $0.against.isCountry }), let value = country.value.number
  else { return nil }
  return (value, "\(country.against.name) in \(Wording.year(country.period)): \(country.value.text)%")
}

/// The possible values: never below 0, and no share above 100. A limit beyond them is stated but not drawn.
private struct Possible {
  private let range: ClosedRange<Double>

  init(_ values: [Double], _ measure: Measure) {
    let isShare = measure.unit == .percent && (values.max() ?? 0) <= 100
    range = ((values.min() ?? 0) >= 0 ? 0 : -.infinity)...(isShare ? 100 : .infinity)
  }

  func contains(_ value: Double) -> Bool { range.contains(value) }
  func held(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
}

/// Each phase's mean and limits over its own months.
private func phases(_ series: ProcessSeries, _ scale: ValueScale, _ bounds: Possible) -> HTMLText {
  let count = series.points.count
  return series.phases.map { phase -> HTMLText in
    guard let last = phase.readings.last else { return "" }
    let span = "M\(pixels(scale.x(phase.readings.lowerBound, of: count)))"
    let end = "H\(pixels(scale.x(last, of: count)))"
    func line(_ value: Double, _ style: String) -> HTMLText {
      "<path class=\"line \(style)\" d=\"\(span) \(pixels(scale.y(value)))\(end)\"/>"
    }
    if let run = phase.run { return line(run.median, "thin") }
    guard let limits = phase.limits else { return "" }
    let ends = [limits.lower, limits.upper].filter(bounds.contains).map { line($0, "dash0") }.joined()
    return line(limits.mean, "thin") + ends
  }.joined()
}

private func points(_ series: ProcessSeries, _ scale: ValueScale) -> HTMLText {
  var path = ""
  var marks: HTMLText = ""
  // A line of no length with round ends is a dot, and all of them are one path.
  var dots = ""
  var isDrawing = false
  let redefined = Set(
    series.phases.compactMap { $0.restart?.kind == .definition ? $0.readings.lowerBound : nil })
  let last = series.points.lastIndex { $0.value.number != nil }
  for (index, point) in series.points.enumerated() {
    guard let value = point.value.number?.approximate else {
      isDrawing = false
      continue
    }
    if index == last {
      let above = scale.y(value) > scale.top + 20 ? -10.0 : 18
      marks += """
        <text class="end name" x="\(pixels(scale.x(index, of: series.points.count) + 4))" y="\(pixels(scale.y(value) + above))">\(point.value.text)</text>
        """
    }
    if redefined.contains(index) { isDrawing = false }
    let (x, y) = (scale.x(index, of: series.points.count), scale.y(value))
    path += "\(isDrawing ? "L" : "M")\(pixels(x)) \(pixels(y))"
    isDrawing = true
    guard let signal = point.signal else {
      dots += "M\(pixels(x)) \(pixels(y))h0"
      continue
    }
    marks += signalMark(point.variation, isUp: signal.side == .high, x, y)
  }
  return "<path class=\"line oursline\" d=\"\(path)\"/><path class=\"dots big\" d=\"\(dots)\"/>" + marks
}

/// The last phase's mean and limits in words. Earlier ones are in the table.
private func limitWords(_ series: ProcessSeries, _ measure: Measure, _ bounds: Possible) -> [(
  mark: Legend.Mark, text: String
)] {
  let trialOf = { (phase: ProcessChart.Phase) in
    phase.isProvisional ? ", provisional: \(phase.values) months" : ""
  }
  if let phase = series.phases.last(where: { $0.run != nil }), let run = phase.run {
    return [
      (
        .line("thin"),
        "median \(limit(run.median, measure)); months share cases, so that there are no limits"
      ),
      (
        .none, "a month is marked that moved by more than \(limit(run.largestStep, measure))\(trialOf(phase))"
      ),
    ]
  }
  guard let phase = series.phases.last(where: { $0.limits != nil }), let limits = phase.limits else {
    return []
  }
  let ends: String
  switch (bounds.contains(limits.lower), bounds.contains(limits.upper)) {
  case (true, true): ends = "\(limit(limits.lower, measure)) to \(limit(limits.upper, measure))"
  case (false, true): ends = "up to \(limit(limits.upper, measure)); the lower one is below 0"
  case (true, false): ends = "from \(limit(limits.lower, measure)); the upper one is above 100"
  case (false, false): ends = "wider than 0 to 100"
  }
  return [
    (.line("thin"), "mean \(limit(limits.mean, measure))"),
    (.line("dash0"), "process limits \(ends)\(trialOf(phase))"),
  ]
}

/// To one more place than the measure, because a mean of whole numbers is seldom whole.
private func limit(_ value: Double, _ measure: Measure) -> String {
  text(value, places: min(9, measure.decimals + 1))
}

private func restarts(_ series: ProcessSeries) -> [(String, ProcessChart.Phase)] {
  let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]
  return Array(zip(letters, series.phases.filter { $0.restart != nil }))
}

private func breakWords(_ phase: ProcessChart.Phase, _ series: ProcessSeries) -> String {
  let kind = phase.restart?.kind == .definition ? "new definition" : "new level"
  return "\(series.points[phase.readings.lowerBound].period.words), \(kind): \(phase.restart?.reason ?? "")"
}

private func described(_ series: ProcessSeries, _ measure: Measure, _ bounds: Possible) -> String {
  var out = "\(series.points.count) months"
  if let first = series.points.first(where: { $0.value.number != nil }),
    let last = series.points.last(where: { $0.value.number != nil })
  {
    out += ", from \(first.value.text) in \(first.period.words) to \(last.value.text) in \(last.period.words)"
  }
  for words in limitWords(series, measure, bounds) { out += "; \(words.text)" }
  if let target = series.target {
    out += "; target \(target.grouped)\(series.assurance.map { ", \(Wording.assurance($0))" } ?? "")"
  }
  let signals = series.points.filter { $0.signal != nil }
  out += "; \(signals.count) signal more than ordinary variation"
  if let last = signals.last { out += ", the last in \(last.period.words), \(Wording.signal(last))" }
  for (_, phase) in restarts(series) { out += "; \(breakWords(phase, series))" }
  return out + "."
}

private func limitRows(_ phase: ProcessChart.Phase) -> [(String, Double)] {
  if let run = phase.run { return [("Median", run.median), ("Largest ordinary step", run.largestStep)] }
  guard let limits = phase.limits else { return [] }
  return [
    ("Mean", limits.mean), ("Lower process limit", limits.lower), ("Upper process limit", limits.upper),
  ]
}

/// A row for each month, then the limits of each phase.
private func numbers(_ series: ProcessSeries, _ measure: Measure) -> HTMLText {
  var rows = series.points.map { point -> HTMLText in
    """
    <tr><th scope="row">\(point.period.words)</th><td class="n">\(point.value.text)</td><td>\(Wording.signal(point))</td></tr>
    """
  }
  for phase in series.phases {
    guard let end = phase.readings.last else { continue }
    let span =
      "\(series.points[phase.readings.lowerBound].period.words) to \(series.points[end].period.words)"
    let start = phase.restart == nil ? "none" : breakWords(phase, series)
    for (place, (name, value)) in limitRows(phase).enumerated() {
      rows.append(
        "<tr><th scope=\"row\">\(name), \(span)</th><td class=\"n\">\(limit(value, measure))</td><td>\(place == 0 ? start : "none")</td></tr>"
      )
    }
  }
  return htmlTable(
    "\(measure.title), month by month: the numbers",
    heads: [
      head("Month"), head("Value (\(Wording.unit(measure.unit)))", isNumber: true),
      head("Variation or break"),
    ], rows: rows)
}
