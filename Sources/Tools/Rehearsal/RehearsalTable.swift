import Declarations
import Findings
import Periods
import Runs
import Tables

/// One part of a return checked against one dataset's records.
struct RehearsedPart: Sendable {
  var part: Submission.Part
  /// Records that go into the return, readable or not.
  var records = 0
  /// Records with a field that fails, or that cannot be read at all.
  var failing = 0
  /// Of them, those that fail in a field the extract has.
  var failingInHeld = 0
  /// By field, whether the extract has a column for it.
  var isHeld: [Bool] = []
  /// By field, in the order of the return: records by status and validity.
  var counts: [[Cell: Int]]
  /// Each failing field that the extract has: for `restricted/`.
  var failures: [Failure] = []

  struct Cell: Hashable, Sendable {
    var status: FieldStatus
    var validity: FieldValidity
  }

  struct Failure: Sendable {
    var path: String
    var line: Int
    var field: String
    var validity: FieldValidity
  }
}

/// Runs a part's conditions over a table.
struct PartRehearsal {
  let part: Submission.Part
  let table: CaseTable
  let dataset: Dataset
  /// By field position: from which dictionary position on codes are of an earlier release.
  let retiredFrom: [Int: Int]
  let parameters: Parameters
  let source: SourceText
  let scope: Scope

  /// One line for each field of the return: of several that say where it is, the first whose column the extract has.
  private var held: Submission.Part {
    func isHeld(_ line: Submission.Line) -> Bool {
      line.of.map { !table.absentFields.contains($0.value) } ?? false
    }
    var out = part
    out.fields = []
    for line in part.fields {
      guard let place = out.fields.firstIndex(where: { $0.field == line.field }) else {
        out.fields.append(line)
        continue
      }
      if !isHeld(out.fields[place]), isHeld(line) { out.fields[place] = line }
    }
    return out
  }

  func rehearsed() throws(Finding) -> RehearsedPart {
    let part = held
    var out = RehearsedPart(part: part, counts: part.fields.map { _ in [:] })
    let when = try program(part.when)
    var lines: [Line] = []
    for line in part.fields {
      let position = line.of.flatMap { name in dataset.fields.firstIndex { $0.field.value == name.value } }
      lines.append(
        Line(
          title: line.field, position: position, applies: try program(line.applies),
          mandatory: try program(line.mandatory), valid: try program(line.valid)))
    }
    out.isHeld = lines.map { line in
      line.position.map { !table.absentFields.contains(dataset.fields[$0].field.value) } ?? false
    }
    for batch in table.batches { rehearse(batch, when, lines, &out) }
    return out
  }

  private struct Line {
    var title: String
    var position: Int?
    var applies: Program?
    var mandatory: Program?
    var valid: Program?
  }

  private func program(_ text: Located<String>?) throws(Finding) -> Program? {
    guard let text else { return nil }
    switch typedCondition(text, in: source, scope: scope) {
    case .success(let expression): return Program(expression, table: table, parameters: parameters)
    // The catalogue has typed it; only a code taken out by `retired` can fail here.
    case .failure(let failure): throw failure.all[0]
    }
  }

  private func rehearse(_ batch: RecordBatch, _ when: Program?, _ lines: [Line], _ out: inout RehearsedPart) {
    func truths(_ program: Program?, otherwise: UInt8) -> [UInt8] {
      guard let program else { return [UInt8](repeating: otherwise, count: batch.rowCount) }
      var truth: [UInt8] = []
      program.truth(in: batch, rows: 0..<batch.rowCount, into: &truth)
      return truth
    }
    var faulty: [Int: Set<Int>] = [:]
    var unreadable: Set<Int> = []
    for fault in batch.faults {
      if fault.field < 0 {
        unreadable.insert(Int(fault.row))
      } else if fault.kind != .missing {
        faulty[Int(fault.field), default: []].insert(Int(fault.row))
      }
    }
    let goesIn = truths(when, otherwise: Truth.yes)
    let rows = (0..<batch.rowCount).filter { goesIn[$0] == Truth.yes || unreadable.contains($0) }
    var fails = Set(rows.filter(unreadable.contains))
    var failsInHeld = fails
    for (index, line) in lines.enumerated() {
      let applies = truths(line.applies, otherwise: Truth.yes)
      let mandatory = truths(line.mandatory, otherwise: Truth.no)
      let valid = truths(line.valid, otherwise: Truth.yes)
      for row in rows where !unreadable.contains(row) {
        let status = status(applies[row], mandatory[row])
        let isFaulty = line.position.map { faulty[$0]?.contains(row) ?? false } ?? false
        let validity = validity(
          of: row, in: batch, line.position, status: status, isFaulty: isFaulty,
          isValid: valid[row] != Truth.no)
        out.counts[index][.init(status: status, validity: validity), default: 0] += 1
        guard validity.rawValue < 0, status != .notApplicable else { continue }
        fails.insert(row)
        guard out.isHeld[index] else { continue }
        failsInHeld.insert(row)
        out.failures.append(
          .init(
            path: table.sources[batch.source], line: batch.line(ofRow: row), field: line.title,
            validity: validity))
      }
    }
    out.records += rows.count
    out.failing += fails.count
    out.failingInHeld += failsInHeld.count
  }

  private func status(_ applies: UInt8, _ mandatory: UInt8) -> FieldStatus {
    switch (applies, mandatory) {
    case (Truth.no, _): .notApplicable
    case (Truth.yes, Truth.yes): .mandatory
    case (Truth.yes, Truth.no): .applicable
    default: .undetermined
    }
  }

  /// Applicability first: a blank fails only where the field is mandatory.
  private func validity(
    of row: Int, in batch: RecordBatch, _ position: Int?, status: FieldStatus, isFaulty: Bool, isValid: Bool
  ) -> FieldValidity {
    if isFaulty { return .invalid }
    guard let position, !isMissing(batch.columns[position], row) else {
      return status == .mandatory ? .missing : .allowedBlank
    }
    if let first = retiredFrom[position], case .codes(let codes) = batch.columns[position],
      Int(codes[row]) >= first
    {
      return .retired
    }
    return isValid ? .valid : .invalid
  }

  private func isMissing(_ column: Column, _ row: Int) -> Bool {
    switch column {
    case .days(let values), .integers(let values): values[row] == Column.missingNumber
    case .decimals(let values): values[row] == Column.missingDecimal
    case .codes(let values): values[row] == Column.missingCode
    case .flags(let values): values[row] == Column.missingFlag
    case .text(let text): text.isEmpty(row)
    case .absent: true
    }
  }
}
