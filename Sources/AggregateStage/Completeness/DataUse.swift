import Artefacts
import Declarations
import Periods

/// What a measure, or one count of a ratio, reads.
struct DataUse {
  var dataset: String
  /// Positions of the fields that it reads.
  var fields: Set<Int>
  /// The conditions that select and count cases; none for a dataset that a cohort is linked from.
  var conditions: [TypedExpression] = []
  /// For a dataset of a cohort: whether the measure counts on one day.
  var isStock = false
  /// For such a dataset: how many months before the period its records decide what a case is.
  var looksBack = 0
}

/// Days that a condition selects by one field: from the first to the last, or all up to the last.
struct DayWindow {
  var field: Int
  var first: Day?
  var last: Day?
}

extension Counting {
  /// The datasets and fields that a measure is counted from.
  mutating func uses(of declared: Declared<Measure>) -> [DataUse] {
    let measure = declared.value
    switch measure.formula {
    case .published, .reading: return []
    case .ratio:
      return [measure.numerator, measure.denominator].compactMap { $0.flatMap { plan.catalogue[$0.value] } }
        .filter { $0.value.formula != .ratio }.flatMap { uses(of: $0) }
    case .count, .proportion, .rate, .summary: break
    }
    guard let scope = plan.scope(of: measure) else { return [] }
    if let cohort = scope.dataset.cohort {
      return cohort.reads.map { read in
        let names = Set(read.fields.map(\.value))
        let fields =
          plan.datasets.first { $0.dataset.dataset.value == read.dataset.value }?.dataset.fields ?? []
        return DataUse(
          dataset: read.dataset.value,
          fields: Set(fields.indices.filter { names.contains(fields[$0].field.value) }),
          isStock: measure.basis.isStock, looksBack: read.looksBack ?? 0)
      }
    }
    var use = DataUse(dataset: scope.dataset.dataset.value, fields: [])
    if let text = measure.where ?? measure.denominator,
      case .success(let found) = typedTexts.condition(text, in: declared.source, scope)
    {
      use.conditions.append(found)
      use.fields = found.fieldsUsed
    }
    if measure.formula == .proportion, let text = measure.numerator,
      case .success(let found) = typedTexts.condition(text, in: declared.source, scope)
    {
      use.conditions.append(found)
      use.fields.formUnion(found.fieldsUsed)
    }
    if let text = measure.of, case .success(let found) = typedTexts.value(text, in: declared.source, scope) {
      use.fields.formUnion(found.fieldsUsed)
    }
    return [use]
  }

  /// The days that a use of a dataset needs over a period.
  func windows(of use: DataUse, over period: ReportingPeriod) -> [DayWindow] {
    guard !use.conditions.isEmpty else {
      guard let dataset = plan.datasets.first(where: { $0.dataset.dataset.value == use.dataset })?.dataset,
        let field = dataset.position(of: dataset.day)
      else { return [] }
      return [DayWindow(field: field, first: use.isStock ? nil : period.start, last: period.end)]
    }
    let parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    return use.conditions.flatMap { $0.predicate(parameters).spans }.compactMap { span in
      guard span.least <= span.greatest else { return nil }
      func day(_ number: Int64) -> Day? { Int32(exactly: number).map { Day(number: $0) } }
      return DayWindow(field: span.field, first: day(span.least), last: day(span.greatest))
    }
  }
}
