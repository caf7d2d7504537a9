package import Findings
import FoundationEssentials
import Runs
import Statistics
import Tables

/// The result of checking a file of claims.
package struct ClaimsOutcome: Sendable {
  /// A line for each claim, then the contradictions.
  package var report: String
  /// The claims with their verdicts, as CSV.
  package var table: [UInt8]
  package var findings: [Finding]
  package var hasDisagreement: Bool
}

/// Checks every claim of a file. A Markdown narrative is searched for figures that the run does not have.
///
/// - Parameter run: the folder of a run, for claims that name measures; not needed where all are numbers.
/// - Throws: a `Finding` where the file or the run cannot be read.
package func checkClaims(file: String, run: String?) throws(Finding) -> ClaimsOutcome {
  let bytes = try readFile(file)
  let figures: RunFigures?
  if let run { figures = try RunFigures.read(run) } else { figures = nil }
  if file.hasSuffix(".md") {
    guard let figures else {
      throw Finding(
        "CLM-006", "a narrative is checked against a run", hint: "name the run's folder with --run")
    }
    let scan = Narrative(String(decoding: bytes, as: UTF8.self), path: file).rendered(with: figures)
    return ClaimsOutcome(
      report: "\(scan.findings.count) findings", table: [], findings: scan.findings,
      hasDisagreement: !scan.findings.isEmpty)
  }
  let (claims, unread) = try Claim.read(try TextTable.read(bytes, path: file))
  let verdicts = claims.map { $0.verdict(figures) }
  var csv = CSVWriter(
    header: ["id", "statement", "kind", "operands", "printed", "verdict"], neutralisesFormulas: true)
  for (claim, verdict) in zip(claims, verdicts) {
    csv.row([
      claim.id, claim.statement, claim.kind.rawValue, claim.operands, claim.printed.text, verdict.description,
    ])
  }
  let width = claims.map(\.id.count).max() ?? 0
  var lines = zip(claims, verdicts).map { claim, verdict in
    "\(String(repeating: " ", count: width - claim.id.count))\(claim.id)  \(claim.statement): \(claim.printed.text): \(verdict)"
  }
  let contradictions = contradictions(of: claims, path: file)
  let wrong = verdicts.count(where: \.isDisagreement)
  let unchecked = verdicts.count { if case .unchecked = $0 { true } else { false } }
  lines.append(
    "\(claims.count) claims: \(claims.count - wrong - unchecked) agree, \(wrong) do not, \(unchecked) cannot be checked; \(contradictions.count) contradictions"
  )
  return ClaimsOutcome(
    report: lines.joined(separator: "\n"), table: csv.bytes, findings: unread + contradictions,
    hasDisagreement: wrong > 0 || !contradictions.isEmpty || !unread.isEmpty)
}

/// A measure on one day with two values in one file.
private func contradictions(of claims: [Claim], path: String) -> [Finding] {
  var first: [String: Claim] = [:]
  var findings: [Finding] = []
  for claim in claims where claim.kind == .value && !claim.measure.isEmpty && !claim.day.isEmpty {
    let key = "\(claim.measure) \(claim.day)"
    guard let before = first[key] else {
      first[key] = claim
      continue
    }
    guard before.printed.amount != claim.printed.amount else { continue }
    findings.append(
      Finding(
        "CLM-001", effect: .reports,
        "'\(claim.measure)' on \(claim.day) is \(claim.printed.text) here and \(before.printed.text) in claim \(before.id), line \(before.line)",
        hint: "one of the two is wrong, or they are not the same measure: give them different names",
        location: Location(path: path, line: claim.line)))
  }
  return findings + relabelled(claims, path: path)
}

/// A name for a day that is used for two days.
private func relabelled(_ claims: [Claim], path: String) -> [Finding] {
  var first: [String: Claim] = [:]
  var findings: [Finding] = []
  for claim in claims where !claim.label.isEmpty && !claim.day.isEmpty {
    guard let before = first[claim.label] else {
      first[claim.label] = claim
      continue
    }
    guard before.day != claim.day else { continue }
    findings.append(
      Finding(
        "CLM-002", effect: .reports,
        "'\(claim.label)' is \(claim.day) here and \(before.day) in claim \(before.id), line \(before.line)",
        hint: "one of the two is wrong, or the label is used for two days: name each day",
        location: Location(path: path, line: claim.line)))
  }
  return findings
}

/// - Throws: `RUN-002` where there is no such file, `FILE-008` where it cannot be read.
func readFile(_ path: String) throws(Finding) -> [UInt8] {
  guard let bytes = try PlainFile.bytesIfThere(path) else {
    throw Finding("RUN-002", "cannot read '\(path)'", hint: "check that it exists and may be read")
  }
  return bytes
}
