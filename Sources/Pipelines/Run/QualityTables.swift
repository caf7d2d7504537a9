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
      records: table.table.rowCount, accepted: accepted, refused: table.table.rowCount - accepted, checks: checks,
      notRun: table.notRun)
  }
}

/// Every finding, in the order of file, line and code, with what to do; no value of any record.
func findingsCSV(_ findings: [Finding], _ validated: Validated?) -> [UInt8] {
  var csv = CSVWriter(
    header: ["file", "line", "field", "message", "code", "severity", "effect", "hint"], neutralisesFormulas: true)
  func add(_ finding: Finding) {
    let line = finding.location.map { $0.line > 0 ? String($0.line) : "" } ?? ""
    csv.row([
      finding.location?.path ?? "", line, finding.field ?? "", finding.message, finding.code.rawValue,
      finding.severity.rawValue, finding.effect.rawValue, finding.hint ?? "",
    ])
  }
  findings.forEach(add)
  for table in validated?.tables ?? [] { for breach in table.breaches { add(table.finding(breach)) } }
  return csv.bytes
}

/// The refused records by file and line, with the codes that refused them: for `restricted/`.
func refusedCSV(_ validated: Validated) -> [UInt8] {
  var csv = CSVWriter(header: ["file", "line", "codes"], neutralisesFormulas: true)
  for table in validated.tables {
    var position = table.breaches.startIndex
    while position < table.breaches.endIndex {
      let first = table.breaches[position]
      var codes: [String] = []
      while position < table.breaches.endIndex, table.breaches[position].segment == first.segment,
        table.breaches[position].row == first.row
      {
        let check = table.checks[Int(table.breaches[position].check)]
        if check.effect == .refusesRecord { codes.append(check.code.rawValue) }
        position += 1
      }
      guard !codes.isEmpty else { continue }
      let finding = table.finding(first)
      csv.row([
        finding.location?.path ?? "", String(finding.location?.line ?? 0), codes.joined(separator: " "),
      ])
    }
  }
  return csv.bytes
}

/// What the terminal shows of many findings: one line a code, with the first places.
package func summary(of table: ValidatedTable, showing limit: Int = 5) -> [String] {
  table.checks.indices.compactMap { index in
    let breaches = table.breaches.filter { Int($0.check) == index }
    guard let first = breaches.first else { return nil }
    let finding = table.finding(first)
    let places = breaches.prefix(limit).map { breach in
      table.finding(breach).location.map { "\($0.line)" } ?? "?"
    }
    let more = breaches.count > limit ? ", first \(limit) shown" : ""
    let field = finding.field.map { " (\($0))" } ?? ""
    return """
      \(finding.location?.path ?? ""): \(finding.severity.rawValue)[\(finding.code)] ×\(breaches.count)\(more): \
      \(finding.message)\(field)
         lines \(places.joined(separator: ", "))
       = hint: \(finding.hint ?? "")
      """
  }
}
