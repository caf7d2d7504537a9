import Artefacts
import Declarations
import Periods
import Tables

/// A cohort's cases over one period as a table for measures, with what was left out.
struct CohortTable: Sendable {
  struct Key: Hashable {
    var cohort: String
    var period: ReportingPeriod
  }

  var cases: ValidatedTable
  let selectors: [BatchSelector]
  /// Each case's person; −1 where there is none.
  var persons: [Int32]
  var recordsIn: Int
  var steps: [Waterfall.Step]
  /// The records of its cases.
  var origin: CohortOrigin

  init(_ found: CohortCases, of dataset: Dataset, taking records: FlatRecords, steps: [Cohort.Step]) {
    var columns: [Column] = []
    var dictionaries: [[String]] = []
    var absent: Set<String> = []
    for field in dataset.fields {
      let name = field.field.value
      if let own = found.columns[name] {
        columns.append(own)
        dictionaries.append(field.codes?.map(\.code.value) ?? records.dictionary(name))
      } else {
        let column = records.column(name, of: found.records)
        if case .absent = column { absent.insert(name) }
        columns.append(column)
        dictionaries.append(records.dictionary(name))
      }
    }
    let batch = RecordBatch(source: 0, firstLine: 1, rowCount: found.records.count, columns: columns)
    cases = ValidatedTable(
      table: CaseTable(
        dataset: dataset.dataset.value, fields: dataset.fields.map(\.field.value),
        dictionaries: dictionaries, batches: [batch], absentFields: absent),
      checks: [], breaches: [], notRun: [],
      accepted: [[UInt8](repeating: 1, count: found.records.count)])
    selectors = BatchSelector.all(of: cases)
    persons = found.records.map { records.persons[Int($0)] }
    origin = CohortOrigin(all: records, positions: found.records)
    recordsIn = found.recordsIn
    var remaining = found.recordsIn
    self.steps = zip(steps, found.excluded).map { step, excluded in
      remaining -= excluded
      return Waterfall.Step(title: step.title, excluded: excluded, remaining: remaining)
    }
  }
}

/// The records of a cohort's cases. They let cases be followed from run to run, although each run finds the cohort anew.
struct CohortOrigin: Sendable {
  let all: FlatRecords
  /// For each case, the position of its record.
  let positions: [Int32]
}
