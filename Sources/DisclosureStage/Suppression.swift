import Artefacts
import Declarations
import Statistics

/// Chooses which rows to hide so that no small count can be worked out from what is left.
///
/// Every small count is hidden first. Then, as long as the attack narrows one of them too far, the row nearest to it
/// that hides the least is hidden too. Last, every row hidden for another's sake is shown again if the attack still
/// fails: what stays hidden is minimal in that none of it could be shown alone. It is not always the smallest
/// possible set, which is a hard problem (Kelly, Golden and Assad 1992).
struct Suppression {
  let tables: PrintedTables
  /// The true count of each cell of `tables`; nil where nobody here knows it.
  let truth: [Int?]

  struct Outcome {
    /// Positions of hidden rows.
    var hidden: Set<Int> = []
    /// Those hidden only for the sake of others.
    var secondary: Set<Int> = []
    /// What an attacker learns all the same, from what is already out.
    var exposures: [Exposure] = []
  }

  /// - Parameter isSecondaryAllowed: false shows what primary suppression alone is worth.
  func outcome(isSecondaryAllowed: Bool = true) -> Outcome {
    var out = Outcome()
    for group in LinkedCounts.all(in: tables) {
      let primary = Set(group.rows.filter(isSmall))
      guard !primary.isEmpty else { continue }
      var hidden = primary
      var exposures = self.exposures(group, hidden)
      while isSecondaryAllowed, let exposure = exposures.first {
        guard let next = nearest(to: exposure, in: group, beyond: hidden) else { break }
        hidden.insert(next)
        exposures = self.exposures(group, hidden)
      }
      if exposures.isEmpty {
        let order = hidden.subtracting(primary).sorted { (size($0), $0) > (size($1), $1) }
        for row in order where self.exposures(group, hidden.subtracting([row])).isEmpty {
          hidden.remove(row)
        }
      }
      out.hidden.formUnion(hidden)
      out.secondary.formUnion(hidden.subtracting(primary))
      out.exposures += exposures
    }
    return out
  }

  /// What propagation finds is enough to go on with; only where it finds nothing is there more to look for.
  private func exposures(_ group: LinkedCounts, _ hidden: Set<Int>) -> [Exposure] {
    for search in [.none, search(hidden)] {
      // A figure revised since contradicts tonight's; what contradicts itself must not pass for safe.
      let ranges =
        group.attacked(tables, search: search, from: truth, hidden: hidden.contains)
        ?? group.attacked(tables, assuming: false, search: search, from: truth, hidden: hidden.contains)
        ?? group.attacked(
          tables, assuming: false, withRecord: false, search: search, from: truth, hidden: hidden.contains)
      guard let ranges else {
        preconditionFailure("the true counts contradict what is to be printed of them")
      }
      let found = group.exposures(tables, ranges, hidden: hidden.contains)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// A percentage that stays beside hidden counts leaves gaps, so that ranges have to be known to their ends.
  private func search(_ hidden: Set<Int>) -> CountSystem.Search {
    let policies = hidden.map { tables.rows[$0].policy }
    if policies.contains(where: \.keepsOutcome) { return .everyEnd }
    return .values(
      policies.map(\.promisedValues).max() ?? 0, small: max(0, (policies.map(\.threshold).max() ?? 0) - 1))
  }

  /// Whether a row would print, or give away, a count that the policy hides.
  private func isSmall(_ index: Int) -> Bool {
    let row = tables.rows[index]
    guard row.hidden != nil else { return false }
    let counts = [row.numerator, row.denominator].compactMap { $0.flatMap { truth[$0] } }
    if counts.contains(where: row.policy.hides) { return true }
    guard let rest = row.remainder.flatMap({ truth[$0] }), rest > 0 else { return false }
    return row.policy.hides(rest)
  }

  /// The row to hide next: the fewest links away, categories before totals, the smallest count first.
  private func nearest(to exposure: Exposure, in group: LinkedCounts, beyond hidden: Set<Int>) -> Int? {
    let start = group.rows.first { tables.rows[$0].printed.key == exposure.key && hidden.contains($0) }
    guard let start else { return nil }
    var reached = Set(tables.rows[start].cells.compactMap(group.place))
    var frontier = reached
    while true {
      let candidates = group.rows.filter { index in
        guard !hidden.contains(index), canBeHidden(index) else { return false }
        return tables.rows[index].cells.contains { group.place(of: $0).map(reached.contains) ?? false }
      }
      let best = candidates.min { one, other in
        let (a, b) = (tables.rows[one], tables.rows[other])
        let left = (a.printed.key.category == nil ? 1 : 0, size(one), one)
        let right = (b.printed.key.category == nil ? 1 : 0, size(other), other)
        return left < right
      }
      if let best { return best }
      var next: Set<Int> = []
      for place in frontier { next.formUnion(group.neighbours(of: place)) }
      frontier = next.subtracting(reached)
      guard !frontier.isEmpty else { return nil }
      reached.formUnion(frontier)
    }
  }

  /// A hidden nought of a count would let "hidden" stand for nought, and with it every hidden count.
  private func canBeHidden(_ index: Int) -> Bool {
    let row = tables.rows[index]
    guard row.hidden != nil else { return false }
    // A hidden denominator stands for at least one case too; where there is none, the value says so anyway.
    let base = row.denominator ?? row.numerator
    return row.policy.hidesZero || base.flatMap { truth[$0] } != 0
  }

  /// How much is lost by hiding a row.
  private func size(_ index: Int) -> Int {
    let row = tables.rows[index]
    return row.cells.compactMap { truth[$0] }.max() ?? 0
  }
}
