package import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// Counts accepted cases into readings, for every measure and period of a plan.
///
/// A measure that cannot be computed has readings that say so and a finding.
package func aggregate(_ cases: Validated, into plan: AggregationPlan) -> Aggregated {
  aggregating(cases, into: plan).results
}

/// As `aggregate`. Also returns the cases as counted, for others that count the same cases.
package func aggregating(
  _ cases: Validated, into plan: AggregationPlan
) -> (results: Aggregated, found: CountedCases) {
  let before = Counting(cases: cases, plan: plan)
  var ((counting, readings), observed) = sideBySide(
    {
      var counting = before
      let readings = counting.countMeasures()
      return (counting, readings)
    }, { before.observedWaits() })
  let (once, doubles) = onceEach(readings + publishedReadings(plan))
  let (lists, listReadings) = counting.waitingLists(beside: once, observed)
  var marked = MarkedReadings(once, listReadings, counting)
  readings = marked.readings
  let crossTables = plan.crossTables.compactMap { item -> CrossTable? in
    let table = counting.crossTable(item)
    return marked.keeping(table, of: item)
  }
  let kept = marked.keeping(lists, of: plan)
  var out = Aggregated(
    area: plan.area, asOf: plan.asOf, readings: readings,
    waterfalls: counting.waterfalls.filter { marked.why($0.measure, over: $0.period) == nil },
    findings: cases.findings + counting.findings + marked.findings + doubles, crossTables: crossTables)
  out.listReadings = marked.listReadings
  out.numbers = counting.numbers
  out.waitingLists = kept
  out.leftOut = marked.leftOut
  return (out, CountedCases(counting))
}

/// Cases and how a plan counts them. Linkages, people and typed expressions are each found once.
package struct CountedCases: Sendable {
  let counting: Counting

  init(_ counting: Counting) { self.counting = counting }

  /// Cases of which nothing has been counted yet.
  package init(_ cases: Validated, in plan: AggregationPlan) {
    counting = Counting(cases: cases, plan: plan)
  }
}

/// The state of an aggregation: the findings so far, and the persons of each table.
struct Counting {
  let cases: Validated
  let plan: AggregationPlan
  var findings: [Finding] = []
  private var people: [String: [[Int32]]] = [:]
  var said: Set<Finding> = []
  /// Positions in `findings` of those that are reported once, however many measures have them.
  var saidOnce: Set<Int> = []
  /// For measures over cohorts: how many cases each step left out.
  var waterfalls: [Waterfall] = []
  /// The numbers of the cases of summaries.
  var numbers: [Reading.Key: Histogram] = [:]
  var linked: LinkedRecords
  var cohorts: [CohortTable.Key: CohortTable] = [:]
  var typedTexts = TypedTexts()
  /// By dataset: the selector of each batch.
  let selectors: [String: [BatchSelector]]

  init(cases: Validated, plan: AggregationPlan) {
    self.cases = cases
    self.plan = plan
    // The cases of a dataset are one table, however many files they came in.
    selectors = Dictionary(
      uniqueKeysWithValues: cases.tables.map { ($0.table.dataset, BatchSelector.all(of: $0)) })
    linked = LinkedRecords(
      cases, asOf: plan.asOf,
      personFields: Dictionary(
        // A catalogue has one dataset of each id.
        uniqueKeysWithValues: plan.datasets.compactMap { scope in
          scope.dataset.person.map { (scope.dataset.dataset.value, $0.value) }
        }),
      keyFields: Dictionary(
        uniqueKeysWithValues: plan.datasets.compactMap { scope in
          scope.dataset.key.first.map { (scope.dataset.dataset.value, $0.value) }
        }))
  }

  mutating func readings(of item: AggregationPlan.Item, over period: ReportingPeriod) -> [Reading] {
    let measure = item.measure.value
    var out: [Reading] = []
    if plan.returned.has(measure.measure.value), measure.formula != .published {
      out = returned(item, over: period)
      // What is not to be counted here has no second figure. What is, is shown beside the one that came in.
      guard measure.formula != .reading, hasCases(of: measure) else { return out }
      if plan.returned.has(measure, over: period) == false { out = [] }
    }
    switch measure.formula {
    case .published: return []
    case .reading:
      return [
        Reading(
          key: Reading.Key(measure: measure.measure.value, period: period, origin: .returned),
          missing: .unavailable)
      ]
    case .ratio: return [ratio(item.measure, over: period)] + out
    case .count, .proportion, .rate, .summary:
      return counted(item.measure, over: period, breakdowns: item.breakdowns) + out
    }
  }

  /// One figure divided by another, both over the ratio's own period.
  private mutating func ratio(_ declared: Declared<Measure>, over period: ReportingPeriod) -> Reading {
    let measure = declared.value
    var key = Reading.Key(measure: measure.measure.value, period: period)
    var parts: [Reading?] = []
    for id in [measure.numerator, measure.denominator] {
      let part = id.flatMap { self.part($0.value, over: period) }
      if part?.key.origin == .returned { key.origin = .returned }
      parts.append(part)
    }
    guard let above = parts[0], let below = parts[1] else { return Reading(key: key, missing: .unavailable) }
    if let numerator = above.numerator, let denominator = below.numerator, key.origin == .counted {
      return quotient(key, numerator, over: denominator, times: measure.multiplier)
    }
    return quotient(key, above, over: below, times: measure.multiplier)
  }

  /// A figure that a ratio divides: one that came in, days, or a count.
  private mutating func part(_ id: String, over period: ReportingPeriod) -> Reading? {
    let key = Reading.Key(measure: id, period: period)
    switch Measure.Days(rawValue: id) {
    case .inPeriod: return Reading(key: key, value: Fraction(period.days))
    case .inMonth:
      // Of a year to date, the months that have begun.
      let last = period.end.components, first = period.start.components
      let months = (last.year - first.year) * 12 + last.month - first.month + 1
      return Reading(key: key, value: Fraction(period.days, months))
    case nil: break
    }
    guard let part = plan.catalogue[id] else { return nil }
    if part.value.formula == .reading || plan.returned.has(id) && !hasCases(of: part.value) {
      var own = key
      own.origin = .returned
      return plan.returned.reading(own, of: part.value)
    }
    return counted(part, over: period, breakdowns: []).first
  }

  private mutating func counted(
    _ declared: Declared<Measure>, over period: ReportingPeriod, breakdowns: [Breakdown]
  ) -> [Reading] {
    let measure = declared.value
    let key = Reading.Key(measure: measure.measure.value, period: period)
    guard let count = prepare(declared, over: period, breakdowns: breakdowns) else {
      return [Reading(key: key, missing: .unavailable)]
    }
    let population = population(for: declared, over: period)
    let partitions = [Partition(axes: [])] + count.groupings.map { Partition(axes: [$0]) }
    let tallies = Tabulation(
      selectors: count.selectors, specifications: [count.specification], partitions: partitions,
      persons: count.persons, personCount: count.personCount
    ).tallies()[0]
    if let cohort = count.cohort {
      let numerator = measure.formula == .proportion ? tallies[0][0].numerator : nil
      waterfalls.append(
        Waterfall(
          measure: measure.measure.value, cohort: measure.dataset?.value ?? "", period: period,
          recordsIn: cohort.recordsIn, steps: cohort.steps, denominator: tallies[0][0].cases,
          numerator: numerator))
    }
    let total = tallies[0][0]
    if measure.summary != nil { numbers[key] = total.numbers }
    var out = [reading(key, of: measure, from: total, population: population)]
    // A category has no population of its own.
    guard measure.formula != .rate else { return out }
    for (index, grouping) in count.groupings.enumerated() {
      for (position, label) in grouping.labels.enumerated() {
        let tally = tallies[index + 1][position]
        guard tally.cases > 0 || grouping.isAlwaysShown(position) else { continue }
        var categoryKey = key
        categoryKey.category = Reading.Category(breakdown: grouping.breakdown, label: label)
        out.append(reading(categoryKey, of: measure, from: tally, population: nil))
      }
    }
    return out
  }

  /// The population of a rate; nil for other measures. A population that is not declared is nil and reported.
  private mutating func population(
    for declared: Declared<Measure>, over period: ReportingPeriod
  ) -> AggregationPlan.Population? {
    let measure = declared.value
    // After the council has ended it has no population. The run reports that once.
    guard plan.firstDay.map({ $0 <= period.end }) ?? true, plan.lastDay.map({ period.end <= $0 }) ?? true
    else { return nil }
    let population = measure.population.flatMap { plan.populations[$0.value] }
    if measure.formula == .rate, population == nil {
      say(
        "AGG-003", "no population '\(measure.population?.value ?? "")' for area \(plan.area)", declared,
        at: measure.population, hint: "add its row to a file in data/populations/")
    }
    return population
  }

  mutating func say(
    _ code: FindingCode, _ message: String, _ declared: Declared<Measure>, at place: Located<String>?,
    severity: Severity = .warning, hint: String
  ) {
    let finding = declared.source.finding(
      code, at: (place ?? declared.value.measure).range, message, hint: hint, severity: severity,
      effect: .reports)
    sayOnce(finding)
  }

  mutating func sayOnce(_ finding: Finding) {
    guard said.insert(finding).inserted else { return }
    saidOnce.insert(findings.count)
    findings.append(finding)
  }

  /// Each row's person, by batch; nil where the dataset has no person field.
  mutating func persons(of table: CaseTable, in scope: DatasetScope) -> [[Int32]]? {
    guard let person = scope.dataset.person,
      let field = scope.dataset.fields.firstIndex(where: { $0.field.value == person.value })
    else { return nil }
    // A cohort has another table in each period.
    return scope.dataset.cohort == nil
      ? persons(of: table, field: field) : firstRows(in: table, fields: [field])
  }

  /// More than any person's number in a table.
  func mostPersons(_ table: CaseTable) -> Int { max(table.rowCount, cases.people?.names.count ?? 0) }

  /// Cached by table.
  private mutating func persons(of table: CaseTable, field: Int) -> [[Int32]] {
    if let numbered = cases.people?.rows[table.dataset] { return numbered }
    if let known = people[table.dataset] { return known }
    let persons = firstRows(in: table, fields: [field])
    people[table.dataset] = persons
    return persons
  }
}
