import Artefacts
import Declarations
import Findings
import Tables

extension TableValidation {
  /// Runs a declared rule over every record whose fields could be read; says so where it cannot be run.
  ///
  /// - Returns: what is wrong with the rule itself.
  mutating func run(_ rule: Declared<Rule>, scope: Scope, parameters: Parameters) -> [Finding] {
    let declaration = rule.value
    let code = FindingCode(rawValue: declaration.rule.value)
    let must: TypedExpression
    var when: TypedExpression?
    guard let condition = declaration.must else { return [] }
    switch typedCondition(condition, in: rule.source, scope: scope) {
    case .success(let expression): must = expression
    case .failure(let findings): return findings.all
    }
    if let condition = declaration.when {
      switch typedCondition(condition, in: rule.source, scope: scope) {
      case .success(let expression): when = expression
      case .failure(let findings): return findings.all
      }
    }
    let used = must.fieldsUsed.union(when?.fieldsUsed ?? [])
    let absent = used.filter { table.absentFields.contains(dataset.fields[$0].field.value) }.sorted()
    guard absent.isEmpty else {
      let titles = absent.map { dataset.fields[$0].title }.joined(separator: ", ")
      notRun.append(NotRun(rule: code, reason: "the extract has no column for \(titles)"))
      return []
    }
    let position = position(of: Check(declaration))
    let mustHold = Program(must, table: table, parameters: parameters)
    let applies = when.map { Program($0, table: table, parameters: parameters) }
    let segments = table.segments
    let failing = parallelMap(segments.count) { index in
      failingRows(of: segments[index], mustHold: mustHold, applies: applies, used: used)
    }
    for (index, rows) in failing.enumerated() { add(rows, segment: index, check: position) }
    return []
  }
}

/// The rows where the rule applies and is false, less those where a field it needs could not be read.
private func failingRows(
  of segment: Segment, mustHold: Program, applies: Program?, used: Set<Int>
) -> [Int] {
  let rows = 0..<segment.rowCount
  var truth = [UInt8](repeating: 0, count: rows.count)
  mustHold.truth(in: segment, rows: rows, into: &truth)
  var failing = rows.filter { truth[$0] == Truth.no }
  if let applies, !failing.isEmpty {
    applies.truth(in: segment, rows: rows, into: &truth)
    failing = failing.filter { truth[$0] == Truth.yes }
  }
  guard !failing.isEmpty, !segment.faults.isEmpty else { return failing }
  var unreadable: Set<Int32> = []
  for fault in segment.faults where fault.field < 0 || used.contains(Int(fault.field)) {
    unreadable.insert(fault.row)
  }
  return failing.filter { !unreadable.contains(Int32($0)) }
}
