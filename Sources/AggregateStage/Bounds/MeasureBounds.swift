package import Artefacts
import Declarations
import Findings
package import Periods
import Statistics
import Tables

/// How far the shown readings could move if the cases behind findings were resolved one way or the other.
///
/// A refused record may be mended, and counts then as far as its other fields say, or stay out. A record that is only
/// remarked on counts as far as the fields that are not in doubt say. What follows whatever a doubted field may hold
/// is certain; everything else could go either way, so the bounds are never too narrow. Measures of people take each
/// record for a person of its own. Averages are not bounded: the number in doubt could be anything. Measures over
/// cohorts are left out, since a doubted record could link to any other.
package func bounds(
  of results: Aggregated, _ cases: Validated, in plan: AggregationPlan, over periods: Set<ReportingPeriod>
) -> [Bounds] {
  var doubts: [String: Doubts] = [:]
  for table in cases.tables { doubts[table.table.dataset] = Doubts(table) }
  let declared = Dictionary(
    plan.measures.map { ($0.measure.value.measure.value, $0.measure.value) }, uniquingKeysWith: { a, _ in a })
  let sources = Dictionary(
    plan.measures.map { ($0.measure.value.measure.value, $0.measure) }, uniquingKeysWith: { a, _ in a })
  return results.readings.flatMap { reading -> [Bounds] in
    guard reading.key.category == nil, periods.contains(reading.key.period), reading.missing == nil,
      let measure = declared[reading.key.measure], let source = sources[reading.key.measure],
      let id = measure.dataset?.value, let doubt = doubts[id], let table = cases.table(of: id)?.table,
      let compiled = DoubtfulMeasure(source, table, plan, over: reading.key.period)
    else { return [] }
    let total = compiled.bounds(of: reading, code: nil, doubt.all)
    guard let total, total.lowest != total.highest || total.lowest == nil else { return [] }
    let parts = doubt.byCheck.compactMap { compiled.bounds(of: reading, code: $0.code, $0.records) }
    return [total] + parts.filter { $0.lowest != $0.highest || $0.lowest == nil }
  }
}

/// A measure's conditions over one period, to be held against doubtful records.
private struct DoubtfulMeasure {
  let measure: Measure
  let table: CaseTable
  let parameters: Parameters
  let selected: TypedExpression
  let numerator: TypedExpression?
  let value: TypedExpression?

  /// nil where it is not counted from cases.
  init?(
    _ declared: Declared<Measure>, _ table: CaseTable, _ plan: AggregationPlan, over period: ReportingPeriod
  ) {
    measure = declared.value
    self.table = table
    parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    let dataset = declared.value.dataset?.value
    guard let text = measure.where ?? measure.denominator,
      let scope = plan.datasets.first(where: { $0.dataset.dataset.value == dataset }),
      scope.dataset.cohort == nil,
      case .success(let selected) = typedCondition(text, in: declared.source, scope: scope.scope)
    else { return nil }
    self.selected = selected
    if measure.calculation == .proportion, let text = measure.numerator,
      case .success(let found) = typedCondition(text, in: declared.source, scope: scope.scope)
    {
      numerator = found
    } else {
      numerator = nil
    }
    if let of = measure.of, case .success(let found) = typed(of, in: declared.source, scope: scope.scope) {
      value = found
    } else {
      value = nil
    }
  }

  /// What doubtful records could be to the measure, and what they are now.
  private struct Count {
    /// Accepted records as they count now.
    var now = (numerator: 0, denominator: 0)
    /// At the lowest: as few in the numerator, and as many beside it, as can be.
    var low = (numerator: 0, denominator: 0)
    var high = (numerator: 0, denominator: 0)
    var records = 0
  }

  /// nil where no record could count otherwise than it does.
  func bounds(of reading: Reading, code: FindingCode?, _ groups: [DoubtfulRecords]) -> Bounds? {
    var count = Count()
    for group in groups where group.isRefused || !used.isDisjoint(with: group.fields) {
      add(group, to: &count)
    }
    guard count.records > 0 else { return nil }
    switch measure.calculation {
    case .count, .rate, .proportion:
      guard let n = reading.numerator else { return nil }
      let isProportion = measure.calculation == .proportion
      func end(_ part: (numerator: Int, denominator: Int)) -> Reading {
        var end = reading
        end.numerator = max(0, n - count.now.numerator) + part.numerator
        if isProportion, let d = reading.denominator {
          end.denominator = max(end.numerator ?? 0, d - count.now.denominator + part.denominator)
        }
        if let d = end.denominator {
          end.value = d > 0 ? Fraction(end.numerator ?? 0, d) : nil
        } else {
          end.value = Fraction(end.numerator ?? 0)
        }
        return end
      }
      return Bounds(
        key: reading.key, code: code, records: count.records, lowest: end(count.low), highest: end(count.high)
      )
    default:
      return Bounds(key: reading.key, code: code, records: count.records, lowest: nil, highest: nil)
    }
  }

  private var used: Set<Int> {
    selected.fieldsUsed.union(numerator?.fieldsUsed ?? []).union(value?.fieldsUsed ?? [])
  }

  private func add(_ group: DoubtfulRecords, to count: inout Count) {
    func program(_ expression: TypedExpression?, doubts: Bool) -> Program? {
      expression.map {
        Program(doubts ? $0.doubting(group.fields) : $0, table: table, parameters: parameters)
      }
    }
    let isValueDoubted = value.map { !$0.fieldsUsed.isDisjoint(with: group.fields) } ?? false
    let (inNow, ofNow) = (program(selected, doubts: false), program(numerator, doubts: false))
    let (inMaybe, ofMaybe) = (program(selected, doubts: true), program(numerator, doubts: true))
    for segment in group.segments {
      func truths(_ program: Program?) -> [UInt8] {
        guard let program else { return [UInt8](repeating: Truth.yes, count: segment.rowCount) }
        var out: [UInt8] = []
        program.truth(in: segment, rows: 0..<segment.rowCount, into: &out)
        return out
      }
      let now = (truths(inNow), truths(ofNow))
      let maybe = (truths(inMaybe), truths(ofMaybe))
      for row in 0..<segment.rowCount {
        let isIn = !group.isRefused && now.0[row] == Truth.yes
        let isOf = isIn && now.1[row] == Truth.yes
        let canBeOut = group.isRefused || maybe.0[row] != Truth.yes
        let canBeOf = maybe.0[row] != Truth.no && maybe.1[row] != Truth.no
        let canBeBeside = maybe.0[row] != Truth.no && maybe.1[row] != Truth.yes && numerator != nil
        let choices = [canBeOut, canBeOf, canBeBeside].count { $0 }
        // A value in doubt moves an average even where the case surely counts.
        let movesValue = isValueDoubted && (canBeOf || canBeBeside)
        // Otherwise certain, whatever the doubted fields hold: it counts as it does now.
        guard choices > 1 || movesValue else { continue }
        count.records += 1
        if isIn { count.now.denominator += 1 }
        if isOf { count.now.numerator += 1 }
        if canBeBeside {
          count.low.denominator += 1
        } else if !canBeOut {
          count.low.numerator += 1
          count.low.denominator += 1
        }
        if canBeOf {
          count.high.numerator += 1
          count.high.denominator += 1
        } else if !canBeOut {
          count.high.denominator += 1
        }
      }
    }
  }
}
