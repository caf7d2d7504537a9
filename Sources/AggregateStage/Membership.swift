package import Artefacts
import Declarations
package import Periods
package import Tables

/// One count of a measure over one period, and what its cases are taken from.
package struct Membership: Sendable {
  /// Which count it is: that of the numerator, or that of the denominator.
  package enum Role: String, Sendable, Hashable, CaseIterable { case numerator, denominator }

  package var measure: String
  package var period: ReportingPeriod
  package var role: Role
  /// Where the cases are; those of a cohort are the records they were taken from, which keep their keys from run to run.
  package var dataset: String
  /// Whether the count is of the distinct persons of these cases.
  package var countsPeople: Bool
  /// Whether a whole number is taken of each case.
  package var takesNumbers = false
  /// The datasets whose records decide by linkage whether a case is counted; empty where its own record does.
  package var linked: [String] = []
}

/// The rows of one batch that a count is made of.
package struct CountedRows: Sendable, Hashable {
  package var rows: Bitmap
  /// The whole number taken of each counted row, in their order; empty where none is taken.
  package var numbers: [Int64]

  package init(rows: Bitmap, numbers: [Int64] = []) {
    self.rows = rows
    self.numbers = numbers
  }
}

/// The cases behind every count shown, so that two runs can be told apart case by case.
///
/// A count of a reading is the number of its rows, or of their persons; a population is nobody's cases and has none.
/// Which rows those are is found a batch at a time, when it is asked for: all of them together would be an array of
/// every record for every count.
package struct Memberships: Sendable {
  package private(set) var counts: [Membership] = []
  private var sources: [String: CountSource] = [:]

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
    sources[dataset]?.rows(inBatch: index) ?? []
  }

  private mutating func add(
    _ declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting
  ) {
    let measure = declared.value
    switch measure.calculation {
    case .published: return
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
    case .sum, .mean, .median, .percentile, .maximum:
      add([(.denominator, .valued)], of: declared, for: declared, over: period, &counting)
    }
  }

  private mutating func add(
    _ wanted: [(role: Membership.Role, condition: CountedCondition)], of counted: Declared<Measure>,
    for declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting
  ) {
    // Who is whose person is no matter here, and to find that out takes longer than all the rest.
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
        var own = CountSource(count.cases)
        own.add(count, condition, selection: CountSource.Key(text: "", period: period))
        let moved = cohort.origin.moved(own.rows(inBatch: 0)[0])
        membership.countsPeople = membership.countsPeople || (condition != .valued && moved.isOncePerPerson)
        sources[membership.dataset, default: CountSource(cohort.origin.all.cases)].add(moved.rows)
      } else {
        let text = counted.value.where ?? counted.value.denominator
        sources[membership.dataset, default: CountSource(count.cases)].add(
          count, condition, selection: CountSource.Key(text: text?.value ?? "", period: period))
      }
      counts.append(membership)
    }
  }
}
