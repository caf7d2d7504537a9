import Findings
import Folders
import Runs

/// Codes of the 2020-21 open data and how the handbook wrote them.
///
/// `1I1` is a heading of the open data for 1I(1), social contact of people who use services.
private let legacyTables: [(code: String, openData: String, places: Int)] = [
  ("1A", "1A", 1), ("1B", "1B", 1), ("1C(1A)", "1C1A", 1), ("1C(1B)", "1C1B", 1), ("1C(2A)", "1C2A", 1),
  ("1C(2B)", "1C2B", 1), ("1E", "1E", 1), ("1F", "1F", 0), ("1G", "1G", 1), ("1H", "1H", 0),
  ("1I(1)", "1I1", 1),
  ("1J", "1J", 3), ("2A(1)", "2A1", 1), ("2A(2)", "2A2", 1), ("2B(1)", "2B1", 1), ("2B(2)", "2B2", 1),
  ("2D", "2D", 1), ("3A", "3A", 1), ("3D(1)", "3D1", 1), ("4A", "4A", 1), ("4B", "4B", 1),
]

/// Measures of the survey of people who use services, which printed respondents and a margin of error.
private let surveyCodes: Set<String> = ["1A", "1B", "1I(1)", "1J", "3A", "3D(1)", "4A", "4B"]

/// ASCOF 2020-21 in its own vintage's codes: the last year of the return-based measures that we hold by
/// council.
func importLegacyAscof(
  from folder: [String: [UInt8]], _ areas: ImportAreas
) throws(Finding) -> [ImportedFile] {
  let columns = [
    "measure_legacy", "year", "area_level", "area_code", "area_name", "ons_code", "numerator", "denominator",
    "base",
    "outcome",
  ]
  let name = "ascof_2020-21_legacy_measures_all_areas.csv"
  let table = try ReferenceTable(name, in: folder, columns: columns)
  var rows: [PublishedRow] = []
  for record in table.records { rows.append(try legacyRow(record, areas)) }
  return pair(
    "data/comparators/ascof-legacy/ascof-legacy-2020-21", csv: csv(rows, codes: legacyTables.map(\.code)),
    note: legacyNote())
}

private func legacyRow(_ record: ReferenceRecord, _ areas: ImportAreas) throws(Finding) -> PublishedRow {
  guard let table = legacyTables.first(where: { $0.openData == record["measure_legacy"] }) else {
    throw record.wrong("FILE-305", "no measure of the open data is called '\(record["measure_legacy"])'")
  }
  func cell(_ column: String, places: Int, isNeeded: Bool) throws(Finding) -> String {
    switch record[column] {
    case "[c]", "[x]", "[z]": return String(record[column].dropFirst().dropLast())
    case "" where !isNeeded: return "z"
    case "": throw record.wrong("FILE-307", "'\(column)' is blank and no marker says why")
    default: return try record.number(column, places: places)
    }
  }
  let outcome = try cell("outcome", places: table.places, isNeeded: true)
  let year = record["year"]
  let isSurvey = surveyCodes.contains(table.code)
  return PublishedRow(
    measureCode: table.code, timePeriod: year, area: try record.area(inYear: year, areas),
    numerator: try cell("numerator", places: 0, isNeeded: false),
    denominator: try cell("denominator", places: 0, isNeeded: false),
    respondents: try cell("base", places: 0, isNeeded: isSurvey),
    // The open data had margins of error; the copy that was read does not.
    marginOfError: isSurvey ? "x" : "z", outcome: outcome,
    status: ["c", "x", "z"].contains(outcome) ? outcome : "")
}

private func legacyNote() -> SourceNote {
  ComparatorsSource(
    id: "ascof-legacy-2020-21",
    title: "Measures from the Adult Social Care Outcomes Framework, England: 2020-21, as first published",
    publisher: "NHS Digital (now NHS England)",
    framework: "ascof-2020-21",
    timePeriod: "2020-21",
    attribution: attribution("NHS Digital"),
    obtainedFrom:
      "github.com/ericyang-almaeconomics/social_care_datahub @c481891bca2bca6dd78f79506204124a65e89186, "
      + "Data/2021/meas-from-asc-of-eng-2021-open-data-csv_v2.xlsx (a copy of the published open data, version 2)",
    transformation:
      "Rows of the total only, not of age or sex; one row a measure and area; codes written as the handbook wrote "
      + "them; every figure with its measure's decimal places (none for 1F and 1H, three for 1J); margins of error "
      + "not carried over (x); North Yorkshire and Somerset under their present codes.",
    status: "revised"
  ).note
}
