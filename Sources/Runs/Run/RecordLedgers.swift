import Artefacts
import EvidenceStage
import Findings
import Statistics
import Tables

/// Every finding, sorted by file, line and code, with what to do. It has no value of any record.
///
/// - Parameter lines: those of findings about records, see `breachLines`.
func findingsFile(_ findings: [Finding], _ lines: [[UInt8]] = [], in trees: Trees) -> EvidencePack.File {
  var csv = CSVWriter(
    header: ["file", "line", "field", "message", "code", "severity", "effect", "hint"],
    neutralisesFormulas: true)
  for finding in findings {
    let (before, line, after) = cells(of: finding)
    csv.row(before + [line > 0 ? String(line) : ""] + after)
  }
  return EvidencePack.File(exact: "findings.csv", stretches: [csv.bytes] + lines, in: trees)
}

/// A line for each finding about a record, in parts, made on all cores.
func breachLines(_ validated: Validated) -> [[UInt8]] {
  validated.tables.flatMap { table in
    let stretches = table.stretches
    return parallelMap(stretches.count) { findingLines(of: table, stretches[$0]) }
  }
}

/// The refused records by file, line, number and key, with the reason and what to do: for `restricted/`.
///
/// - Parameter keys: by dataset, its key fields. The first is shown where the record could be split into fields.
func refusedFile(_ validated: Validated, keys: [String: Set<String>]) -> EvidencePack.File {
  let csv = CSVWriter(
    header: ["file", "line", "record", "key", "codes", "fields", "what_to_do"], neutralisesFormulas: true)
  let lines = validated.tables.flatMap { table in
    let refused = RefusedLines(table, keys: keys[table.table.dataset] ?? [])
    let stretches = table.stretches
    return parallelMap(stretches.count) { refused.lines(stretches[$0]) }
  }
  return EvidencePack.File(restricted: "refused.csv", stretches: [csv.bytes] + lines)
}

extension ValidatedTable {
  /// Ranges of the breaches for all cores. All breaches of one record are in one range.
  fileprivate var stretches: [Range<Int>] {
    var out: [Range<Int>] = []
    var start = 0
    while start < breaches.count {
      var end = min(start + 4096, breaches.count)
      while end < breaches.count, breaches[end].row == breaches[end - 1].row,
        breaches[end].batch == breaches[end - 1].batch
      {
        end += 1
      }
      out.append(start..<end)
      start = end
    }
    return out
  }
}

private func cells(of finding: Finding) -> (before: [String], line: Int, after: [String]) {
  (
    [Visible.text(finding.location?.path ?? "")], finding.location?.line ?? 0,
    [
      finding.field ?? "", finding.message, finding.code.rawValue, finding.severity.rawValue,
      finding.effect.rawValue, finding.hint ?? "",
    ]
  )
}

private func findingLines(of table: ValidatedTable, _ stretch: Range<Int>) -> [UInt8] {
  let sources = table.table.sources.count
  // A check has the same words for every record, so they are formatted once for each file.
  var known = [(before: [UInt8], after: [UInt8])?](repeating: nil, count: table.checks.count * sources)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(stretch.count * 160)
  for breach in table.breaches[stretch] {
    let batch = table.table.batches[Int(breach.batch)]
    let place = Int(breach.check) * sources + batch.source
    if known[place] == nil {
      let (before, _, after) = cells(of: table.finding(breach))
      known[place] = (
        CSVWriter.cells(before, neutralisesFormulas: true) + [comma],
        [comma] + CSVWriter.cells(after, neutralisesFormulas: true) + [lineFeed]
      )
    }
    guard let row = known[place] else { continue }
    bytes += row.before
    bytes.append(decimal: Int64(batch.line(ofRow: Int(breach.row))))
    bytes += row.after
  }
  return bytes
}

private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")

/// The lines for the refused records of one table.
private struct RefusedLines: Sendable {
  private let table: ValidatedTable
  private let key: Int?
  private let firstRecords: [Int]
  /// Each file's cell and comma, and each check's words with the line end: most refused records have one fault.
  private let sources: [[UInt8]]
  private let told: [[UInt8]]

  init(_ table: ValidatedTable, keys: Set<String>) {
    self.table = table
    key = table.table.fields.firstIndex { keys.contains($0) }
    firstRecords = table.table.firstRecords
    sources = table.table.sources.map {
      CSVWriter.cells([Visible.text($0)], neutralisesFormulas: true) + [comma]
    }
    told = table.checks.map {
      CSVWriter.cells([$0.code.rawValue, $0.fields.first ?? "", $0.hint]) + [lineFeed]
    }
  }

  func lines(_ stretch: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(stretch.count * 112)
    var refusing: [Int] = []
    var position = stretch.lowerBound
    while position < stretch.upperBound {
      let first = table.breaches[position]
      refusing.removeAll(keepingCapacity: true)
      while position < stretch.upperBound, table.breaches[position].batch == first.batch,
        table.breaches[position].row == first.row
      {
        let check = Int(table.breaches[position].check)
        if table.checks[check].effect == .refusesRecord { refusing.append(check) }
        position += 1
      }
      guard let only = refusing.first else { continue }
      let batch = table.table.batches[Int(first.batch)]
      bytes += sources[batch.source]
      bytes.append(decimal: Int64(batch.line(ofRow: Int(first.row))))
      bytes.append(comma)
      bytes.append(decimal: Int64(firstRecords[Int(first.batch)] + Int(first.row)))
      bytes.append(comma)
      appendKey(of: Int(first.row), in: batch, to: &bytes)
      bytes.append(comma)
      bytes += refusing.count == 1 ? told[only] : toldTogether(refusing)
    }
    return bytes
  }

  private func toldTogether(_ refusing: [Int]) -> [UInt8] {
    let checks = refusing.map { table.checks[$0] }
    return CSVWriter.cells([
      checks.map(\.code.rawValue).joined(separator: " "),
      checks.compactMap(\.fields.first).joined(separator: " "),
      checks.map(\.hint).joined(separator: "; "),
    ]) + [lineFeed]
  }

  private func appendKey(of row: Int, in batch: RecordBatch, to bytes: inout [UInt8]) {
    guard let key else { return }
    let text = batch.columns[key].text(row)
    // Letters and digits need no quotes and are no formula.
    if text.allSatisfy({ $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 }) {
      bytes += text
    } else {
      bytes += CSVWriter.cells([String(decoding: text, as: UTF8.self)], neutralisesFormulas: true)
    }
  }
}

extension CaseTable {
  /// For each batch, the number of its first record in its file, from 1.
  fileprivate var firstRecords: [Int] {
    var next = [Int](repeating: 1, count: sources.count)
    return batches.map { batch in
      defer { next[batch.source] += batch.rowCount }
      return next[batch.source]
    }
  }
}
