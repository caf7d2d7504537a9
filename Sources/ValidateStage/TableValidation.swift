import Artefacts
import Declarations
import Findings
import Tables

/// The checks of one table, while they are run.
struct TableValidation {
  let table: CaseTable
  let dataset: Dataset
  var checks: [Check] = []
  /// For each batch, in row order within each check.
  var breaches: [[Breach]]
  var accepted: [[UInt8]]
  var notRun: [NotRun] = []

  init(table: CaseTable, dataset: Dataset) {
    self.table = table
    self.dataset = dataset
    breaches = table.batches.map { _ in [] }
    let batches = table.batches
    accepted = parallelMap(batches.count) { [UInt8](repeating: 1, count: batches[$0].rowCount) }
  }

  /// The position of a check, which is added if it is new.
  mutating func position(of check: Check) -> Int {
    if let known = checks.firstIndex(of: check) { return known }
    checks.append(check)
    return checks.count - 1
  }

  /// Records that rows of a batch fail a check, and refuses them if it does that.
  mutating func add(_ rows: [Int], batch: Int, check: Int) {
    let refuses = checks[check].effect == .refusesRecord
    for row in rows { add(row, batch: batch, check: check, refuses: refuses) }
  }

  private mutating func add(_ row: Int, batch: Int, check: Int, refuses: Bool) {
    breaches[batch].append(Breach(batch: batch, row: row, check: check))
    if refuses { accepted[batch][row] = 0 }
  }

  /// Records the results of tests in every batch. The rows of a test whose check is nil are left out.
  mutating func add(_ marks: [[RecordBatch.RowMark]], _ checks: [Int?]) {
    let refuses = checks.map { $0.map { self.checks[$0].effect == .refusesRecord } ?? false }
    for (batch, marks) in marks.enumerated() {
      breaches[batch].reserveCapacity(breaches[batch].count + marks.count)
      for mark in marks {
        guard let check = checks[Int(mark.test)] else { continue }
        add(Int(mark.row), batch: batch, check: check, refuses: refuses[Int(mark.test)])
      }
    }
  }

  /// Turns the faults of typing into breaches.
  mutating func findFaults() {
    // By field and kind, where a fault has nothing else; and by suggestion, where it has one.
    var plain: [Int?] = []
    var suggested: [Fault: Int] = [:]
    var refuses: [Bool] = []
    for (index, batch) in table.batches.enumerated() {
      breaches[index].reserveCapacity(batch.faults.count)
      for fault in batch.faults {
        let place = (Int(fault.field) + 1) * CellFault.Kind.allCases.count + Int(fault.kind.rawValue)
        while plain.count <= place { plain.append(nil) }
        let isPlain = fault.suggestion == Column.missingCode
        let kind = Fault(field: fault.field, kind: fault.kind, suggestion: fault.suggestion)
        let position: Int
        if let found = isPlain ? plain[place] : suggested[kind] {
          position = found
        } else {
          position = self.position(of: check(for: fault))
          if isPlain { plain[place] = position } else { suggested[kind] = position }
          refuses = checks.map { $0.effect == .refusesRecord }
        }
        add(Int(fault.row), batch: index, check: position, refuses: refuses[position])
      }
    }
  }

  /// Two faults that are equal in these are the same check.
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
    for (batch, rows) in repeatedKeys(in: table, fields: positions, among: accepted).enumerated() {
      add(rows, batch: batch, check: check)
    }
  }

  func validated() -> ValidatedTable {
    let unsorted = breaches
    let sorted = parallelMap(unsorted.count) { batch in
      unsorted[batch].sorted { ($0.row, $0.check) < ($1.row, $1.check) }
    }
    return ValidatedTable(
      table: table, checks: checks, breaches: sorted.flatMap(\.self), notRun: notRun, accepted: accepted)
  }
}
