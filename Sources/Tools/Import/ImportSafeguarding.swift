import Declarations
import Findings

/// Safeguarding adults: England 2016-17 to 2024-25 (not 2021-22), and concerns by region in 2020-21.
func importSafeguarding(
  from folder: [String: [UInt8]], _ areas: ImportAreas
) throws(Finding) -> [ImportedFile] {
  let columns = [
    ("concerns", "concerns"), ("section-42-enquiries", "s42_enquiries_commenced"),
    ("other-enquiries", "other_enquiries_commenced"),
    ("people-in-section-42-enquiries", "individuals_in_s42"),
    ("risk-reduced-or-removed", "risk_reduced_or_removed_pct"),
    ("neglect-share-of-risks", "neglect_share_of_risks_pct"),
    ("own-home-share-of-locations", "own_home_share_of_locations_pct"),
  ]
  let table = try ReferenceTable(
    "safeguarding_england_timeseries.csv", in: folder, columns: ["year", "source"] + columns.map(\.1))
  var series = KeyedSeries()
  for record in table.records {
    for (code, column) in columns {
      try series.add(code, column, of: record, in: england, source: record["source"])
    }
  }
  let note = keyedNote(
    "safeguarding-2016-17-to-2024-25",
    title: "Safeguarding adults, England: 2016-17 to 2024-25, without 2021-22",
    publisher: "NHS Digital, NHS England, and the Department of Health and Social Care from 2024-25",
    owner: "NHS England and Department of Health and Social Care", framework: "sac",
    years: "2016-17 to 2024-25", sources: series.acknowledgements)
  let national = pair(
    "data/comparators/safeguarding/safeguarding-2016-17-to-2024-25",
    csv: csv(series.rows, codes: columns.map(\.0)),
    note: note)
  return try national + importSafeguardingRegions(from: folder, areas)
}

private func importSafeguardingRegions(
  from folder: [String: [UInt8]], _ areas: ImportAreas
) throws(Finding) -> [ImportedFile] {
  let table = try ReferenceTable(
    "safeguarding_concerns_2020-21_regions.csv", in: folder,
    columns: ["year", "ons_code", "concerns", "source"])
  var series = KeyedSeries()
  for record in table.records {
    let code = record["ons_code"]
    // England's figure is in the national series already.
    if code == england.code { continue }
    guard let region = areas.area(code, .regional) else {
      throw record.wrong("FILE-304", "no region has the code '\(code)'")
    }
    try series.add("concerns", "concerns", of: record, in: region, source: record["source"])
  }
  let note = keyedNote(
    "safeguarding-regions-2020-21", title: "Safeguarding adults: concerns by region, 2020-21",
    publisher: "NHS Digital (now NHS England)", owner: "NHS Digital", framework: "sac", years: "2020-21",
    sources: Array(Set(table.records.map { $0["source"] })).sorted())
  return pair(
    "data/comparators/safeguarding/safeguarding-regions-2020-21", csv: csv(series.rows, codes: ["concerns"]),
    note: note)
}
