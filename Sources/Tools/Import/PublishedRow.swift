import Declarations
import Tables

/// One published figure in the project's own layout: a line of a CSV in `data/comparators/`.
///
/// Every cell but `status` is filled: with a number, or with why there is none (`c`, `x`, `z`).
struct PublishedRow: Hashable {
  var measureCode: String
  var timePeriod: String
  var area: ImportedArea
  var numerator = "z"
  var denominator = "z"
  var respondents = "z"
  var marginOfError = "z"
  var outcome: String
  /// Empty where the outcome is a number, else the same symbol as in `outcome`.
  var status: String

  static let header = [
    "measure_code", "time_period", "geographic_level", "area_code", "area_name", "numerator", "denominator",
    "respondents", "margin_of_error", "outcome", "status",
  ]

  var cells: [String] {
    [
      measureCode, timePeriod, area.level.rawValue, area.code, area.name, numerator, denominator, respondents,
      marginOfError, outcome, status,
    ]
  }
}

/// Rows as a file: by measure in the publication's order, then year, level from national down, and area code.
func csv(_ rows: [PublishedRow], codes: [String]) -> [UInt8] {
  let order = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
  var writer = CSVWriter(header: PublishedRow.header)
  let sorted = rows.sorted {
    (order[$0.measureCode] ?? codes.count, $0.timePeriod, $0.area.rank, $0.area.code)
      < (order[$1.measureCode] ?? codes.count, $1.timePeriod, $1.area.rank, $1.area.code)
  }
  for row in sorted { writer.row(row.cells) }
  return writer.bytes
}
