import Artefacts
import Tables

/// What each column of comparison.csv has: the metadata file of the open data standards.
func comparisonMetadata(areas: [Comparison.Against]) -> [UInt8] {
  var csv = CSVWriter(header: ["col_name", "col_type", "label", "note"], neutralisesFormulas: true)
  for column in fixedColumns { csv.row([column.0, column.1, column.2, column.3]) }
  let groups =
    [("previous", "the previous period"), ("year_before", "the year before")]
    + areas.map { (columnPrefix($0), $0.name) }
  for (prefix, name) in groups {
    csv.row([
      "\(prefix)_period", "Filter", "Period of the value of \(name)", "every comparator has its own period",
    ])
    csv.row(["\(prefix)_value", "Indicator", "Value of \(name)", "a number, or c, x, z or low"])
    csv.row([
      "\(prefix)_difference", "Indicator", "Difference from \(name)",
      "of displayed values; in the unit, or in per cent where the measure states change so",
    ])
    csv.row([
      "\(prefix)_verdict", "Filter", "Better, worse, higher or lower than \(name), or no clear difference",
      "by the declared test; blank where not compared, and where few cases are counted",
    ])
  }
  csv.row([
    "lowest", "Lowest", "What the value could be at its lowest, if the cases behind findings were resolved",
    "",
  ])
  csv.row([
    "highest", "Highest",
    "What the value could be at its highest, if the cases behind findings were resolved", "",
  ])
  csv.row(["notes", "Note", "Reservations about the comparisons", ""])
  csv.row([
    "change", "Filter", "How a difference is stated", "absolute, percentage-points or relative-percent",
  ])
  csv.row([
    "shorthand", "Note", "What to know of the figure: b break, p provisional, r revised, u unreliable",
    "separated by spaces; blank for a published, final figure",
  ])
  return csv.bytes
}

private let fixedColumns: [(String, String, String, String)] = [
  ("measure", "Filter", "Measure id", "never changes; a code belongs to a framework's vintage"),
  ("code", "Filter", "Code in the framework's vintage", "blank where it has none"),
  ("title", "Filter", "Title", ""), ("family", "Filter", "Family of measures", ""),
  ("unit", "Filter", "Unit of value", "count, percent, days, weeks, months, score or per-100000"),
  ("polarity", "Filter", "Which way is good", ""),
  ("basis", "Filter", "Kind of series", "stock, flow, completed-waits, current-waits or published"),
  ("area_code", "Filter", "Area code", "GSS, nine characters"), ("area_name", "Filter", "Area", ""),
  ("period_kind", "Filter", "Kind of period", ""), ("period", "Filter", "Period, as printed", ""),
  ("period_start", "Filter", "First day", "ISO 8601"),
  ("period_end", "Filter", "Last day, inclusive", "ISO 8601"),
  ("breakdown", "Filter", "Breakdown", "Total for all cases"),
  ("category", "Filter", "Category", "Total for all cases"),
  (
    "value", "Indicator", "Value",
    "a number, or c confidential, x not available, z not applicable, low rounds to zero"
  ),
  ("numerator", "Indicator", "Numerator", "as value"),
  ("denominator", "Indicator", "Denominator", "as value"),
  ("status", "Filter", "Why there is no number", "blank for a number"),
  ("population", "Filter", "Population under a rate, with its date and edition", ""),
  ("policy", "Filter", "Disclosure policy", ""),
  (
    "origin", "Filter", "Where the figure comes from",
    "counted from cases, or published (computed elsewhere); never one series"
  ),
]

/// `england`, or the region's name in snake case.
func columnPrefix(_ against: Comparison.Against) -> String {
  guard against.isWithArea else { return against.id }
  return String(against.name.lowercased().map { $0.isLetter ? $0 : "_" })
}
