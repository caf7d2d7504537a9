import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// A measure's conditions over one period, for tests of doubtful records.
struct DoubtfulMeasure {
  let measure: Measure
  let cases: ValidatedTable
  let parameters: Parameters
  let selected: TypedExpression
  let numerator: TypedExpression?
  let value: TypedExpression?
  /// The field that identifies people, where people are counted.
  let person: Int?
  private let fieldsUsed: Set<Int>
  private let programs = Programs()

  /// nil where the measure is not counted from the cases of one extract.
  init?(
    _ declared: Declared<Measure>, _ cases: ValidatedTable, _ plan: AggregationPlan,
    over period: ReportingPeriod
  ) {
    measure = declared.value
    self.cases = cases
    parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    guard let text = measure.where ?? measure.denominator, let scope = plan.scope(of: measure),
      scope.dataset.cohort == nil,
      case .success(let selected) = typedCondition(text, in: declared.source, scope: scope.scope)
    else { return nil }
    self.selected = selected
    if measure.formula == .proportion, let text = measure.numerator,
      case .success(let found) = typedCondition(text, in: declared.source, scope: scope.scope)
    {
      numerator = found
    } else {
      numerator = nil
    }
    person =
      measure.counts == .people
      ? scope.dataset.person.flatMap { name in
        scope.dataset.fields.firstIndex { $0.field.value == name.value }
      } : nil
    if let of = measure.of, case .success(let found) = typed(of, in: declared.source, scope: scope.scope) {
      value = found
    } else {
      value = nil
    }
    fieldsUsed = selected.fieldsUsed.union(numerator?.fieldsUsed ?? []).union(value?.fieldsUsed ?? [])
  }

  func program(_ expression: TypedExpression, doubting fields: Set<Int> = []) -> Program {
    Program(
      fields.isEmpty ? expression : expression.doubting(fields), table: cases.table, parameters: parameters)
  }

  /// Whether any record of a group could count differently.
  func isMoved(by group: DoubtfulRecords) -> Bool {
    group.isRefused || !fieldsUsed.isDisjoint(with: group.fields) || isOfAnybody(group)
  }

  /// Whether people are counted, and the person field of these records is itself in doubt.
  private func isOfAnybody(_ group: DoubtfulRecords) -> Bool {
    person.map { group.fields.contains($0) } ?? false
  }

  /// How a row of a group counts: now, and for any values of its doubted fields.
  struct Standing {
    var isIn: Bool
    var isOf: Bool
    /// Whether it may be outside the denominator.
    var canBeOut: Bool
    /// Whether it may be in the numerator, and whether it may be in the denominator only.
    var canBeOf: Bool
    var canBeBeside: Bool
  }

  /// - Parameter body: is called with the batch, the row in it and how that row counts.
  func forEachRow(of group: DoubtfulRecords, _ body: (RecordBatch, Int, Standing) -> Void) {
    for batch in group.batches {
      func truths(_ isNumerator: Bool, doubting fields: Set<Int> = []) -> [UInt8] {
        guard let condition = isNumerator ? numerator : selected else {
          return [UInt8](repeating: Truth.yes, count: batch.rowCount)
        }
        let key = Programs.Key(
          isNumerator: isNumerator, doubted: fields.intersection(condition.fieldsUsed))
        return programs.truths(of: key, in: batch) { program(condition, doubting: key.doubted) }
      }
      // A refused record does not count now.
      let now = group.isRefused ? ([], []) : (truths(false), truths(true))
      let maybe = (truths(false, doubting: group.fields), truths(true, doubting: group.fields))
      for row in 0..<batch.rowCount {
        let isIn = !group.isRefused && now.0[row] == Truth.yes
        let isPossible = maybe.0[row] != Truth.no
        body(
          batch, row,
          Standing(
            isIn: isIn, isOf: isIn && now.1[row] == Truth.yes,
            canBeOut: group.isRefused || maybe.0[row] != Truth.yes || isOfAnybody(group),
            canBeOf: isPossible && maybe.1[row] != Truth.no,
            canBeBeside: isPossible && maybe.1[row] != Truth.yes && numerator != nil))
      }
    }
  }
}

/// Compiled programs of one measure and period: many groups have the same conditions and the same fields in doubt.
private final class Programs {
  struct Key: Hashable {
    var isNumerator: Bool
    var doubted: Set<Int>
  }
  private var known: [Key: Program] = [:]
  private var scratch = EvaluationScratch()

  func truths(of key: Key, in batch: RecordBatch, _ compile: () -> Program) -> [UInt8] {
    let program = known[key] ?? compile()
    known[key] = program
    var out: [UInt8] = []
    program.truth(in: batch, rows: 0..<batch.rowCount, scratch: &scratch, into: &out)
    return out
  }
}
