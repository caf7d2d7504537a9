package import Artefacts
package import Declarations
package import Findings
package import Periods
package import Tables

/// The records that a measure counts: those of its dataset, or the records of a cohort's cases.
package struct CountedRecords: Sendable {
  /// The records as they were read.
  package var table: CaseTable
  package var records: [Record]

  package struct Record: Sendable {
    package var batch: Int
    package var row: Int
    /// Whether the record is in the numerator; nil for a measure that is not a proportion.
    package var isOfNumerator: Bool?
  }
}

/// The cases of a measure's cohort over a period, as a table; nil where the records that it reads are missing.
package func cohortCases(
  of declared: Declared<Measure>, over period: ReportingPeriod, of cases: Validated, in plan: AggregationPlan
) -> ValidatedTable? {
  var counting = Counting(cases: cases, plan: plan)
  return counting.prepare(declared, over: period, breakdowns: [])?.cohort?.cases
}

/// Finds the records that a measure counts over a period, in the order of the extract.
///
/// - Throws: the finding that says why the measure cannot be counted.
package func countedRecords(
  of declared: Declared<Measure>, over period: ReportingPeriod, of cases: Validated, in plan: AggregationPlan
) throws(Findings) -> CountedRecords {
  var counting = Counting(cases: cases, plan: plan)
  guard let prepared = counting.prepare(declared, over: period, breakdowns: []) else {
    throw Findings(counting.findings)
  }
  let specification = prepared.specification
  var found = CountedRecords(
    table: prepared.cohort?.origin.all.cases.table ?? prepared.cases.table, records: [])
  for (number, selector) in prepared.selectors.enumerated() {
    var rows = selector.rows(specification.selected)
    // A case without a number is not in an average.
    if let value = specification.value { rows = selector.numbered(value, among: rows).rows }
    let isOf = specification.numerator.map { selector.rows($0, among: rows) }
    rows.forEachRow { row in
      let place = prepared.cohort.map { $0.origin.all.place(of: Int($0.origin.positions[row])) }
      found.records.append(
        CountedRecords.Record(
          batch: place?.batch ?? number, row: place?.row ?? row, isOfNumerator: isOf.map { $0[row] }))
    }
  }
  found.records.sort { ($0.batch, $0.row) < ($1.batch, $1.row) }
  return found
}
