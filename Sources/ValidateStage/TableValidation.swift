import Artefacts
import Declarations
import Findings
import Tables

/// One table's checks while they are being run.
struct TableValidation {
  let table: CaseTable
  let dataset: Dataset
  var checks: [Check] = []
  /// For each segment, in row order within each check.
  var breaches: [[Breach]]
  var accepted: [[UInt8]]
  var notRun: [NotRun] = []

  init(table: CaseTable, dataset: Dataset) {
    self.table = table
    self.dataset = dataset
    breaches = table.segments.map { _ in [] }
    accepted = table.segments.map { [UInt8](repeating: 1, count: $0.rowCount) }
  }

  /// The position of a check, added when it is new.
  mutating func position(of check: Check) -> Int {
    if let known = checks.firstIndex(of: check) { return known }
    checks.append(check)
    return checks.count - 1
  }

  /// Notes that rows of a segment fail a check, and refuses them where that is its effect.
  mutating func add(_ rows: [Int], segment: Int, check: Int) {
    let refuses = checks[check].effect == .refusesRecord
    for row in rows {
      breaches[segment].append(Breach(segment: segment, row: row, check: check))
      if refuses { accepted[segment][row] = 0 }
    }
  }

  /// Turns what ingest could not type into breaches.
  mutating func findFaults() {
    var known: [Fault: Int] = [:]
    for (index, segment) in table.segments.enumerated() {
      for fault in segment.faults {
        let kind = Fault(field: fault.field, kind: fault.kind, suggestion: fault.suggestion)
        let position = known[kind] ?? position(of: check(for: fault))
        known[kind] = position
        add([Int(fault.row)], segment: index, check: position)
      }
    }
  }

  /// What makes two faults the same check.
  private struct Fault: Hashable {
    var field: Int16
    var kind: CellFault.Kind
    var suggestion: UInt16
  }

  private func check(for fault: CellFault) -> Check {
    let finding = CellCheck.finding(for: fault, in: dataset, dictionaries: table.dictionaries)
    return Check(
      code: finding.code, dataset: dataset.dataset.value, fields: finding.field.map { [$0] } ?? [],
      severity: finding.severity, effect: finding.effect, message: finding.message, hint: finding.hint ?? "")
  }

  private var repeatedKey: Check {
    let check = CellCheck.duplicateKey
    let titles = dataset.key.compactMap { key in dataset.fields.first { $0.field.value == key.value }?.title }
    return Check(
      code: check.code, dataset: dataset.dataset.value, fields: dataset.key.map(\.value),
      severity: check.severity,
      effect: .refusesRecord, message: check.message(field: titles.joined(separator: " with ")),
      hint: check.hint)
  }

  /// Refuses every accepted record whose key an earlier accepted record has.
  mutating func findRepeatedKeys() {
    let positions = dataset.key.compactMap { key in dataset.fields.firstIndex { $0.field.value == key.value }
    }
    guard positions.count == dataset.key.count, !positions.isEmpty else { return }
    let check = position(of: repeatedKey)
    for (segment, rows) in repeatedKeys(in: table, fields: positions, among: accepted).enumerated() {
      add(rows, segment: segment, check: check)
    }
  }

  func validated() -> ValidatedTable {
    ValidatedTable(
      table: table, checks: checks,
      breaches: breaches.flatMap { $0.sorted { ($0.row, $0.check) < ($1.row, $1.check) } },
      notRun: notRun, accepted: accepted)
  }
}
