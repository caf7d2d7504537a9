import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// Each check by team: a table for every extract with teams.
func qualityByTeam(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let detail = pack.context.qualityDetail
  let tables = pack.context.quality.compactMap { dataset -> HTMLText? in
    let teams = detail.teams.filter { $0.dataset == dataset.dataset }
    let lines = detail.lines.filter { $0.dataset == dataset.dataset }
    guard teams.count > 1 else { return nil }
    func row(_ title: String, _ message: String, _ cells: [String]) -> HTMLText {
      let numbers = cells.map { "<td class=\"n\">\($0)</td>" as HTMLText }.joined()
      return "<tr><th scope=\"row\">\(title)</th><td>\(message)</td>\(numbers)</tr>"
    }
    var rows = [
      row("Records", "Read from the extract", teams.map(\.records.text)),
      row("Refused", "In no figure of this pack", teams.map(\.refused.text)),
    ]
    for whole in lines where whole.team == nil {
      let cells = teams.map { team in
        lines.first { $0.team == team.team && $0.check == whole.check }?.found.text ?? "0"
      }
      rows.append(row(whole.check.code.rawValue, whole.check.message, cells))
    }
    return folded(
      dataset.title,
      htmlTable(
        "\(dataset.title): records that fail each check, by team",
        heads: [head("Check"), head("What is wrong")] + teams.map { head($0.team, isNumber: true) },
        rows: rows))
  }
  guard !tables.isEmpty else { return "" }
  return "\(place.heading(2, "By team", id: "by-team"))\(tables.joined())"
}

/// The findings of earlier runs and this one: a table for every extract; nothing in the first run.
func qualityTrend(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let trend = pack.context.qualityDetail.trend
  let tables = pack.context.quality.compactMap { dataset -> HTMLText? in
    let points = trend.filter { $0.dataset == dataset.dataset }
    guard points.count > 1 else { return nil }
    let rows = points.map { point -> HTMLText in
      """
      <tr><th scope="row">\(point.asOf.words)</th><td class="n">\(point.records.text)</td>\
      <td class="n">\(point.refused.text)</td><td class="n">\(point.share.text)</td>\
      <td class="n">\(point.findings.text)</td></tr>
      """
    }
    return htmlTable(
      "\(dataset.title), run by run",
      heads: [
        head("Run as of"), head("Records", isNumber: true), head("Refused", isNumber: true),
        head("Refused (%)", isNumber: true), head("Findings", isNumber: true),
      ], rows: rows)
  }
  guard !tables.isEmpty else { return "" }
  return "\(place.heading(2, "Run by run", id: "trend"))\(tables.joined())"
}

/// How far headlines could move if doubtful records were resolved: the widest ranges first, then those without a lowest
/// or highest value.
///
/// - Parameter count: how many to show; nil for all, with the reason for a missing end.
func impactTable(_ pack: PackContents, _ place: PagePlace, first count: Int?) -> HTMLText {
  let impact = pack.context.impact
  let heading = count == nil ? place.heading(2, "How it could change the figures", id: "impact") : ""
  guard !impact.isWithheld else { return count == nil ? "\(heading)<p>\(withheldRanges)</p>\n" : "" }
  let headlines = impact.ranges.filter { bounds in
    bounds.code == nil && bounds.key.category == nil && pack.headline(bounds.key.measure)?.key == bounds.key
  }
  let ranked = headlines.enumerated().compactMap { index, bounds -> (Double, Int, DisclosedBounds)? in
    guard let value = bounds.value.number?.approximate, let low = bounds.lowest.figure.number?.approximate,
      let high = bounds.highest.figure.number?.approximate, high > low
    else { return nil }
    return ((high - low) / max(abs(value), abs(high)), index, bounds)
  }.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.2)
  let open = headlines.filter { $0.lowest.whyNone != nil || $0.highest.whyNone != nil }
  let shown = count.map { Array(ranked.prefix($0)) } ?? ranked + open
  guard !shown.isEmpty else { return "" }
  let rows = shown.compactMap { bounds -> HTMLText? in
    guard let measure = pack.measure(bounds.key.measure), let row = pack.headline(bounds.key.measure) else {
      return nil
    }
    let note: HTMLText = count == nil ? "<td>\(bounds.note)</td>" : ""
    return """
      <tr><th scope="row">\(pack.name(measure)) <span class="unit">(\(Wording.unit(measure.unit)))</span></th>\
      <td class="n">\(figureLink(row, measure, place, unit: false))</td><td class="n">\(bounds.lowest.figure.text)</td>\
      <td class="n">\(bounds.highest.figure.text)</td><td class="n">\(bounds.records.text)</td>\(note)</tr>
      """
  }
  func table(_ caption: String, _ rows: some Sequence<HTMLText>) -> HTMLText {
    htmlTable(
      caption,
      heads: [
        head("Measure"), head("Value", isNumber: true), head("Could be as low as", isNumber: true),
        head("Could be as high as", isNumber: true), head("Records in doubt", isNumber: true),
      ] + (count == nil ? [head("Why an end is missing")] : []), rows: Array(rows))
  }
  let caption = "How far figures could move if the doubtful records were resolved"
  if let count {
    return heading
      + table(ranked.count > count ? "The \(count) figures that the findings could move most" : caption, rows)
  }
  let inSight = 12
  let rest = rows.dropFirst(inSight)
  let others = rest.isEmpty ? "" : folded("\(rest.count) more", table("\(caption): the others", rest))
  return heading + table(caption, rows.prefix(inSight)) + others
}

/// Why evidence for a wider audience has no ranges.
let withheldRanges = """
  How far findings could move the figures is withheld: a range tells exactly how many records lie between its ends, which \
  this disclosure policy hides or rounds. The exact ranges are in restricted/impact.csv of the run.
  """
