import Artefacts
import Declarations
import Findings

/// Two measures of cases that count an old and a new definition.
struct BridgePair: Sendable {
  var old: Declared<Measure>
  var new: Declared<Measure>

  /// - Throws: `RUN-032` where their difference has no meaning.
  init(old: Declared<Measure>, new: Declared<Measure>) throws(Finding) {
    let (a, b) = (old.value, new.value)
    guard a.unit == b.unit, a.decimals == b.decimals, a.basis == b.basis else {
      throw Finding(
        "RUN-032",
        "'\(a.measure.value)' and '\(b.measure.value)' are not of one kind, so their difference means nothing",
        hint: "unit, decimals and basis must be the same")
    }
    (self.old, self.new) = (old, new)
  }

  /// Two measures by id.
  ///
  /// - Throws: `RUN-008` where a measure is not declared, `RUN-032` where the two cannot be bridged.
  init(from old: String, to new: String, in catalogue: Catalogue) throws(Finding) {
    func find(_ id: String) throws(Finding) -> Declared<Measure> {
      guard let measure = catalogue.measures[id] else {
        throw Finding(
          "RUN-008", "nothing is called '\(id)'",
          hint: suggestion(for: id, in: catalogue.measures.ids)
            ?? "see caretally list measures")
      }
      guard measure.value.readsCases else {
        throw Finding(
          "RUN-032", "'\(id)' is not counted from cases, so it cannot be counted over a set of cases",
          hint: "bridge measures that look at cases, or two vintages of a framework")
      }
      return measure
    }
    try self.init(old: find(old), new: find(new))
  }
}

extension Catalogue {
  /// The measure that counts a published definition from extracts, or why there is none.
  ///
  /// - Parameter id: a measure of cases, which counts its own definition; or a published one, whose definition another
  ///   follows.
  func countable(_ id: String) -> Result<Declared<Measure>, BridgeRefusal> {
    guard let measure = measures[id] else { return .failure(BridgeRefusal("'\(id)' is not declared")) }
    if measure.value.readsCases { return .success(measure) }
    let follower =
      measures.all.first { $0.value.recasts?.value == id }
      ?? measures.all.first { $0.value.comparedWith?.value == id && $0.value.readsCases }
    if let follower { return .success(follower) }
    return .failure(
      BridgeRefusal(measure.value.notCountable ?? "No measure here counts it from cases."))
  }
}

/// Why extracts cannot count a definition, in words.
struct BridgeRefusal: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
