import Findings

/// Deprivation of Liberty Safeguards, England, 2013-14 to 2023-24.
func importDols(from folder: [String: [UInt8]]) throws(Finding) -> [ImportedFile] {
  let columns = [
    ("applications-received", "applications_received"), ("applications-completed", "applications_completed"),
    ("applications-not-completed", "applications_not_completed_at_year_end"),
    ("standard-completed-in-21-days", "standard_completed_within_21_days_pct"),
    ("mean-days-to-complete", "mean_days_to_complete"), ("standard-granted", "standard_granted_count"),
    ("mean-days-authorised", "mean_actual_authorisation_days_standard"),
  ]
  let counts: Set<String> = ["applications-received", "applications-completed", "applications-not-completed"]
  let table = try ReferenceTable(
    "dols_england_timeseries.csv", in: folder,
    columns: ["year", "source_counts", "source_other"] + columns.map(\.1))
  var series = KeyedSeries()
  for record in table.records {
    for (code, column) in columns {
      let source = record[counts.contains(code) ? "source_counts" : "source_other"]
      try series.add(code, column, of: record, in: england, source: source)
    }
  }
  let note = keyedNote(
    "dols-2013-14-to-2023-24", title: "Deprivation of Liberty Safeguards, England: 2013-14 to 2023-24",
    publisher: "NHS Digital (now NHS England)",
    owner: "NHS England, and Parliamentary information licensed under the Open Parliament Licence v3.0",
    framework: "dols", years: "2013-14 to 2023-24", sources: series.acknowledgements)
  return pair(
    "data/comparators/dols/dols-2013-14-to-2023-24", csv: csv(series.rows, codes: columns.map(\.0)),
    note: note)
}
