import Artefacts
import Declarations
import Statistics

/// What a reader must know about a printed figure, in the Analysis Function's shorthand.
///
/// Other shorthand takes the place of a figure that is not printed: see `Figure.status`. Source: Government Analysis
/// Function, *Symbols in tables*: `[b]`, `[p]`, `[r]`, `[u]`.
enum Shorthand: String, CaseIterable {
  /// A comparator is on the other side of a change of definition or population, so it is not compared.
  case breakInSeries = "b"
  case provisional = "p"
  case revised = "r"
  case unreliable = "u"

  var meaning: String {
    switch self {
    case .breakInSeries: "a break: a comparator follows another definition or population, and is not compared"
    case .provisional: "provisional: management information, or a publication that is not final"
    case .revised: "a publication that its publisher revised"
    case .unreliable: "unreliable: a share of few cases; use the number, not the per cent"
    }
  }
}

extension DisclosedReading {
  /// Whether it is a share of few cases, by the number that `data/comparability` declares.
  func isUnreliable(_ measure: Measure) -> Bool {
    value.number != nil && measure.unit == .percent && population == nil && fewerThan != nil
  }

  /// The mark beside the figure wherever it is printed: `[u]`, or nil.
  func mark(_ measure: Measure) -> String? {
    isUnreliable(measure) ? "[\(Shorthand.unreliable.rawValue)]" : nil
  }

  /// In alphabetical order; empty where there is no figure.
  func shorthand(_ measure: Measure, _ context: EvidenceContext) -> [Shorthand] {
    guard value.number != nil else { return [] }
    let likenesses = comparisons.compactMap(\.likeness)
    let revised = Set(context.sources.filter { $0.status == .revised }.map(\.comparators.value))
    let publications = Set(
      likenesses.flatMap { [$0.ours.publication, $0.theirs.publication] }.compactMap(\.self))
    let isProvisional =
      standing == .provisional || key.origin == .counted
      || likenesses.contains { $0.ours.isProvisional || $0.theirs.isProvisional }
    let holds: [(Shorthand, Bool)] = [
      (
        .breakInSeries,
        likenesses.contains { $0.reasons.contains(where: \.isBreak) }
      ),
      (.provisional, isProvisional),
      (.revised, standing == .revised || !revised.isDisjoint(with: publications)),
      (.unreliable, isUnreliable(measure)),
    ]
    return holds.filter(\.1).map(\.0)
  }
}
