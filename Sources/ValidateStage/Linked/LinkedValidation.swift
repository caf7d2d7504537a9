import Artefacts
import Declarations
import Findings
import Periods
import Tables

/// Runs the rules that need more than one record, over all tables, after records are accepted or refused.
///
/// They only report: they cannot know which of two records is wrong.
struct LinkedValidation: Sendable {
  var tables: [TableValidation]
  let scopes: [DatasetScope]
  let parameters: Parameters
  let previous: RunMemory?
  var findings: [Finding] = []
  var memory: RunMemory
  var numbers = JoinKeys([], comparing: [])
  /// Records by a single field, where rules look up all records of a dataset by it.
  var records: [JoinKeys.Place: KeyIndex] = [:]

  init(_ tables: [TableValidation], of scopes: [DatasetScope], parameters: Parameters, previous: RunMemory?) {
    self.tables = tables
    self.scopes = scopes
    self.parameters = parameters
    self.previous = previous
    memory = RunMemory(asOf: parameters.asOf)
  }

  /// Runs the rules on all cores and adds their findings in order.
  ///
  /// Rules only report, so none changes what another sees.
  mutating func run(_ rules: [Declared<Rule>]) {
    let linked = rules.filter { $0.value.lookingAt != .record && position(of: $0.value.dataset.value) != nil }
    guard !linked.isEmpty else { return }
    let pairs = linked.flatMap { compared(by: $0.value) } + personPairs
    numbers = JoinKeys(tables.map(\.table), comparing: pairs)
    records = recordsByKey(linked.map(\.value))
    let before = self
    let outcomes = parallelMap(linked.count) { before.outcome(of: linked[$0]) }
    for (rule, outcome) in zip(linked, outcomes) {
      guard let own = position(of: rule.value.dataset.value) else { continue }
      switch outcome {
      case .failed(let failure): findings += failure.all
      case .notRun(let missing): tables[own].notRun.append(missing)
      case .found(let rows): note(rows, of: rule.value, in: own)
      case .changes(let changes):
        tables[own].notRun += changes.notRun.map { [$0] } ?? []
        findings += changes.findings
        memory.kept[FindingCode(rawValue: rule.value.rule.value)] = changes.kept
        note(changes.rows, of: rule.value, in: own)
      }
    }
  }

  private mutating func note(_ found: [[Int]], of rule: Rule, in own: Int) {
    let check = tables[own].position(of: Check(rule))
    for (batch, rows) in found.enumerated() where !rows.isEmpty {
      tables[own].add(rows, batch: batch, check: check)
    }
  }

  /// The result of one rule.
  private enum Outcome: Sendable {
    case failed(Findings)
    case notRun(NotRun)
    /// The rows that break it, by batch.
    case found([[Int]])
    /// A rule that compares this run with the last, with data for the next.
    case changes(RunChanges)
  }

  private func outcome(of rule: Declared<Rule>) -> Outcome {
    let ready: PreparedRule
    switch prepared(rule) {
    case .failure(let failure): return .failed(failure)
    case .success(let rule): ready = rule
    }
    guard let own = position(of: rule.value.dataset.value) else { return .found([]) }
    if let reason = reasonNotToRun(rule.value, ready) {
      return .notRun(NotRun(rule: ready.code, reason: reason))
    }
    switch ready.rule.lookingAt {
    case .record: return .found([])
    case .overlap: return .found(overlaps(ready, in: own))
    case .consistent: return .found(contradictions(ready, in: own))
    case .reference: return .found(wrongReferences(ready, in: own))
    case .run: return .changes(changes(ready, in: own))
    }
  }

  /// The pairs of fields that a rule compares. A field that is compared from record to record is paired with itself.
  private func compared(by rule: Rule) -> [(JoinKeys.Place, JoinKeys.Place)] {
    guard let own = position(of: rule.dataset.value) else { return [] }
    var pairs = places(alone(rule, in: own), in: own).map { ($0, $0) }
    guard let reference = rule.reference, let other = position(of: reference.dataset.value) else {
      return pairs
    }
    for pair in reference.onPairs + reference.agreePairs {
      pairs += zip(places([pair.ours], in: own), places([pair.theirs], in: other))
    }
    for pair in reference.notAfterPairs {
      pairs += (places([pair.ours], in: own) + places([pair.theirs], in: other)).map { ($0, $0) }
    }
    return pairs
  }

  /// The fields that a rule compares from record to record.
  private func alone(_ rule: Rule, in own: Int) -> [Located<String>] {
    guard let consistent = rule.consistent else { return rule.overlap?.per ?? [] }
    // Keys of several fields have few records, so their texts are compared directly.
    let same = consistent.same.filter { consistent.per.count == 1 || !isText($0, in: own) }
    return consistent.per + same
  }

  private func isText(_ field: Located<String>, in own: Int) -> Bool {
    let kind = tables[own].fieldPosition(field.value).map { tables[own].dataset.fields[$0].kind }
    return kind == .identifier || kind == .text
  }

  /// The field of each dataset that names the person.
  private var personPlaces: [JoinKeys.Place] {
    tables.indices.flatMap { table in places(tables[table].dataset.person.map { [$0] } ?? [], in: table) }
  }

  /// Persons are numbered together in all datasets, whichever a rule compares: counts of people use the numbers too.
  private var personPairs: [(JoinKeys.Place, JoinKeys.Place)] {
    let places = personPlaces
    return places.map { ($0, places[0]) }
  }

  /// The persons as numbered for the rules; nil where that was not needed.
  var people: NumberedPeople? {
    let places = personPlaces
    guard let first = places.first, let names = numbers.names(first) else { return nil }
    return NumberedPeople(
      names: names,
      rows: Dictionary(uniqueKeysWithValues: places.map { (tables[$0.table].table.dataset, numbers[$0]) }))
  }

  func places(_ fields: [Located<String>], in table: Int) -> [JoinKeys.Place] {
    fields.compactMap { field in
      tables[table].fieldPosition(field.value).map { JoinKeys.Place(table: table, field: $0) }
    }
  }

  /// For each batch, 1 for the rows of its dataset that a rule applies to.
  func eligible(_ ready: PreparedRule, in own: Int) -> [[UInt8]] {
    tables[own].eligible(
      when: ready.expression(ready.rule.when), reading: ready.fields(of: ready.rule.dataset.value), parameters
    )
  }

  func position(of dataset: String) -> Int? { tables.firstIndex { $0.table.dataset == dataset } }

  /// The reason: an extract or a column that the rule needs is missing.
  private func reasonNotToRun(_ rule: Rule, _ ready: PreparedRule) -> String? {
    if let other = rule.reference?.dataset.value, position(of: other) == nil {
      return "there is no extract of \(other)"
    }
    for (dataset, fields) in ready.fieldsByDataset {
      guard let index = position(of: dataset) else { continue }
      let table = tables[index]
      let absent = fields.map { table.dataset.fields[$0] }
        .filter { table.table.absentFields.contains($0.field.value) }
      guard absent.isEmpty else {
        return "the extract of \(dataset) has no column for \(absent.map(\.title).joined(separator: ", "))"
      }
    }
    return nil
  }
}

/// A linked rule with typed expressions and resolved fields.
struct PreparedRule: Sendable {
  var rule: Rule
  var code: FindingCode
  /// By the text's place in the file, which is unique.
  var expressions: [Int: TypedExpression] = [:]
  /// For each dataset, the positions of the fields that the rule reads.
  var fieldsByDataset: [(dataset: String, fields: [Int])] = []

  func expression(_ text: Located<String>?) -> TypedExpression? {
    text.flatMap { expressions[$0.range.lowerBound] }
  }

  func fields(of dataset: String) -> [Int] { fieldsByDataset.first { $0.dataset == dataset }?.fields ?? [] }
}

extension LinkedValidation {
  private func prepared(_ declared: Declared<Rule>) -> Result<PreparedRule, Findings> {
    let rule = declared.value
    var ready = PreparedRule(rule: rule, code: FindingCode(rawValue: rule.rule.value))
    var used: [String: Set<Int>] = [:]
    for named in rule.namedExpressions {
      guard let scope = scopes.first(where: { $0.dataset.dataset.value == named.dataset }) else { continue }
      let result =
        named.givesDay
        ? typed(named.text, in: declared.source, scope: scope.scope)
        : typedCondition(named.text, in: declared.source, scope: scope.scope)
      switch result {
      case .failure(let failure): return .failure(failure)
      case .success(let expression):
        ready.expressions[named.text.range.lowerBound] = expression
        used[named.dataset, default: []].formUnion(expression.fieldsUsed)
      }
    }
    for named in rule.namedFields {
      guard let scope = scopes.first(where: { $0.dataset.dataset.value == named.dataset }) else { continue }
      let position = scope.dataset.fields.firstIndex { $0.field.value == named.field.value }
      if let position { used[named.dataset, default: []].insert(position) }
    }
    ready.fieldsByDataset = used.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    return .success(ready)
  }
}

extension Check {
  init(_ rule: Rule) {
    self.init(
      code: FindingCode(rawValue: rule.rule.value), dataset: rule.dataset.value,
      fields: rule.fields.map(\.value), severity: rule.severity, effect: rule.effect, message: rule.message,
      hint: rule.hint)
  }
}
