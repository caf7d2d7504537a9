import Declarations
import Findings

/// The change of one code between two vintages of a framework.
struct FrameworkChange: Sendable, Hashable {
  enum Kind: String, Sendable, CaseIterable {
    case unchanged = "unchanged"
    case recoded = "new code"
    case broken = "not comparable"
    case replaced = "another measure"
    case added = "new"
    case removed = "removed"
  }
  var kind: Kind
  /// In the later vintage; in the earlier one where it was removed.
  var code: String
  var formerCode: String?
  var measure: String
  /// The measure of the code, or of its former code.
  var formerMeasure: String?
  /// Why values cannot be compared, oldest first.
  var reasons: [String] = []
}

/// The changes from one vintage to a later one that is based on it, directly or through others.
///
/// - Throws: `RUN-030` where a vintage is not declared, `RUN-031` where the one is not based on the other.
func frameworkChanges(
  of later: String, against earlier: String, in catalogue: Catalogue
) throws(Finding) -> [FrameworkChange] {
  for id in [later, earlier] where catalogue.framework(id) == nil {
    let ids = catalogue.frameworks.all.map(\.value.framework.value)
    throw Finding(
      "RUN-030", "no framework '\(id)'",
      hint: suggestion(for: id, in: ids) ?? "see caretally list frameworks")
  }
  guard later != earlier else {
    throw Finding(
      "RUN-031", "'\(later)' is the first vintage of its kind", hint: "say which other with --against VINTAGE"
    )
  }
  let chain = catalogue.vintages(of: later)
  guard let end = chain.firstIndex(where: { $0.framework.value == earlier }) else {
    let isReversed = catalogue.vintages(of: earlier).contains { $0.framework.value == later }
    throw Finding(
      "RUN-031", "'\(later)' is not based on '\(earlier)'",
      hint: isReversed
        ? "name the later vintage first: caretally framework \(earlier) --against \(later)"
        : "two vintages are compared along the chain of vintages between them")
  }
  let before = catalogue.entries(of: earlier)
  let old = catalogue.entriesByCode(of: earlier)
  var met: Set<String> = []
  var changes: [FrameworkChange] = []
  for entry in catalogue.entries(of: later) {
    var change = FrameworkChange(kind: .added, code: entry.code.value, measure: entry.measure.value)
    if let (code, reasons) = origin(of: entry.code.value, in: chain[..<end], catalogue), let was = old[code] {
      met.insert(code)
      change.formerCode = code
      change.formerMeasure = was.measure.value
      change.reasons = reasons
      change.kind =
        was.measure.value != entry.measure.value
        ? .replaced : !reasons.isEmpty ? .broken : code != entry.code.value ? .recoded : .unchanged
    } else {
      change.reasons = entry.comparable == false ? [entry.reason ?? ""] : []
    }
    changes.append(change)
  }
  let removed = before.filter { !met.contains($0.code.value) }.map {
    FrameworkChange(kind: .removed, code: $0.code.value, measure: $0.measure.value)
  }
  return changes + removed
}

/// The code before a chain of vintages, newest first, and the reasons for breaks on the way; nil for a new code.
private func origin(
  of code: String, in vintages: ArraySlice<Framework>, _ catalogue: Catalogue
) -> (code: String, reasons: [String])? {
  var code = code
  var reasons: [String] = []
  for vintage in vintages {
    let before = vintage.basedOn.map { catalogue.entries(of: $0.value).map(\.code.value) } ?? []
    if let entry = vintage.measures.first(where: { $0.code.value == code }) {
      if entry.comparable == false { reasons.insert(entry.reason ?? "", at: 0) }
      code = entry.formerly ?? code
    }
    guard before.contains(code) else { return nil }
  }
  return (code, reasons)
}
