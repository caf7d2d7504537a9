import Artefacts
import Declarations
import Findings
import Periods
import Tables

extension Counting {
  /// A cohort's cases over a period; nil, with a finding, where an extract is missing.
  mutating func cohortTable(
    _ dataset: Dataset, _ cohort: Cohort, over period: ReportingPeriod, for declared: Declared<Measure>
  ) -> CohortTable? {
    let key = CohortTable.Key(cohort: dataset.dataset.value, period: period)
    if let known = cohorts[key] { return known }
    guard canRead(cohort, for: declared) else { return nil }
    let name = cohort.linkage?.value ?? dataset.dataset.value
    guard let linkage = CohortLinkage.named(name), let first = cohort.reads.first?.dataset.value,
      let found = linkage.link(&linked, period, cohort.settings ?? [:]),
      let records = linked.records(of: first)
    else { return nil }
    let table = CohortTable(found, of: dataset, taking: records, steps: cohort.steps)
    cohorts[key] = table
    return table
  }

  private mutating func canRead(_ cohort: Cohort, for declared: Declared<Measure>) -> Bool {
    for read in cohort.reads {
      let id = read.dataset.value
      if read.optional == true { continue }
      guard let table = cases.table(of: id) else {
        sayNoExtract(of: id, for: declared)
        return false
      }
      let absent = read.fields.map(\.value).filter { table.table.absentFields.contains($0) }
      guard absent.isEmpty else {
        let fields = plan.datasets.first { $0.dataset.dataset.value == id }?.dataset.fields ?? []
        sayNoColumn(
          for: fields.filter { absent.contains($0.field.value) }, of: id, for: declared)
        return false
      }
    }
    return true
  }

  mutating func sayNoExtract(of dataset: String, for declared: Declared<Measure>) {
    // A refused extract has a finding of its own.
    guard plan.refused[dataset] == nil else { return }
    say(
      "AGG-001", "no extract of \(dataset), so '\(declared.value.measure.value)' is not computed", declared,
      at: declared.value.dataset, hint: "name its files in the pipeline's inputs")
  }

  mutating func sayNoColumn(
    for fields: [Dataset.Field], of dataset: String, for declared: Declared<Measure>
  ) {
    let titles = fields.map(\.title)
    // Where the files never can have it, no advice to add it is of use.
    if let field = fields.first(where: { plan.notHeld[dataset]?[$0.field.value] != nil }),
      let why = plan.notHeld[dataset]?[field.field.value]
    {
      say(
        "AGG-002",
        "not in this file: '\(declared.value.measure.value)' needs \(field.title) of \(dataset), so it is [x] and not computed",
        declared, at: declared.value.measure, severity: .note, hint: why)
      return
    }
    say(
      "AGG-002",
      "the extract of \(dataset) has no column for \(titles.joined(separator: ", ")), so "
        + "'\(declared.value.measure.value)' is not computed",
      declared, at: declared.value.measure, hint: "add the column, or its header to the field's synonyms")
  }
}
