import Artefacts
import Declarations
import DisclosureStage
import EvidenceStage
import Findings
import Folders
import Periods
import Statistics
import Tables

/// The files in which a run keeps its figures.
///
/// `figures.csv` is written by the evidence stage. The owner's file also has the exact counts, and why a figure is
/// hidden.
enum FiguresFile {
  static let path = figuresPath
  static let exactPath = Trees.restricted("exact-figures.csv")
  /// The columns that only the owner's file has, before its last one.
  private static let exactColumns = ["exact_numerator", "exact_denominator", "exact_value", "hidden_because"]

  /// Every figure with its exact counts, for the owner only.
  static func exact(_ counts: DisclosedCounts) -> EvidencePack.File {
    var csv = CSVWriter(
      header: figureColumns + exactColumns + [originColumn], neutralisesFormulas: true)
    for row in counts.ledger { csv.row(cells(row, counts.aggregated.area, policy: counts.policy)) }
    return EvidencePack.File(restricted: exactPath, bytes: csv.bytes)
  }

  /// One figure as a line of the owner's file.
  static func cells(_ row: DisclosedCounts.LedgerRow, _ area: String, policy: String) -> [String] {
    let printed = row.printed
    let isRate = printed.population != nil
    return [
      area, policy, printed.key.measure, printed.key.period.kind.rawValue,
      printed.key.period.start.description, printed.key.period.end.description,
      printed.key.category?.breakdown ?? "", printed.key.category?.label ?? "", printed.value.tidy,
      printed.numerator?.tidy ?? "", isRate ? "" : printed.denominator?.tidy ?? "",
      printed.population.map(String.init) ?? "", row.numerator.map(String.init) ?? "",
      row.denominator.map(String.init) ?? "", row.value?.description ?? "", row.reason?.rawValue ?? "",
      printed.key.origin.rawValue,
    ]
  }

  /// The rows of either file, with the policy of each.
  ///
  /// - Throws: `RUN-009` for a line of another file.
  static func rows(
    _ bytes: [UInt8], _ path: String, in workspace: Workspace
  ) throws(Finding) -> (rows: [PublicRecord.Row], area: Area?) {
    let table = try TextTable.read(bytes, path: path)
    // Files of earlier versions do not say. Their figures were counted, unless of a publication.
    let origin = table.column(originColumn)
    let columns = table.header.filter { $0 != originColumn }
    let hasExact = columns == figureColumns + exactColumns
    guard columns == figureColumns || hasExact, origin.map({ $0 == columns.count }) ?? true else {
      throw Finding(
        "RUN-009", "'\(path)' is not a run's figures", hint: "name the folder of a run that was completed")
    }
    var policies: [String: DisclosurePolicy] = [:]
    let measures = workspace.measuresByID
    var rows: [PublicRecord.Row] = []
    for row in table.rows {
      let cells = row.cells
      if policies[cells[1]] == nil { policies[cells[1]] = try workspace.policy(cells[1]).0 }
      // A measure that is no longer declared cannot be linked with anything.
      guard let measure = workspace.catalogue.measure(cells[2]), let whole = policies[cells[1]] else {
        continue
      }
      let policy = whole.terms(for: measure, among: measures)
      guard let kind = ReportingPeriod.Kind(rawValue: cells[3]), let start = Day(iso: cells[4]),
        let end = Day(iso: cells[5]), start <= end
      else {
        throw Finding(
          "RUN-009", "'\(path)' line \(row.line) has no period", hint: "run the pipeline again")
      }
      let category = cells[6].isEmpty ? nil : Reading.Category(breakdown: cells[6], label: cells[7])
      let value = policy.printed(cells[8])
      let isValueOnly = cells[9].isEmpty
      let numerator =
        isValueOnly ? (measure.unit == .count ? value : nil) : policy.printed(cells[9])
      rows.append(
        PublicRecord.Row(
          printed: PrintedRow(
            key: Reading.Key(
              measure: cells[2], period: ReportingPeriod(kind, from: start, to: end), category: category,
              origin: origin.flatMap { Reading.Origin(rawValue: cells[$0]) } ?? measure.origin),
            value: value, numerator: numerator,
            denominator: cells[10].isEmpty ? nil : policy.printed(cells[10]),
            population: writtenCount(cells[11])), measure: measure, policy: policy,
          numerator: hasExact ? writtenCount(cells[12]) : nil,
          denominator: hasExact ? writtenCount(cells[13]) : nil))
    }
    return (rows, table.rows.first.flatMap { workspace.areas[$0.cells[0]] })
  }
}

extension DisclosurePolicy {
  /// Parses a printed figure: `12`, `4.5` or a symbol.
  fileprivate func printed(_ text: String) -> Figure {
    switch text {
    case "c": return published(nil, missing: .confidential)
    case "z": return published(nil, missing: .notApplicable)
    case "low": return DisclosurePolicy(threshold: 0, roundingBase: 5).count(1)
    default: return published(FixedPoint(text), missing: .unavailable)
    }
  }
}
