import Artefacts
import Declarations
import Periods
import Statistics
import Tables

/// The tidy feed: one row for each measure, period, breakdown and category, with every comparator and its period.
///
/// Headers are snake_case. Missing values are the symbols `c`, `x`, `z`, `low`, repeated in `status`.
func comparisonCSV(_ results: Disclosed, _ context: EvidenceContext, areas: [Comparison.Against]) -> [UInt8] {
  var header = [
    "measure", "code", "title", "family", "unit", "polarity", "basis", "area_code", "area_name",
    "period_kind",
    "period", "period_start", "period_end", "breakdown", "category", "value", "numerator", "denominator",
    "status", "population", "policy", "origin",
  ]
  let columns: [(prefix: String, against: String)] =
    [("previous", "previous"), ("year_before", "year-before")]
    + areas.map { (columnPrefix($0), $0.id) }
  for column in columns {
    header += ["period", "value", "difference", "verdict"].map { "\(column.prefix)_\($0)" }
  }
  header += ["lowest", "highest", "notes", "change", "shorthand"]
  let ranges = context.impact.byKey
  var csv = CSVWriter(neutralisesFormulas: true)
  csv.row(header)
  for row in results.readings {
    guard let measure = context.measure(row.key.measure) else { continue }
    let id = measure.measure.value
    let period = row.key.period
    var cells = [
      id, context.codes[id] ?? "", measure.title, context.families[id] ?? "", measure.unit.rawValue,
      measure.polarity.rawValue, measure.basis.rawValue, results.area, context.areaName, period.kind.rawValue,
      period.label, period.start.description, period.end.description, row.key.category?.breakdown ?? "Total",
      row.key.category?.label ?? "Total", row.value.tidy, row.numerator.tidy, row.denominator.tidy,
      row.value.status, row.population?.label ?? "", results.policy, row.key.origin.rawValue,
    ]
    for column in columns {
      let comparison = row.comparison(with: column.against)
      cells += [
        comparison?.period ?? "",
        comparison?.value.tidy ?? context.absences[id]?[column.against]?.missing.symbol ?? "z",
        comparison?.difference.tidy ?? "z",
        comparison?.verdict?.rawValue ?? "",
      ]
    }
    let range = row.key.category == nil ? ranges[row.key] : nil
    cells += [range?.lowest.figure.tidy ?? "", range?.highest.figure.tidy ?? ""]
    cells.append(row.allNotes.joined(separator: "; "))
    cells.append(measure.change.rawValue)
    cells.append(row.shorthand(measure, context).map(\.rawValue).joined(separator: " "))
    csv.row(cells)
  }
  return csv.bytes
}

extension DisclosedReading {
  /// The notes on the figure and on what it is compared with, each once.
  var allNotes: [String] { unique(notes + comparisons.flatMap(\.notes)) }
}

/// Each text once, in order.
func unique(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}
