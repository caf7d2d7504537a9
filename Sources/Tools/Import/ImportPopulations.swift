import Declarations
import Findings
import Runs
import Tables

private let bands = [
  ("adults-18-to-64", "pop_18_64"), ("adults-65-and-over", "pop_65_plus"),
  ("adults-18-and-over", "pop_18_plus"),
]

/// Mid-year populations of areas that have adult social care duties, one pair of files a reference date.
func importPopulations(from folder: [String: [UInt8]], _ areas: ImportAreas) throws(Finding) -> [ImportedFile]
{
  let table = try ReferenceTable(
    "population_18-64_65plus_mid2020_mid2024.csv", in: folder,
    columns: ["reference_date", "ons_code", "area_name", "geography"] + bands.map(\.1))
  var lines: [String: [[String]]] = [:]
  for record in table.records {
    // Metropolitan counties have no social services, and council types no code.
    guard record["geography"] != "Metropolitan County" else { continue }
    guard let area = populationArea(record, areas) else { continue }
    for (population, column) in bands {
      lines[record["reference_date"], default: []].append([
        population, area.code, area.name, try populationCell(column, of: record),
      ])
    }
  }
  let order = Dictionary(uniqueKeysWithValues: zip(bands.map(\.0), bands.indices))
  return lines.keys.sorted().flatMap { date in
    var writer = CSVWriter(header: ["population", "area_code", "area_name", "value"])
    let sorted = (lines[date] ?? []).sorted {
      (order[$0[0]] ?? 0, rank($0[1]), $0[1]) < (order[$1[0]] ?? 0, rank($1[1]), $1[1])
    }
    for line in sorted { writer.row(line) }
    return pair("data/populations/\(date)", csv: writer.bytes, note: populationsNote(date))
  }
}

/// England, then regions, then councils.
private func rank(_ code: String) -> Int { code.hasPrefix("E92") ? 0 : code.hasPrefix("E12") ? 1 : 2 }

private func populationArea(_ record: ReferenceRecord, _ areas: ImportAreas) -> ImportedArea? {
  let code = record["ons_code"]
  if code == england.code { return england }
  if let region = areas.area(code, .regional) { return region }
  guard code.hasPrefix("E"), code.count == 9 else { return nil }
  return areas.council(code, record["area_name"], inYear: "")
}

/// DHSC hides a denominator with its numerator, and the sum of the two bands with either.
private func populationCell(_ column: String, of record: ReferenceRecord) throws(Finding) -> String {
  switch record[column] {
  case "[c]": return "c"
  case "" where bands.contains(where: { record[$0.1] == "[c]" }): return "c"
  case "": throw record.wrong("FILE-307", "'\(column)' is blank and no marker says why")
  default: return try record.number(column, places: 0)
  }
}

private func populationsNote(_ date: String) -> SourceNote {
  var note = SourceNote()
  let isCensusBased = date == "mid-2024"
  note.say("populations", date)
  note.say("title", "Adults by age band, England, regions and councils: \(date)")
  note.say("publisher", "Office for National Statistics")
  note.say("referenceDate", date)
  note.say(
    "vintage", isCensusBased ? "mid-2024 estimates, Census 2021 base" : "mid-2020 estimates, Census 2011 base"
  )
  note.say("licence", openGovernmentLicence)
  note.say(
    "attribution",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
      + (isCensusBased ? " Published by the Department of Health and Social Care." : ""))
  note.say(
    "obtainedFrom",
    isCensusBased
      ? "The denominators of 2B and 2C in DHSC, Measures from ASCOF, England 2024 to 2025 (18 December 2025)"
      : "github.com/ericyang-almaeconomics/social_care_datahub @c481891bca2bca6dd78f79506204124a65e89186, "
        + "Data/2021/ukpopestimatesmid2020on2021geography.xls (a copy of ONS MYE2, 2021 geography)")
  note.say(
    "transformation",
    isCensusBased
      ? "England and regions as rounded to 5 by DHSC, councils unrounded; both bands added for 18 and over; "
        + "c where DHSC hid the denominator (Rutland, City of London, Isles of Scilly)."
      : "Single years of age added; metropolitan counties left out; North Yorkshire and Somerset under their "
        + "present codes.")
  return note
}
