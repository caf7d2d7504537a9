import Statistics

/// One step of a waterfall: a level from zero, or a change of the level before it.
struct WaterfallStep {
  enum Kind { case level, added, removed }

  var label: String
  /// As printed. No value where it is a shorthand.
  var text: String
  var value: FixedPoint?
  var kind: Kind
  /// What a level leaves out of the one before, as printed; nil where it is not shown.
  var excluded: String?

  init(_ label: String, _ figure: Figure, kind: Kind, excluded: Figure? = nil) {
    self.label = label
    text = figure.text
    value = figure.number
    self.kind = kind
    self.excluded = excluded?.text
  }
}

/// Steps down the page: a level is filled from the left; what is left out or added is outlined beside it.
///
/// A step whose number is hidden has its shorthand and no bar.
func waterfallChart(
  _ title: String, steps: [WaterfallStep], id: String, columns: (String, String), _ place: PagePlace
) -> HTMLText {
  let greatest = highest(steps)
  let room = chartWidth - 70
  var shapes: HTMLText = ""
  var level = 0.0
  for (index, step) in steps.enumerated() {
    let top = Double(index) * 36
    let left = step.excluded.map { ": \($0) left out" } ?? ""
    shapes += "<text x=\"0\" y=\"\(pixels(top + 13))\">\(step.label)\(left)</text>"
    let value = step.value.map { greatest > 0 ? max(0, $0.approximate) / greatest * room : 0 }
    func bar(_ style: String, from start: Double, to end: Double) -> HTMLText {
      """
      <rect class="\(style)" x="\(pixels(start + 0.5))" y="\(pixels(top + 17.5))" \
      width="\(pixels(max(0, end - start)))" height="13"/>
      """
    }
    var end = 0.0
    switch (step.kind, value) {
    case (_, nil): break
    case (.level, let width?):
      shapes += bar("ours", from: 0, to: width)
      end = width
      // What this level leaves out of the one before.
      if level > width, step.excluded != nil || index > 0 {
        shapes += bar("gone", from: width, to: level)
        end = level
      }
      level = width
    case (.added, let width?):
      shapes += bar("other", from: level, to: min(room, level + width))
      level = min(room, level + width)
      end = level
    case (.removed, let width?):
      shapes += bar("gone", from: max(0, level - width), to: level)
      end = level
      level = max(0, level - width)
    }
    shapes += "<text x=\"\(pixels(end + 6))\" y=\"\(pixels(top + 29))\">\(said(step))</text>"
  }
  let told = steps.contains { $0.excluded != nil }
  let rows = steps.map { step -> HTMLText in
    let left: HTMLText = told ? "<td class=\"n\">\(step.excluded ?? "[z]")</td>" : ""
    return "<tr><th scope=\"row\">\(step.label)</th>\(left)<td class=\"n\">\(said(step))</td></tr>"
  }
  let described = steps.map { step in
    "\(step.label): \(said(step))\(step.excluded.map { ", \($0) left out" } ?? "")"
  }.joined(separator: "; ")
  return figure(
    title, description: described, height: Double(steps.count) * 36, shapes: shapes, id: id,
    table: htmlTable(
      "\(title): the numbers",
      heads: [head(columns.0)] + (told ? [head("Left out", isNumber: true)] : [])
        + [head(columns.1, isNumber: true)], rows: rows), place)
}

/// The furthest right of any step. Additions extend beyond a level.
func highest(_ steps: [WaterfallStep]) -> Double {
  var level = 0.0
  var greatest = 0.0
  for step in steps {
    guard let value = step.value?.approximate else { continue }
    switch step.kind {
    case .level: level = value
    case .added: level += value
    case .removed: level -= value
    }
    greatest = max(greatest, level)
  }
  return greatest
}

/// `+12` for an addition, `-8` for a loss, the plain number for a level.
private func said(_ step: WaterfallStep) -> String {
  guard step.value != nil else { return step.text }
  return switch step.kind {
  case .level: step.text
  case .added: "+\(step.text)"
  case .removed: "−\(step.text)"
  }
}
