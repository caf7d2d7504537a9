import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// Each check by team: a table for every extract that has teams.
func qualityByTeam(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let detail = pack.context.qualityDetail
  guard !detail.keepsTeamsIn else {
    return """
      \(place.heading(2, "By team", id: "by-team"))<p>Counts by team are small, and this policy hides or rounds small counts: \
      they are in restricted/quality.csv of the run.</p>

      """
  }
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
    return htmlTable(
      "\(dataset.title): records that fail each check, by team",
      heads: [head("Check"), head("What is wrong")] + teams.map { head($0.team, isNumber: true) }, rows: rows)
  }
  guard !tables.isEmpty else { return "" }
  return "\(place.heading(2, "By team", id: "by-team"))\(tables.joined())"
}

/// What the runs before this one found, and this one: a table for every extract; nothing where this is the first.
func qualityTrend(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let trend = pack.context.qualityDetail.trend
  let tables = pack.context.quality.compactMap { dataset -> HTMLText? in
    let points = trend.filter { $0.dataset == dataset.dataset }
    guard points.count > 1 else { return nil }
    let rows = points.map { point -> HTMLText in
      """
      <tr><th scope="row">\(words(point.asOf))</th><td class="n">\(point.records.text)</td>\
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

/// How far each headline could move if what was found were resolved one way or the other.
func impactTable(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let impact = pack.context.impact
  let heading = place.heading(2, "What it could do to the figures", id: "impact")
  guard !impact.isWithheld else { return "\(heading)<p>\(withheldRanges)</p>\n" }
  let ranges = impact.byKey
  let rows = pack.shown.compactMap { measure -> HTMLText? in
    let id = measure.measure.value
    guard let row = pack.headline(id), let range = ranges[row.key] else { return nil }
    return """
      <tr><th scope="row">\(place.link(HTMLText(pack.name(measure)), to: cardPage(id)))</th><td>\(row.key.period.label)</td>\
      <td class="n"><strong>\(row.value.text)</strong></td><td class="n">\(range.lowest.figure.text)</td>\
      <td class="n">\(range.highest.figure.text)</td><td class="n">\(range.records.text)</td>\
      <td>\(Wording.unit(measure.unit))</td><td>\(range.note)</td></tr>
      """
  }
  guard !rows.isEmpty else { return "" }
  return """
    \(heading)<p>The lowest and the highest that each figure could be if every record behind a finding were resolved one way \
    or the other: mended, left out, or found right. Figures that no finding touches are not listed. impact.csv has the same \
    for each check and every period shown.</p>
    \(htmlTable(
      "Headline figures that findings could move",
      heads: [
        head("Measure"), head("Period"), head("Value", isNumber: true), head("Lowest", isNumber: true),
        head("Highest", isNumber: true), head("Records in doubt", isNumber: true), head("Unit"), head("Why no end"),
      ], rows: rows))
    """
}

/// Why there are no ranges in evidence for a wider audience.
let withheldRanges = """
  How far findings could move the figures is withheld: a range tells exactly how many records lie between its ends, which \
  this disclosure policy hides or rounds. The exact ranges are in restricted/impact.csv of the run.
  """
