import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// One figure of a bundle: a measure of one council over one period, as its policy prints it.
struct BundleRow: Sendable, Hashable {
  struct Key: Sendable, Hashable {
    var measure: String
    var kind: String
    var start: String
    var end: String

    /// - Returns: nil for a period that no run counts over.
    var period: ReportingPeriod? {
      guard let kind = ReportingPeriod.Kind(rawValue: kind), let start = Day(iso: start),
        let end = Day(iso: end), start <= end
      else { return nil }
      return ReportingPeriod(kind, from: start, to: end)
    }

    var texts: [String] { [measure, kind, start, end] }
  }

  var key: Key
  /// As printed: a number, a band, or why there is none.
  var value: String
  var numerator: String
  var denominator: String
  var population: String
  /// The text of a `Histogram`; empty where the policy keeps it back.
  var numbers: String

  var cells: [String] { key.texts + [value, numerator, denominator, population, numbers] }

  static let header = [
    "measure", "period_kind", "period_start", "period_end", "value", "numerator", "denominator", "population",
    "numbers",
  ]

  /// The rows as the bytes of a file, sorted so that the same rows have the same bytes.
  static func file(_ rows: [BundleRow]) -> [UInt8] {
    var csv = CSVWriter(header: header)
    for row in rows.sorted(by: { $0.cells.lexicographicallyPrecedes($1.cells) }) { csv.row(row.cells) }
    return csv.bytes
  }
}
