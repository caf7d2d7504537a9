import Declarations
import Findings
package import Periods
package import Runs

extension FindingLedger {
  /// Marks findings that declared exceptions accept on a day, and reports exceptions that have expired or are exceeded.
  package mutating func accept(in workspace: Workspace, area: String, asOf day: Day) {
    for declared in workspace.catalogue.exceptions.all {
      let exception = declared.value
      guard exception.area.map({ workspace.areas.isSame($0.value, area) }) ?? true else { continue }
      let covered = entries.indices.filter { covers(exception, entries[$0]) }
      guard !covered.isEmpty else { continue }
      func note(_ place: Located<String>, _ message: String, hint: String) {
        notes.append(
          declared.source.finding(
            "RUN-037", at: place.range, message, hint: hint, severity: .warning, effect: .reports))
      }
      guard exception.holds(on: day) else {
        note(
          exception.expires, "the exception does not hold on \(day), so \(covered.count) findings count",
          hint: "correct what it accepts, or have \(exception.owner) accept it again")
        continue
      }
      if let limit = exception.atMost, covered.count > limit {
        note(
          exception.exception,
          "the exception is for at most \(limit) findings, and there are \(covered.count)",
          hint: "all of them count; find out why there are more")
        continue
      }
      for index in covered { entries[index].standing = .accepted(exception.exception.value) }
    }
  }

  private func covers(_ exception: AcceptedException, _ entry: Entry) -> Bool {
    entry.standing == .new && entry.finding.code.rawValue == exception.code.value
      && (exception.dataset.map { $0.value == entry.dataset } ?? true)
  }
}
