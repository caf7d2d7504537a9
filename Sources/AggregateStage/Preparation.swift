import Artefacts
import Declarations
import Findings
import Periods
import Tables

extension Counting {
  /// Compiles a measure for one period; nil, with a finding, where cases or fields are missing.
  mutating func prepare(
    _ declared: Declared<Measure>, over period: ReportingPeriod, breakdowns: [Breakdown]
  ) -> PreparedMeasure? {
    let measure = declared.value
    let id = measure.dataset?.value ?? ""
    guard let scope = plan.datasets.first(where: { $0.dataset.dataset.value == id }) else {
      sayNoExtract(of: id, for: declared)
      return nil
    }
    var cohort: CohortTable?
    if let linked = scope.dataset.cohort {
      cohort = cohortTable(scope.dataset, linked, over: period, for: declared)
      guard cohort != nil else { return nil }
    }
    guard let cases = cohort?.cases ?? cases.table(of: id) else {
      sayNoExtract(of: id, for: declared)
      return nil
    }
    let parameters = Parameters(
      asOf: period.end, periodStart: period.start, periodEnd: period.end, calendar: plan.calendar)
    var compiler = MeasureCompiler(
      source: declared.source, scope: scope, cases: cases, parameters: parameters, typed: typedTexts)
    defer { typedTexts = compiler.typed }
    guard let selected = compiler.condition(measure.where ?? measure.denominator) else {
      findings += compiler.findings
      return nil
    }
    let numerator = measure.formula == .proportion ? compiler.condition(measure.numerator) : nil
    let value = compiler.value(measure.of)
    let groupings = breakdowns.compactMap { compiler.grouping($0) }
    findings += compiler.findings
    guard compiler.findings.isEmpty else { return nil }
    let absent = compiler.fieldsUsed.map { scope.dataset.fields[$0] }
      .filter { cases.table.absentFields.contains($0.field.value) }
    guard absent.isEmpty else {
      sayNoColumn(
        for: absent, of: scope.dataset.cohort?.reads.first?.dataset.value ?? id, for: declared)
      return nil
    }
    let persons = measure.counts == .people ? persons(of: cases.table, in: scope) : nil
    return PreparedMeasure(
      cases: cases, selectors: cohort?.selectors ?? selectors[id] ?? [],
      specification: CountSpecification(
        selected: selected, numerator: numerator, value: value, countsPeople: persons != nil),
      groupings: groupings, persons: persons, personCount: mostPersons(cases.table), cohort: cohort)
  }
}

/// One measure over one period, ready to be counted.
struct PreparedMeasure {
  var cases: ValidatedTable
  /// One for each batch of the cases.
  var selectors: [BatchSelector]
  var specification: CountSpecification
  /// The requested breakdowns whose fields the extract has.
  var groupings: [Grouping]
  /// For measures of people: each row's person, by batch.
  var persons: [[Int32]]?
  /// Above the number of any person.
  var personCount: Int
  /// The cohort, for cases found by linkage.
  var cohort: CohortTable?
}

/// Types and compiles one measure's expressions, and records the fields they read.
private struct MeasureCompiler {
  let source: SourceText
  let scope: DatasetScope
  let cases: ValidatedTable
  let parameters: Parameters
  var typed: TypedTexts
  var findings: [Finding] = []
  /// Fields that the measure itself needs, in order. Those of a breakdown are optional.
  var fieldsUsed: [Int] = []

  init(
    source: SourceText, scope: DatasetScope, cases: ValidatedTable, parameters: Parameters, typed: TypedTexts
  ) {
    self.typed = typed
    self.source = source
    self.scope = scope
    self.cases = cases
    self.parameters = parameters
  }

  private var table: CaseTable { cases.table }

  mutating func condition(_ text: Located<String>?) -> Condition? {
    text.flatMap { expression(typed.condition($0, in: source, scope)) }
      .map { Condition($0.predicate(parameters), table: table, parameters: parameters) }
  }

  mutating func value(_ text: Located<String>?) -> Program? {
    text.flatMap { expression(typed.value($0, in: source, scope)) }
      .map { Program($0, table: table, parameters: parameters) }
  }

  private mutating func expression(_ result: Result<TypedExpression, Findings>) -> TypedExpression? {
    switch result {
    case .success(let expression):
      for field in expression.fieldsUsed.sorted() where !fieldsUsed.contains(field) {
        fieldsUsed.append(field)
      }
      return expression
    case .failure(let failure):
      findings += failure.all
      return nil
    }
  }

  /// nil where the extract lacks the breakdown's field. The measure is still counted as a whole.
  mutating func grouping(_ breakdown: Breakdown) -> Grouping? {
    guard case .success(let expression) = typed.value(breakdown.by, in: source, scope) else {
      return nil
    }
    let fields = scope.dataset.fields
    guard !expression.fieldsUsed.contains(where: { table.absentFields.contains(fields[$0].field.value) })
    else {
      return nil
    }
    var labels: [String] = []
    var groups: [String]?
    if breakdown.bands == nil, let field = expression.fieldsUsed.first {
      labels = scope.labels[field] ?? table.dictionaries[field]
      groups = breakdown.grouped == true ? scope.groups[field] : nil
    }
    return Grouping(
      breakdown, expression: expression, labels: labels, groups: groups, cases: cases, parameters: parameters)
  }
}
