import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// The layout of the ASCOF open data files to 2020-21: one row for each measure, group and kind of value.
///
/// Columns and kinds as in NHS Digital, "meas-from-asc-of-eng-2021-open-data-csv".
func ascofOpenData(_ pack: PackContents) -> [UInt8] {
  var csv = CSVWriter(
    header: [
      "Geographical Code", "Geographical Description", "Geographical Level", "ONS Code", "ASCOF Measure Code",
      "Disaggregation Level", "Measure Type", "Measure Value", "Measure Group", "Measure Group Description",
    ], neutralisesFormulas: true)
  for row in pack.results.readings {
    guard let code = pack.code(row.key.measure), let measure = pack.measure(row.key.measure) else { continue }
    let level = row.key.category?.breakdown ?? "Total"
    let group = row.key.category?.label ?? row.key.period.label
    for (type, figure) in [
      ("Denominator", row.denominator), ("Numerator", row.numerator), ("Outcome", row.value),
    ] {
      csv.row([
        pack.layout.place.oldCode, pack.context.areaName, "Council", pack.results.area, code, level, type,
        figure.tidy, group,
        ([measure.title, row.key.period.label] + [pack.originWords(row.key)].compactMap(\.self))
          .joined(separator: ", "),
      ])
    }
  }
  return csv.bytes
}

/// The Department for Education's open data layout: one row for each period, area and filter, with indicators as columns.
func dfeData(_ pack: PackContents) -> [UInt8] {
  var csv = CSVWriter(header: dfeColumns.map(\.name), neutralisesFormulas: true)
  let place = pack.layout.place
  for row in pack.results.readings {
    guard let measure = pack.measure(row.key.measure) else { continue }
    let (time, identifier) = dfeTime(row.key.period)
    csv.row([
      time, identifier, "Local authority", "E92000001", "England", place.regionCode, place.regionName,
      place.code, place.oldCode, place.name, row.key.measure, measure.unit.rawValue,
      row.key.period.kind.rawValue, row.key.origin.rawValue,
      row.key.category?.breakdown ?? "Total", row.key.category?.label ?? "Total", row.value.tidy,
      row.numerator.tidy, row.denominator.tidy,
    ])
  }
  return csv.bytes
}

func dfeMetadata(_ pack: PackContents) -> [UInt8] {
  var csv = CSVWriter(
    header: [
      "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
      "filter_grouping_column",
    ], neutralisesFormulas: true)
  for column in dfeColumns where !column.type.isEmpty {
    csv.row([column.name, column.type, column.label, "", "", "", column.hint, column.grouping])
  }
  return csv.bytes
}

private let dfeColumns: [(name: String, type: String, label: String, hint: String, grouping: String)] = [
  ("time_period", "", "", "", ""), ("time_identifier", "", "", "", ""), ("geographic_level", "", "", "", ""),
  ("country_code", "", "", "", ""), ("country_name", "", "", "", ""), ("region_code", "", "", "", ""),
  ("region_name", "", "", "", ""), ("new_la_code", "", "", "", ""), ("old_la_code", "", "", "", ""),
  ("la_name", "", "", "", ""), ("measure", "Filter", "Measure", "", ""),
  ("unit", "Filter", "Unit", "units are never added up", ""),
  ("period_kind", "Filter", "Kind of period", "kinds are never mixed in one series", ""),
  ("origin", "Filter", "Origin", "counted from cases, as returned, or as published; never one series", ""),
  ("breakdown", "Filter", "Breakdown", "Total for all cases", ""),
  ("category", "Filter", "Category", "Total for all cases", "breakdown"),
  ("value", "Indicator", "Value", "", ""), ("numerator", "Indicator", "Numerator", "", ""),
  ("denominator", "Indicator", "Denominator", "", ""),
]

/// `202627` and `Financial year`, or a year, month or day as in its list of identifiers.
private func dfeTime(_ period: ReportingPeriod) -> (String, String) {
  let year = FinancialYear(containing: period.start)
  let financial = year.description.filter { $0 != "-" }
  switch period.kind {
  case .financialYear: return (financial, "Financial year")
  case .yearToDate: return (financial, "Financial year to date")
  case .quarter, .halfYear: return (financial, "Financial year \(period.label.suffix(2))")
  case .month: return (String(period.start.components.year), monthNames[period.start.components.month - 1])
  case .day: return (period.end.description, "Day")
  case .week: return (period.end.description, "Week ending")
  case .twoMonths: return (period.end.description, "2 months ending")
  case .rollingYear: return (period.end.description, "12 months ending")
  }
}

private let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November",
  "December",
]
