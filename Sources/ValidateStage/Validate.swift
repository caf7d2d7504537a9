package import Artefacts
package import Declarations
package import Periods
import Tables

/// Holds every case to its typed fields, its declared rules and its key, and decides its fate.
///
/// Faults of typing come first, then rules, then keys, so that a refused record neither takes the key of a
/// good one nor fails a rule for want of a field that could not be read. Accepted and refused add up to ingested.
/// - Parameters:
///   - day: the as-of day that rules know as `:as_of`.
///   - previous: what the last run left, for the rules that compare one run with the next.
///   - screen: what tested the rules that it could while the extracts were read, for the same day.
package func validate(
  _ cases: Ingested, against rules: [Declared<Rule>], of datasets: [DatasetScope], asOf day: Day,
  calendar: WorkingCalendar, previous: RunMemory? = nil, screenedBy screen: PushedDownRules? = nil
) -> Validated {
  var findings = cases.findings
  var tables: [TableValidation] = []
  let parameters = Parameters(asOf: day, periodStart: day, periodEnd: day, calendar: calendar)
  for table in cases.tables {
    guard let dataset = datasets.first(where: { $0.dataset.dataset.value == table.dataset }) else {
      preconditionFailure("a table of a dataset that was never declared")
    }
    var validation = TableValidation(table: table, dataset: dataset.dataset)
    validation.findFaults()
    findings += validation.run(
      rules.filter { $0.value.dataset.value == table.dataset && $0.value.lookingAt == .record },
      scope: dataset.scope, parameters: parameters, screen: screen?.screen(of: table.dataset))
    validation.findRepeatedKeys()
    tables.append(validation)
  }
  var linked = LinkedValidation(tables, of: datasets, parameters: parameters, previous: previous)
  linked.run(rules)
  return Validated(
    tables: linked.tables.map { table in
      let validated = table.validated()
      let scope = datasets.first { $0.dataset.dataset.value == table.table.dataset }
      return scope.map(validated.forgettingRefusedTexts) ?? validated
    }, findings: findings + linked.findings, memory: linked.memory,
    people: linked.people)
}
