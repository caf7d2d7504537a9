import Findings
import Periods
import Runs

/// How a table of ASCOF is laid out: what its figures are printed with.
struct AscofTable {
  var code: String
  var places: Int
  var hasCounts: Bool
  var hasRespondents: Bool
}

/// The 25 tables of the 2024-25 publication, in its order.
///
/// Source: DHSC, Measures from ASCOF, England 2024 to 2025: one decimal place, three for 1B (cover sheet).
let ascofTables: [AscofTable] = {
  let surveys = ["1A", "1B", "1C", "1D", "1E", "3A", "3B", "3C(1)", "3C(2)", "4A", "5A(1)", "5A(2)"]
  let codes = [
    "1A", "1B", "1C", "1D", "1E", "2A", "2B", "2C", "2D(1)", "2D(2)", "2E(1)", "2E(2a)", "2E(2b)", "3A", "3B",
    "3C(1)", "3C(2)", "3D(1a)", "3D(2a)", "4A", "4B", "5A(1)", "5A(2)", "6A", "6B",
  ]
  return codes.map { code in
    let isSurvey = surveys.contains(code)
    return AscofTable(
      code: code, places: code == "1B" ? 3 : 1, hasCounts: !isSurvey && code != "6A", hasRespondents: isSurvey
    )
  }
}()

/// The newest year of the time series that is read.
let ascofEdition = FinancialYear(startYear: 2024)

private let ascofFiles = ["england_regions_ctype", "councils"].map {
  "ascof_timeseries_2015-16_to_\(ascofEdition)_\($0).csv"
}

/// The ten years of the time series that DHSC published with 2024-25, one pair of files a year.
///
/// All years carry the 2024-25 vintage's codes, because the series restates them so.
func importAscof(from folder: [String: [UInt8]], _ areas: ImportAreas) throws(Finding) -> [ImportedFile] {
  let columns = [
    "measure", "year", "area_level", "area_code", "area_name", "ons_code", "numerator", "denominator",
    "respondents", "margin_of_error", "outcome", "markers",
  ]
  var years: [String: [PublishedRow]] = [:]
  var seen: [Key: PublishedRow] = [:]
  for name in ascofFiles {
    for record in try ReferenceTable(name, in: folder, columns: columns).records {
      let row = try ascofRow(record, areas)
      let key = Key(code: row.measureCode, year: row.timePeriod, area: row.area.code)
      if let earlier = seen[key] {
        guard earlier == row else {
          throw record.wrong(
            "FILE-306", "\(key.code) of \(key.area) for \(key.year) is given twice, with different figures")
        }
        continue
      }
      seen[key] = row
      years[row.timePeriod, default: []].append(row)
    }
  }
  return years.keys.sorted().flatMap { year in
    pair(
      "data/comparators/ascof/ascof-\(year)", csv: csv(years[year] ?? [], codes: ascofTables.map(\.code)),
      note: ascofNote(year))
  }
}

private struct Key: Hashable {
  var code: String
  var year: String
  var area: String
}

private func ascofRow(_ record: ReferenceRecord, _ areas: ImportAreas) throws(Finding) -> PublishedRow {
  guard let table = ascofTables.first(where: { $0.code == record["measure"] }) else {
    throw record.wrong("FILE-305", "no table of the publication is called '\(record["measure"])'")
  }
  let marker = record["markers"].filter { $0 != "[" && $0 != "]" }
  guard ["", "c", "x", "z"].contains(marker) else {
    throw record.wrong("FILE-307", "the marker '\(record["markers"])' is not one of [c], [x] and [z]")
  }
  func cell(_ column: String, published: Bool, places: Int) throws(Finding) -> String {
    guard published else { return "z" }
    guard record[column].isEmpty else { return try record.number(column, places: places) }
    guard !marker.isEmpty else {
      throw record.wrong("FILE-307", "'\(column)' is blank and no marker says why")
    }
    return marker
  }
  let year = record["year"]
  return PublishedRow(
    measureCode: table.code, timePeriod: year, area: try record.area(inYear: year, areas),
    numerator: try cell("numerator", published: table.hasCounts, places: 0),
    denominator: try cell("denominator", published: table.hasCounts, places: 0),
    respondents: try cell("respondents", published: table.hasRespondents, places: 0),
    marginOfError: try cell("margin_of_error", published: table.hasRespondents, places: table.places),
    outcome: try cell("outcome", published: true, places: table.places),
    status: record["outcome"].isEmpty ? marker : "")
}

private func ascofNote(_ year: String) -> SourceNote {
  ComparatorsSource(
    id: "ascof-\(year)",
    title:
      "Measures from the Adult Social Care Outcomes Framework, England: \(year), from the time series "
      + "2015-16 to 2024-25",
    publisher: "Department of Health and Social Care",
    published: "2025-12-18",
    framework: "ascof-2024-25",
    timePeriod: year,
    attribution: attribution("Department of Health and Social Care"),
    obtainedFrom:
      "github.com/Susai23/Lincolnshire-Adult-Social-Care-pipeline @1b9479ebe8e2a64c9818216d2f483b25c354766b, "
      + "Raw data/ascof_2024_25.ods (a copy of the published workbook)",
    transformation:
      "One row a measure and area; thousands commas removed; [c], [x] and [z] kept as symbols, rows wholly [z] left "
      + "out; the figure outside brackets kept where the 2016-17 carers' survey shows two; every figure written with "
      + "its table's decimal places; one code and one name an area (Dorset's second code from 2019-20 dropped)."
  ).note
}
