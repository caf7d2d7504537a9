import Artefacts
import Declarations
import Findings
package import Periods
package import Runs
import Statistics

/// Splits a change into definition and practice, from the cases of one pipeline's extracts.
///
/// - Parameters:
///   - old: a measure of cases, or an earlier vintage of a framework.
///   - new: a measure of cases, or a later vintage, for all of its redefined codes.
///   - code: one code of a vintage, for that one only.
/// - Throws: `RUN-030` and `RUN-031` where vintages are not of one chain, `RUN-032` where two measures or days cannot be
///   bridged or no such code was redefined, `RUN-033` where a reading of two measures has no value.
package func bridge(
  from old: String, to new: String, code: String? = nil, since earlier: Day, _ request: RunRequest,
  in workspace: Workspace
) throws -> String {
  let catalogue = workspace.catalogue
  guard earlier < request.asOf else {
    throw Finding("RUN-032", "the earlier day is not before the later one", hint: "give --before a day")
  }
  guard catalogue.framework(old) != nil || catalogue.framework(new) != nil else {
    guard code == nil else {
      throw Finding("RUN-032", "--code is of a framework's vintage", hint: "name two vintages")
    }
    let pair = try BridgePair(from: old, to: new, in: catalogue)
    let readings = try BridgeReadings(of: [pair.old, pair.new], since: earlier, request, in: workspace)
    let bridge = try readings.bridge(from: pair.old.value, to: pair.new.value)
    return text(of: bridge, pair, readings).joined(separator: "\n")
  }
  let changes = try frameworkChanges(of: new, against: old, in: catalogue)
  let items = changes.filter { $0.kind != .unchanged && $0.kind != .recoded && $0.isNamed(code) }
    .map { VintageBridge(of: $0, in: catalogue) }
  guard !items.isEmpty else {
    throw Finding(
      "RUN-032",
      code.map { "'\($0)' means in \(new) what it meant in \(old)" }
        ?? "\(new) defines nothing otherwise than \(old)",
      hint: "caretally framework \(new) --against \(old) says what changed")
  }
  let pairs = items.compactMap(\.pair)
  let readings = try BridgeReadings(
    of: pairs.flatMap { [$0.old, $0.new] }, since: earlier, request, in: workspace)
  let same = changes.count { $0.kind == .unchanged || $0.kind == .recoded }
  var out = ["\(catalogue.framework(new)?.title ?? new), against \(old)"]
  if code == nil { out.append("\(same) codes mean what they meant before.") }
  for item in items { out += [""] + item.lines(readings, catalogue) }
  return out.joined(separator: "\n")
}

extension FrameworkChange {
  fileprivate func isNamed(_ wanted: String?) -> Bool {
    wanted.map { $0 == code || $0 == formerCode } ?? true
  }
}

/// One redefined code with the two measures that count it, or why there are not two.
private struct VintageBridge {
  let change: FrameworkChange
  let pair: BridgePair?
  private let refusal: String

  init(of change: FrameworkChange, in catalogue: Catalogue) {
    var pair: BridgePair?
    var refusal = ""
    do {
      pair = try Self.pair(of: change, in: catalogue)
    } catch let why as BridgeRefusal {
      refusal = why.reason
    } catch {
      refusal = (error as? Finding)?.message ?? ""
    }
    (self.change, self.pair, self.refusal) = (change, pair, refusal)
  }

  private static func pair(of change: FrameworkChange, in catalogue: Catalogue) throws -> BridgePair {
    switch change.kind {
    case .added: throw BridgeRefusal("New: nothing before it to bridge from.")
    case .removed: throw BridgeRefusal("Removed: nothing after it to bridge to.")
    default: break
    }
    func counted(_ id: String, _ which: String) throws -> Declared<Measure> {
      do {
        return try catalogue.countable(id).get()
      } catch {
        throw BridgeRefusal("The \(which) definition cannot be counted from these extracts. \(error.reason)")
      }
    }
    let old = try counted(change.formerMeasure ?? change.measure, "old")
    let new = try counted(change.measure, "new")
    guard old.value.measure.value != new.value.measure.value else {
      throw BridgeRefusal(
        "The extracts are counted by one definition: it was the published figures that changed.")
    }
    return try BridgePair(old: old, new: new)
  }

  func lines(_ readings: BridgeReadings, _ catalogue: Catalogue) -> [String] {
    let code = [change.formerCode, change.code].compactMap(\.self)
    let label = Set(code).count > 1 ? "\(change.code) (was \(code[0]))" : change.code
    let title = catalogue.measure(change.measure)?.title ?? change.measure
    var refusal = refusal
    if let pair {
      do throws(Finding) {
        let bridge = try readings.bridge(from: pair.old.value, to: pair.new.value)
        return [label] + text(of: bridge, pair, readings).map { $0.isEmpty ? "" : "  \($0)" }
      } catch {
        refusal = "Not bridged: \(error.message)"
      }
    }
    return [label, "  \(title)", "  \(refusal)"]
  }
}
