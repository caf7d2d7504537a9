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
  package var dataset: String
  /// Whether the count is of the distinct persons of these cases.
  package var countsPeople: Bool
  /// For each segment of the dataset's table, 1 for a row that is counted.
  package var rows: [[UInt8]]
}

/// The cases behind every count shown, so that two runs can be told apart case by case.
///
/// A count of a reading is the number of its rows, or of their persons; a population is nobody's cases and has none.
package func memberships(
  of cases: Validated, in plan: AggregationPlan, over shown: [String: [ReportingPeriod]]
) -> [Membership] {
  var counting = Counting(cases: cases, plan: plan)
  var out: [Membership] = []
  for item in plan.measures {
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
        return membership(declared, part.value, period, role, count, count.rows(.selected))
      }
    case .count, .rate:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [membership(declared, measure, period, .numerator, count, count.rows(.selected))]
    case .proportion:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [
        membership(declared, measure, period, .numerator, count, count.rows(.numerator)),
        membership(declared, measure, period, .denominator, count, count.rows(.selected)),
      ]
    case .sum, .mean, .median, .percentile, .maximum:
      guard let count = prepare(declared, over: period, breakdowns: []) else { return [] }
      return [membership(declared, measure, period, .denominator, count, count.rows(.valued))]
    }
  }

  private func membership(
    _ declared: Declared<Measure>, _ counted: Measure, _ period: ReportingPeriod, _ role: Membership.Role,
    _ count: PreparedMeasure, _ rows: [[UInt8]]
  ) -> Membership {
    Membership(
      measure: declared.value.measure.value, period: period, role: role, dataset: count.cases.table.dataset,
      countsPeople: counted.counts == .people, rows: rows)
  }
}

/// Which of a measure's conditions a row meets.
private enum Condition: Sendable { case selected, numerator, valued }

extension PreparedMeasure {
  fileprivate func rows(_ condition: Condition) -> [[UInt8]] {
    let (cases, specification) = (cases, specification)
    return parallelMap(cases.table.segments.count) { index in
      let segment = cases.table.segments[index]
      let rows = 0..<segment.rowCount
      var out = [UInt8](repeating: 0, count: rows.count)
      specification.selected.truth(in: segment, rows: rows, into: &out)
      for row in rows { out[row] = out[row] == Truth.yes && cases.accepted[index][row] == 1 ? 1 : 0 }
      if condition == .numerator, let numerator = specification.numerator {
        var isNumerator = [UInt8](repeating: 0, count: rows.count)
        numerator.truth(in: segment, rows: rows, into: &isNumerator)
        for row in rows where isNumerator[row] != Truth.yes { out[row] = 0 }
      }
      if condition == .valued, let value = specification.value {
        var values = [Int64](repeating: 0, count: rows.count)
        value.values(in: segment, rows: rows, into: &values)
        for row in rows where values[row] == Int64.min { out[row] = 0 }
      }
      return out
    }
  }
}
