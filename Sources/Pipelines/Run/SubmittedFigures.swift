import Artefacts
import Declarations
import Periods
import Statistics

/// The accepted records of the published-measures extract, under the measure ids of their frameworks' codes.
func submittedFigures(_ validated: Validated, in workspace: Workspace) -> [ComparatorFigure] {
  guard let table = validated.table(of: PublishedRecord.dataset) else { return [] }
  var measures: [String: [String: String]] = [:]
  return PublishedRecord.rows(of: table).compactMap { row in
    let ids = measures[row.framework] ?? measureIDs(of: row.framework, in: workspace.catalogue)
    measures[row.framework] = ids
    guard let measure = ids[row.code], let year = FinancialYear(row.timePeriod) else { return nil }
    return ComparatorFigure(
      measure: measure, area: row.area, areaName: workspace.areas.current(row.area)?.name ?? row.area,
      year: year,
      outcome: row.outcome, missing: row.outcome == nil ? row.missing : nil, numerator: row.numerator,
      denominator: row.denominator, comparators: PublishedRecord.dataset)
  }
}
