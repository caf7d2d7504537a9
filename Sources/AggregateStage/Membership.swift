package import Artefacts
import Declarations
package import Periods
import Tables

/// Which cases one count of a measure is made of, over one period.
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
  /// For each segment of the dataset's table, 1 for a row that is counted.
  package var rows: [[UInt8]]
  /// The whole number taken of each counted row, laid out as `rows`; empty where none is taken.
  package var values: [[Int64]] = []
  /// The datasets whose records decide by linkage whether a case is counted; empty where its own record does.
  package var linked: [String] = []
}

/// The cases behind every count shown, so that two runs can be told apart case by case.
///
/// A count of a reading is the number of its rows, or of their persons; a population is nobody's cases and has none.
package func memberships(
  of cases: Validated, in plan: AggregationPlan, over shown: [String: [ReportingPeriod]]
) -> [Membership] {
  memberships(of: CountedCases(cases, in: plan), over: shown)
}

package func memberships(of found: CountedCases, over shown: [String: [ReportingPeriod]]) -> [Membership] {
  var counting = found.counting
  var out: [Membership] = []
  for item in counting.plan.measures {
    for period in shown[item.measure.value.measure.value] ?? [] {
      out += counting.memberships(of: item.measure, over: period)
    }
  }
  return out
}

extension Counting {
  mutating func memberships(of declared: Declared<Measure>, over period: ReportingPeriod) -> [Membership] {
    let measure = declared.value
    switch measure.calculation {
    case .published: return []
    case .ratio:
      return zip(Membership.Role.allCases, [measure.numerator, measure.denominator]).compactMap { role, id in
        guard let part = id.flatMap({ plan.catalogue[$0.value] }),
          let count = prepare(part, over: period, breakdowns: [])
        else { return nil }
        return membership(declared, part.value, period, role, count, .selected)
      }
    case .count, .rate:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [membership(declared, measure, period, .numerator, count, .selected)]
    case .proportion:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [
        membership(declared, measure, period, .numerator, count, .numerator),
        membership(declared, measure, period, .denominator, count, .selected),
      ]
    case .sum, .mean, .median, .percentile, .maximum:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [membership(declared, measure, period, .denominator, count, .valued)]
    }
  }

  private func membership(
    _ declared: Declared<Measure>, _ counted: Measure, _ period: ReportingPeriod, _ role: Membership.Role,
    _ count: PreparedMeasure, _ condition: Condition
  ) -> Membership {
    var membership = Membership(
      measure: declared.value.measure.value, period: period, role: role, dataset: count.cases.table.dataset,
      countsPeople: counted.counts == .people, rows: count.rows(condition),
      values: condition == .valued ? count.values() : [])
    if let cohort = count.cohort {
      let reads = plan.datasets.first { $0.dataset.dataset.value == membership.dataset }?.dataset.cohort?
        .reads
      membership.linked = reads?.map(\.dataset.value) ?? []
      cohort.origin.move(&membership)
    }
    return membership
  }
}

/// Which of a measure's conditions a row meets.
private enum Condition: Sendable { case selected, numerator, valued }

extension PreparedMeasure {
  fileprivate func rows(_ condition: Condition) -> [[UInt8]] {
    let (cases, specification, yes) = (cases, specification, Truth.yes)
    return parallelMap(cases.table.segments.count) { index in
      let segment = cases.table.segments[index]
      let rows = 0..<segment.rowCount
      var out = [UInt8](repeating: 0, count: rows.count)
      let accepted = cases.accepted[index]
      specification.selected.truth(in: segment, rows: rows, into: &out)
      for row in rows { out[row] = out[row] == yes && accepted[row] == 1 ? 1 : 0 }
      if condition == .numerator, let numerator = specification.numerator {
        var isNumerator = [UInt8](repeating: 0, count: rows.count)
        numerator.truth(in: segment, rows: rows, into: &isNumerator)
        for row in rows where isNumerator[row] != yes { out[row] = 0 }
      }
      if condition == .valued, let value = specification.value {
        var values = [Int64](repeating: 0, count: rows.count)
        value.values(in: segment, rows: rows, into: &values)
        for row in rows where values[row] == Int64.min { out[row] = 0 }
      }
      return out
    }
  }

  /// What is taken of each row, by segment.
  fileprivate func values() -> [[Int64]] {
    let (cases, value) = (cases, specification.value)
    return parallelMap(cases.table.segments.count) { index in
      let segment = cases.table.segments[index]
      var out = [Int64](repeating: 0, count: segment.rowCount)
      value?.values(in: segment, rows: 0..<segment.rowCount, into: &out)
      return out
    }
  }
}
