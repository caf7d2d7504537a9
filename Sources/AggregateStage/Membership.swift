package import Artefacts
import Declarations
package import Periods
package import Tables

/// One count of a measure over one period, and where its cases come from.
package struct Membership: Sendable {
  /// Which of the reading's counts it is.
  package enum Role: String, Sendable, Hashable, CaseIterable { case numerator, denominator }

  package var measure: String
  package var period: ReportingPeriod
  package var role: Role
  /// The dataset of the cases; for a cohort, that of their records, whose keys do not change from run to run.
  package var dataset: String
  /// Whether it counts the different persons of these cases.
  package var countsPeople: Bool
  /// Whether each case has a number.
  package var takesNumbers = false
  /// The datasets whose records decide, by linkage, whether a case counts; empty where its own record does.
  package var linked: [String] = []
}

/// The rows of one batch that make a count.
package struct CountedRows: Sendable, Hashable {
  package var rows: Bitmap
  /// The number of each counted row, in order; empty where there are none.
  package var numbers: [Int64]

  package init(rows: Bitmap, numbers: [Int64] = []) {
    self.rows = rows
    self.numbers = numbers
  }
}

/// The cases behind every shown count, to compare two runs case by case.
///
/// A reading's count is the number of its rows, or of their persons. A population has no cases. Rows are found a batch at
/// a time on request: all of them together would be an array of every record for every count.
package struct Memberships: Sendable {
  package private(set) var counts: [Membership] = []
  /// By dataset, in the order of `counts(of:)`.
  private var sources: [String: [Source]] = [:]

  private enum Source: Sendable {
    case selected(CountSpecification, CountedCondition, [BatchSelector])
    /// By batch.
    case known([CountedRows])

    func rows(inBatch index: Int) -> CountedRows {
      switch self {
      case .known(let rows): rows[index]
      case .selected(let specification, let condition, let selectors):
        specification.rows(condition, of: selectors[index])
      }
    }
  }

  package init(_ cases: Validated, in plan: AggregationPlan, over shown: [String: [ReportingPeriod]]) {
    self.init(CountedCases(cases, in: plan), over: shown)
  }

  package init(_ found: CountedCases, over shown: [String: [ReportingPeriod]]) {
    var counting = found.counting
    for item in counting.plan.measures {
      for period in shown[item.measure.value.measure.value] ?? [] {
        add(item.measure, over: period, &counting)
      }
    }
  }

  /// The counts of one dataset's cases, in their order.
  package func counts(of dataset: String) -> [Membership] { counts.filter { $0.dataset == dataset } }

  /// The rows of one of the dataset's batches that each of `counts(of:)` is made of.
  package func rows(of dataset: String, inBatch index: Int) -> [CountedRows] {
    sources[dataset, default: []].map { $0.rows(inBatch: index) }
  }

  private mutating func add(
    _ declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting
  ) {
    let measure = declared.value
    switch measure.formula {
    case .published, .reading: return
    case .ratio:
      for (role, id) in zip(Membership.Role.allCases, [measure.numerator, measure.denominator]) {
        guard let part = id.flatMap({ counting.plan.catalogue[$0.value] }) else { continue }
        add([(role, .selected)], of: part, for: declared, over: period, &counting)
      }
    case .count, .rate: add([(.numerator, .selected)], of: declared, for: declared, over: period, &counting)
    case .proportion:
      add(
        [(.numerator, .numerator), (.denominator, .selected)], of: declared, for: declared, over: period,
        &counting)
    case .summary:
      add([(.denominator, .valued)], of: declared, for: declared, over: period, &counting)
    }
  }

  private mutating func add(
    _ wanted: [(role: Membership.Role, condition: CountedCondition)], of counted: Declared<Measure>,
    for declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting
  ) {
    // Persons do not matter here, and finding them takes longer than everything else.
    var byCase = counted
    byCase.value.counts = nil
    guard let count = counting.prepare(byCase, over: period, breakdowns: []) else { return }
    for (role, condition) in wanted {
      var membership = Membership(
        measure: declared.value.measure.value, period: period, role: role,
        dataset: count.cases.table.dataset, countsPeople: counted.value.counts == .people,
        takesNumbers: condition == .valued)
      if let cohort = count.cohort {
        let scope = counting.plan.datasets.first { $0.dataset.dataset.value == membership.dataset }
        membership.linked = scope?.dataset.cohort?.reads.map(\.dataset.value) ?? []
        membership.dataset = cohort.origin.all.cases.table.dataset
        let moved = cohort.origin.moved(count.specification.rows(condition, of: cohort.selectors[0]))
        membership.countsPeople = membership.countsPeople || (condition != .valued && moved.isOncePerPerson)
        sources[membership.dataset, default: []].append(.known(moved.rows))
      } else {
        sources[membership.dataset, default: []].append(
          .selected(count.specification, condition, count.selectors))
      }
      counts.append(membership)
    }
  }
}

/// Which of a measure's conditions a row meets.
private enum CountedCondition: Sendable { case selected, numerator, valued }

extension CountSpecification {
  fileprivate func rows(_ condition: CountedCondition, of selector: BatchSelector) -> CountedRows {
    let rows = selector.rows(selected)
    switch (condition, numerator, value) {
    case (.numerator, let numerator?, _): return CountedRows(rows: selector.rows(numerator, among: rows))
    case (.valued, _, let value?): return selector.numbered(value, among: rows)
    default: return CountedRows(rows: rows)
    }
  }
}

extension CohortOrigin {
  /// The records of a cohort's counted cases, and whether each is of a different person.
  ///
  /// If so, persons are followed: the record of a person may be another in the next run.
  fileprivate func moved(_ counted: CountedRows) -> (rows: [CountedRows], isOncePerPerson: Bool) {
    var out = all.cases.table.batches.map { CountedRows(rows: Bitmap(count: $0.rowCount)) }
    var numbers = out.map { _ in [(row: Int, number: Int64)]() }
    var people: Set<Int32> = []
    var count = 0
    counted.rows.forEachRow { row in
      let position = Int(positions[row])
      let place = all.place(of: position)
      out[place.batch].rows[place.row] = true
      if all.persons[position] >= 0 { people.insert(all.persons[position]) }
      if !counted.numbers.isEmpty { numbers[place.batch].append((place.row, counted.numbers[count])) }
      count += 1
    }
    // Cases are in the order of the linkage, numbers in that of the records.
    for batch in numbers.indices {
      var last = -1
      for (row, number) in numbers[batch].sorted(by: { $0.row < $1.row }) where row != last {
        out[batch].numbers.append(number)
        last = row
      }
    }
    return (out, people.count == count)
  }
}
