import Artefacts
import Declarations
import EvidenceStage
import Findings
import Tables

/// Counts by check for the evidence: no record, no line.
func quality(of validated: Validated, datasets: [String: Dataset]) -> [DatasetQuality] {
  validated.tables.map { table in
    var counts = [Int](repeating: 0, count: table.checks.count)
    for breach in table.breaches { counts[Int(breach.check)] += 1 }
    let checks = zip(table.checks, counts).filter { $0.1 > 0 }
      .map { DatasetQuality.CheckCount($0.0, count: $0.1) }
      .sorted { ($0.code, $0.field) < ($1.code, $1.field) }
    let accepted = table.acceptedCount
    return DatasetQuality(
      dataset: table.table.dataset, title: datasets[table.table.dataset]?.title ?? table.table.dataset,
      records: table.table.rowCount, accepted: accepted, refused: table.table.rowCount - accepted,
      checks: checks,
      notRun: table.notRun)
  }
}

/// Every finding, in the order of file, line and code, with what to do; no value of any record.
func findingsCSV(_ findings: [Finding], _ validated: Validated?) -> [UInt8] {
  var csv = CSVWriter(
    header: ["file", "line", "field", "message", "code", "severity", "effect", "hint"],
    neutralisesFormulas: true)
  func cells(_ finding: Finding) -> (before: [String], line: Int, after: [String]) {
    (
      [finding.location?.path ?? ""], finding.location?.line ?? 0,
      [
        finding.field ?? "", finding.message, finding.code.rawValue, finding.severity.rawValue,
        finding.effect.rawValue, finding.hint ?? "",
      ]
    )
  }
  for finding in findings {
    let (before, line, after) = cells(finding)
    csv.row(before + [line > 0 ? String(line) : ""] + after)
  }
  for table in validated?.tables ?? [] {
    // A check says the same of every record: its words are made ready once for each file.
    var known = [PreparedRow?](repeating: nil, count: table.checks.count * table.table.sources.count)
    for breach in table.breaches {
      let segment = table.table.segments[Int(breach.segment)]
      let place = Int(breach.check) * table.table.sources.count + segment.source
      let row: PreparedRow
      if let prepared = known[place] {
        row = prepared
      } else {
        let (before, _, after) = cells(table.finding(breach))
        row = PreparedRow(before: before, after: after)
        known[place] = row
      }
      csv.row(row.before, number: segment.line(ofRow: Int(breach.row)), row.after)
    }
  }
  return csv.bytes
}

/// The cells of a row on either side of a number, as they are written.
private struct PreparedRow {
  var before: [UInt8]
  var after: [UInt8]

  init(before: [String], after: [String]) {
    self.before = CSVWriter.cells(before, neutralisesFormulas: true)
    self.after = CSVWriter.cells(after, neutralisesFormulas: true)
  }
}

/// The refused records by file, line, number and key, with what refused them and how to mend it: for `restricted/`.
///
/// - Parameter keys: by dataset, its key fields, the first of which is shown where the record could be split at all.
func refusedCSV(_ validated: Validated, keys: [String: Set<String>]) -> [UInt8] {
  var csv = CSVWriter(
    header: ["file", "line", "record", "key", "codes", "fields", "what_to_do"], neutralisesFormulas: true)
  for table in validated.tables {
    let firstRecords = table.table.firstRecords
    let sources = table.table.sources.map { CSVWriter.cells([$0], neutralisesFormulas: true) }
    let named = keys[table.table.dataset] ?? []
    let key = table.table.fields.firstIndex { named.contains($0) }
    // Most refused records have one fault, so what is said of each check is written once.
    let told = table.checks.map {
      Array(CSVWriter.cells([$0.code.rawValue, $0.fields.first ?? "", $0.hint]))
    }
    var position = table.breaches.startIndex
    while position < table.breaches.endIndex {
      let first = table.breaches[position]
      var refusing: [Int] = []
      while position < table.breaches.endIndex, table.breaches[position].segment == first.segment,
        table.breaches[position].row == first.row
      {
        let check = Int(table.breaches[position].check)
        if table.checks[check].effect == .refusesRecord { refusing.append(check) }
        position += 1
      }
      guard let only = refusing.first else { continue }
      let segment = table.table.segments[Int(first.segment)]
      let record = firstRecords[Int(first.segment)] + Int(first.row)
      var rest = Array(String(record).utf8) + [0x2C] + keyCell(key, segment, Int(first.row)) + [0x2C]
      if refusing.count == 1 {
        rest += told[only]
      } else {
        let checks = refusing.map { table.checks[$0] }
        rest += CSVWriter.cells([
          checks.map(\.code.rawValue).joined(separator: " "),
          checks.compactMap(\.fields.first).joined(separator: " "),
          checks.map(\.hint).joined(separator: "; "),
        ])
      }
      csv.row(sources[segment.source], number: segment.line(ofRow: Int(first.row)), rest)
    }
  }
  return csv.bytes
}

private func keyCell(_ field: Int?, _ segment: Segment, _ row: Int) -> [UInt8] {
  guard let field, case .text(let texts) = segment.columns[field] else { return [] }
  let text = String(decoding: texts.bytes[texts.range(row)], as: UTF8.self)
  return text.isEmpty ? [] : CSVWriter.cells([text], neutralisesFormulas: true)
}

extension CaseTable {
  /// For each segment, the number in its file of its first record, from 1.
  fileprivate var firstRecords: [Int] {
    var next = [Int](repeating: 1, count: sources.count)
    return segments.map { segment in
      defer { next[segment.source] += segment.rowCount }
      return next[segment.source]
    }
  }
}

/// What the terminal shows of many findings: one line a check, the first places, the gravest and commonest first.
func summary(of table: ValidatedTable, places limit: Int = 5) -> [GroupedFinding] {
  var breaches = [[Breach]](repeating: [], count: table.checks.count)
  for breach in table.breaches { breaches[Int(breach.check)].append(breach) }
  return table.checks.indices.compactMap { index in
    guard let first = breaches[index].first else { return nil }
    let finding = table.finding(first)
    let lines = breaches[index].prefix(limit).compactMap { table.finding($0).location?.line }
    let more = breaches[index].count > limit ? ", first \(limit) shown" : ""
    return GroupedFinding(
      severity: finding.severity, count: breaches[index].count,
      text: """
        \(finding.location?.path ?? ""): \(finding.severity.rawValue)[\(finding.code)] \
        ×\(breaches[index].count)\(more): \(sentence(finding.message)) Line \(lines.map(String.init).joined(separator: ", ")).
        """)
  }
}

/// A message with the full stop that declared messages have and the reader's do not.
private func sentence(_ message: String) -> String { message.hasSuffix(".") ? message : message + "." }

/// One check's findings, as a line.
struct GroupedFinding {
  var severity: Severity
  var count: Int
  var text: String
}
