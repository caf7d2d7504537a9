import Declarations
package import Findings
package import Runs

/// The changes between two vintages for a terminal: grouped by kind of change, with reasons.
///
/// - Parameter named: the earlier one. Default: the vintage that `later` is based on.
package func frameworkComparison(
  of later: String, against named: String?, in workspace: Workspace
) throws(Finding) -> String {
  let catalogue = workspace.catalogue
  let earlier = named ?? catalogue.framework(later)?.basedOn?.value ?? later
  let changes = try frameworkChanges(of: later, against: earlier, in: catalogue)
  func title(_ measure: String) -> String { catalogue.measure(measure)?.title ?? measure }
  var out = ["\(catalogue.framework(later)?.title ?? later), against \(earlier)"]
  for kind in FrameworkChange.Kind.allCases {
    let found = changes.filter { $0.kind == kind }
    guard !found.isEmpty else { continue }
    out += ["", "\(heading(kind)) (\(found.count))"]
    for change in found {
      let isMoved = change.formerCode.map { $0 != change.code } ?? false
      let was = isMoved ? " (was \(change.formerCode ?? ""))" : ""
      out.append("  \(change.code)\(was)  \(title(change.measure))")
      if kind == .replaced, let former = change.formerMeasure {
        out.append("      was: \(title(former))")
      }
      out += change.reasons.filter { !$0.isEmpty }.map { "      \($0)" }
    }
  }
  return out.joined(separator: "\n")
}

private func heading(_ kind: FrameworkChange.Kind) -> String {
  switch kind {
  case .unchanged: "Unchanged"
  case .recoded: "The same measure under a new code"
  case .broken: "The same measure, not comparable with the years before"
  case .replaced: "Another measure: never one series with what the code was before"
  case .added: "New"
  case .removed: "Removed"
  }
}
