package import Findings
import Runs

/// The condition for a failed run: `error`, `2%` or `error,2%`.
package struct FailCondition: Sendable, Hashable {
  /// Findings of this severity or above count. Default: all.
  package var severity: Severity
  /// The share of a dataset's records that may have such a finding, in thousandths of a per cent. Default: none.
  package var share: Int?

  /// - Throws: a message, where the text is neither a severity nor a share nor both.
  package init(_ text: String) throws(FailConditionProblem) {
    severity = .note
    for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if let known = Severity(rawValue: word) {
        severity = known
      } else if word.hasSuffix("%"), let share = Self.thousandths(String(word.dropLast())) {
        self.share = share
      } else {
        let near = suggestion(for: word, in: Severity.allCases.map(\.rawValue))
        throw FailConditionProblem(
          message: "'--fail-on' does not know '\(word)'",
          hint: near ?? "a severity (note, warning, error), a share as 2%, or both as error,2%")
      }
    }
  }

  private static func thousandths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...100).contains(whole) else {
      return nil
    }
    guard parts.count == 2 else { return whole * 1000 }
    let digits = parts[1]
    guard (1...3).contains(digits.count), let number = Int(digits), number >= 0 else { return nil }
    return whole * 1000 + number * [100, 10, 1][digits.count - 1]
  }

  /// Why a run fails: a sentence for each dataset, and one for findings about no record.
  ///
  /// A share is of records with at least one new finding. A finding about a file has no share and always counts.
  package func failures(in ledger: FindingLedger) -> [String] {
    var failing: [String: Set<String>] = [:]
    var others = 0
    for entry in ledger.entries where entry.standing == .new && entry.finding.severity >= severity {
      if entry.isOfRecord {
        let place = "\(entry.finding.location?.path ?? ""):\(entry.finding.location?.line ?? 0)"
        failing[entry.dataset, default: []].insert(place)
      } else {
        others += 1
      }
    }
    var out: [String] = []
    let kind = severity == .note ? "findings" : severity == .error ? "errors" : "warnings or errors"
    if others > 0 { out.append("\(others) \(kind) about files or declarations") }
    for (dataset, places) in failing.sorted(by: { $0.key < $1.key }) {
      let records = ledger.records[dataset] ?? 0
      guard places.count * 100_000 > (share ?? 0) * records else { continue }
      out.append("\(dataset): \(places.count) of \(records) records have \(kind)")
    }
    return out
  }
}

/// A text that is not a condition for failure.
package struct FailConditionProblem: Error {
  package var message: String
  package var hint: String
}
