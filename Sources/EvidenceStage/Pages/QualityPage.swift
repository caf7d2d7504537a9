import Artefacts
import Declarations
import Findings
import Statistics

/// What each extract contained, what was refused, and which rules could not be run.
func qualityPage(_ pack: PackContents) -> Page {
  Page(slug: "quality", title: "Quality of the extracts") { place in
    let notRun = pack.context.quality.flatMap { dataset in
      dataset.notRun.map { "<li>\($0.rule.rawValue): \($0.reason)</li>" as HTMLText }
    }
    let notRunList: HTMLText =
      notRun.isEmpty
      ? ""
      : "\(place.heading(2, "Rules that could not be run"))\(folded("\(notRun.count) rules", "<ul>\(notRun.joined(separator: "\n"))</ul>\n"))"
    let body =
      pack.context.quality.isKeptIn
      ? keptInQualityBody(pack, place)
      : """
      <p>A refused record is in no figure of this pack. Where each fault is, \
      by file and line, is in findings.csv.</p>
      \(recordsTable(pack))\(impactTable(pack, place, first: nil))\(checksTable(pack, place))\
      \(qualityByTeam(pack, place))\(qualityTrend(pack, place))
      """
    return "\(place.heading(1, "Quality of the extracts"))\(body)\(notRunList)"
  }
}

private func recordsTable(_ pack: PackContents) -> HTMLText {
  let rows = pack.context.quality.compactMap { dataset in
    dataset.counts.map { counts -> HTMLText in
      """
      <tr><th scope="row">\(dataset.title)</th><td class="n">\(counts.records.tidy)</td>\
      <td class="n">\(counts.accepted.tidy)</td><td class="n">\(counts.refused.tidy)</td></tr>
      """
    }
  }
  guard !rows.isEmpty else { return "<p>No extract was read.</p>" }
  return htmlTable(
    "Records read, accepted and refused",
    heads: [
      head("Extract"), head("Records", isNumber: true), head("Accepted", isNumber: true),
      head("Refused", isNumber: true),
    ], rows: rows)
}

private func checksTable(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  func before(_ check: DatasetQuality.CheckCount, of dataset: DatasetQuality) -> String {
    let line = pack.context.qualityDetail.lines.first {
      $0.dataset == dataset.dataset && $0.team == nil && $0.check.code == check.code
        && $0.check.message == check.message
    }
    return line.map { $0.before.isEmpty ? "[z]" : $0.before } ?? "[z]"
  }
  let tables = pack.context.quality.compactMap { dataset -> HTMLText? in
    let checks = dataset.counts?.checks ?? []
    guard !checks.isEmpty else { return nil }
    let rows = checks.map { check -> HTMLText in
      """
      <tr><th scope="row">\(check.code.rawValue)</th><td>\(check.field)</td>\
      <td>\(check.message)</td><td>\(effect(check.effect))</td><td class="n">\(check.count.tidy)</td>\
      <td class="n">\(before(check, of: dataset))</td><td>\(check.hint)</td></tr>
      """
    }
    let table = htmlTable(
      "\(dataset.title): what was found, by check",
      heads: [
        head("Code"), head("Field"), head("What is wrong"), head("Effect"), head("Records", isNumber: true),
        head("Run before", isNumber: true), head("What to do"),
      ], rows: rows)
    let words = checks.count == 1 ? "1 check found something" : "\(checks.count) checks found something"
    return folded("\(dataset.title): \(words)", table)
  }
  guard !tables.isEmpty else { return "<p>No check found anything wrong.</p>" }
  return "\(place.heading(2, "What was found, by extract", id: "checks"))\(tables.joined())"
}

/// Contents behind a summary, for what few readers need.
func folded(_ summary: String, _ contents: HTMLText) -> HTMLText {
  "<details><summary>\(summary)</summary>\(contents)</details>\n"
}

private func effect(_ effect: Effect) -> String {
  switch effect {
  case .refusesRecord: "record not counted"
  case .refusesFile: "file not read"
  case .stops: "run stopped"
  case .reports: "still counted"
  }
}

/// The quality in a published pack: the share of each extract that was refused. Exact counts are withheld.
private func keptInQualityBody(_ pack: PackContents, _ place: PagePlace) -> HTMLText {
  let rows = pack.context.quality.map { dataset -> HTMLText in
    """
    <tr><th scope="row">\(dataset.title)</th><td>\(dataset.refusedShare?.text ?? "[c]")</td></tr>
    """
  }
  return """
    <p>A refused record is in no figure of this pack.</p>
    \(htmlTable("The share of records refused", heads: [head("Extract"), head("Records refused")], rows: rows))\
    <p>\(keptInQuality)</p>
    \(impactTable(pack, place, first: nil))
    """
}

/// Why a pack for everybody has no counts of records read, refused or failing a check, and where its owner finds them.
let keptInQuality = """
  How many records were read, how many were refused and how many failed each check is withheld: beside the figures of \
  this pack, such counts could tell how small a hidden number is. Those who may see the cases have the exact quality in \
  restricted/quality.csv, the findings by line in restricted/findings.csv, and the records of each extract in \
  restricted/manifest.json of the run.
  """
