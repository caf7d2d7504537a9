import Artefacts
import Declarations
import Findings
import Tables

/// One declared rule, typed.
struct RuleConditions: Sendable {
  var condition: ConditionSet.Condition
  var used: Set<Int>

  static func compile(_ rule: Declared<Rule>, scope: Scope) -> Result<RuleConditions, Findings> {
    let declaration = rule.value
    // The check of declarations refuses a rule of single records without a condition.
    guard let condition = declaration.must else { return .failure(Findings([])) }
    return typedCondition(condition, in: rule.source, scope: scope).flatMap { must in
      guard let when = declaration.when else {
        return .success(
          RuleConditions(condition: ConditionSet.Condition(mustHold: must), used: must.fieldsUsed))
      }
      return typedCondition(when, in: rule.source, scope: scope).map { when in
        RuleConditions(
          condition: ConditionSet.Condition(mustHold: must, applies: when),
          used: must.fieldsUsed.union(when.fieldsUsed))
      }
    }
  }
}

extension TableValidation {
  /// Tests every readable record against the declared rules, and reports rules that cannot be run.
  ///
  /// Rules that were tested while the extract was read are not tested again.
  /// - Returns: findings about the rules themselves.
  mutating func run(
    _ rules: [Declared<Rule>], scope: Scope, parameters: Parameters, screen: PushedDownRules.DatasetScreen?
  ) -> [Finding] {
    var findings: [Finding] = []
    var positions = [Int?](repeating: nil, count: screen?.used.count ?? 0)
    var others: [(conditions: RuleConditions, check: Int)] = []
    for rule in rules {
      let compiled: RuleConditions
      switch RuleConditions.compile(rule, scope: scope) {
      case .success(let conditions): compiled = conditions
      case .failure(let failure):
        findings += failure.all
        continue
      }
      guard let check = check(of: rule, reading: compiled.used) else { continue }
      if let test = screen?.tests[rule.value.rule.value] {
        positions[test] = check
      } else {
        others.append((compiled, check))
      }
    }
    add(table.batches.map(\.marks), positions)
    guard !others.isEmpty else { return findings }
    let conditions = ConditionSet(
      others.map(\.conditions.condition), dictionaries: table.dictionaries, parameters: parameters)
    let used = others.map(\.conditions.used)
    let batches = table.batches
    let marks = parallelMap(batches.count) { index in
      var scratch = EvaluationScratch()
      return conditions.failures(in: batches[index], scratch: &scratch)
        .readable(in: batches[index], used: used)
    }
    add(marks, others.map(\.check))
    return findings
  }

  /// The position of a rule's check; nil, and recorded, where the extract lacks a field that the rule reads.
  private mutating func check(of rule: Declared<Rule>, reading used: Set<Int>) -> Int? {
    let declaration = rule.value
    let code = FindingCode(rawValue: declaration.rule.value)
    let absent = used.filter { table.absentFields.contains(dataset.fields[$0].field.value) }.sorted()
    guard absent.isEmpty else {
      let titles = absent.map { dataset.fields[$0].title }.joined(separator: ", ")
      notRun.append(NotRun(rule: code, reason: "the extract has no column for \(titles)"))
      return nil
    }
    return position(of: Check(declaration))
  }
}
