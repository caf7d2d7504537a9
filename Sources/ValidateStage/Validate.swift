package import Artefacts
package import Declarations
package import Periods
import Tables

/// Checks every case's typed fields, the declared rules and the key, and accepts or refuses it.
///
/// Typing faults come first, then rules, then keys, so that a refused record neither takes the key of a good one nor
/// fails a rule because of an unreadable field. Accepted and refused records add up to those ingested.
/// - Parameters:
///   - day: the value of `:as_of` in rules.
///   - previous: the last run's data, for rules that compare runs.
///   - screen: the rules that were tested while the extracts were read, for the same day.
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
