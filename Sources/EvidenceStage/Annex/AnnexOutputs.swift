import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

private func heads(_ annex: Annex, _ pack: PackContents) -> [String] {
  let (older, newer) = annex.years
  let (ours, england) = (pack.context.areaName, annex.england.name)
  return [
    "\(england) \(older)", "\(ours) \(older)", "Compared to \(england) \(older)", "\(ours) \(newer)",
    "Change in year",
    "Compared to \(england) \(newer)",
  ]
}

/// The six figures of a row, as printed.
private func cells(_ row: Annex.Row, _ annex: Annex) -> [String] {
  [
    row.england(annex)?.value.text ?? "[z]", row.older?.value.text ?? "[z]",
    annexDifference(row.older?.comparison(with: annex.england.id), of: row.older),
    row.newer?.value.text ?? "[z]",
    annexDifference(row.change, of: row.newer),
    annexDifference(row.newer?.comparison(with: annex.england.id), of: row.newer),
  ]
}

func annexPage(_ annex: Annex, _ pack: PackContents) -> Page {
  Page(slug: "ascof-annex", title: "ASCOF comparison annex") { place in
    let (older, newer) = annex.years
    let groups: HTMLText = """
      <tr><th scope="colgroup" colspan="2"><span class="hide">Measure</span></th>\
      <th scope="colgroup" colspan="3">\(older)</th><th scope="colgroup" colspan="3">\(newer)</th></tr>
      """
    var objective = ""
    let rows = annex.rows.map { row -> HTMLText in
      let texts = cells(row, annex)
      let shown = row.objective == objective ? "" : Annex.words(row.objective)
      objective = row.objective
      func ours(_ reading: DisclosedReading?) -> HTMLText {
        reading.map { figureLink($0, row.measure, place, unit: false) } ?? "[z]"
      }
      func verdict(_ comparison: DisclosedComparison?) -> HTMLText {
        judgementText(comparison, row.measure)
      }
      let england = row.england(annex)
      return """
        <tr><td>\(shown)</td><th scope="row">\(row.code) \(row.measure.title) <span class="unit">(\(Wording.unit(row.measure.unit)))</span></th>\
        <td class="n">\(texts[0])<br><span class="unit">\(england?.period ?? "")</span></td><td class="n">\(ours(row.older))</td>\
        <td class="n">\(texts[2])\(verdict(row.older?.comparison(with: annex.england.id)))</td><td class="n">\(ours(row.newer))</td>\
        <td class="n">\(texts[4])\(verdict(row.change))</td>\
        <td class="n">\(texts[5])\(verdict(row.newer?.comparison(with: annex.england.id)))<br>\
        <span class="unit">\(row.newer?.comparison(with: annex.england.id)?.period ?? "")</span></td></tr>
        """
    }
    let left = annex.leftOut.map { "<li>\(pack.name($0))</li>" as HTMLText }
    let leftOut: HTMLText =
      left.isEmpty
      ? ""
      : "\(place.heading(2, "Left out"))<p>No figure of ours in either year:</p>\n<ul>\(left.joined())</ul>\n"
    return """
      \(place.heading(1, "ASCOF comparison annex"))<p class="lead">\(annex.summary).</p>
      <p>Compared columns are differences of the values as printed; rates per 100,000 are compared in per cent. \
      \(newer) is held against the latest that was published of \(annex.england.name), whose year stands under it.</p>
      \(htmlTable("ASCOF comparison annex, \(pack.context.areaName)", heads: [head("Objective"), head("Measure")] + heads(annex, pack).map { head($0, isNumber: true) }, rows: rows, groups: groups))\
      \(leftOut)
      """
  }
}

/// The annex for a terminal.
func annexText(_ annex: Annex, _ pack: PackContents) -> String {
  let header = ["Code", "Measure"] + heads(annex, pack)
  let rows = annex.rows.map { row in
    [row.code, String(row.measure.title.prefix(48))] + cells(row, annex)
  }
  var out = "\(pack.context.title): \(pack.context.areaName), as of \(pack.results.asOf)\n"
  out += columns([header] + rows)
  out += "  \(annex.summary)\n"
  if !annex.leftOut.isEmpty {
    out +=
      "  Left out, no figure of ours: \(annex.leftOut.map { pack.code($0.measure.value) ?? $0.measure.value }.joined(separator: ", "))\n"
  }
  return out
}

/// The annex as a table for programs; missing values are bare symbols.
func annexCSV(_ annex: Annex, _ pack: PackContents) -> [UInt8] {
  var csv = CSVWriter(neutralisesFormulas: true)
  csv.row([
    "code", "measure", "title", "client_group", "objective", "polarity", "change", "comparator",
    "comparator_period",
    "comparator_value", "older_year", "older_value", "older_compared", "older_verdict", "newer_year",
    "newer_value",
    "change_in_year", "change_verdict", "newer_comparator_period", "newer_compared", "newer_verdict",
  ])
  for row in annex.rows {
    let before = row.older?.comparison(with: annex.england.id)
    let now = row.newer?.comparison(with: annex.england.id)
    csv.row([
      row.code, row.measure.measure.value, row.measure.title, row.clientGroup, row.objective,
      row.measure.polarity.rawValue, row.measure.change.rawValue, annex.england.name,
      row.england(annex)?.period ?? "", row.england(annex)?.value.tidy ?? "z", annex.years.older,
      row.older?.value.tidy ?? "z", before?.difference.tidy ?? "z", before?.verdict?.rawValue ?? "",
      annex.years.newer, row.newer?.value.tidy ?? "z", row.change?.difference.tidy ?? "z",
      row.change?.verdict?.rawValue ?? "", now?.period ?? "", now?.difference.tidy ?? "z",
      now?.verdict?.rawValue ?? "",
    ])
  }
  return csv.bytes
}
