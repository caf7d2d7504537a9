import Artefacts
import Declarations
import Statistics

/// Explains a changed average, percentile, sum or maximum by the numbers of its cases, reason by reason.
extension CaseDiff {
  /// A figure's summary before and after, and its decimals.
  struct Reduction {
    var before: Measure.Summary
    var after: Measure.Summary
    var decimals: Int
  }

  /// Steps from the old numbers to the new ones, one reason after another.
  ///
  /// Each step has the old summary of the numbers so far, so the last one is the later run's figure. If the measure's
  /// summary changed, a last step says so.
  func steps(_ setting: Setting, _ reduction: Reduction) -> [Movement.Step] {
    var numbers = Numbers()
    var moves: [Movement.Reason: NumberMoves] = [:]
    for position in old.indices where wasCounted(position, setting) {
      guard let was = old.number(at: position, of: setting.before.position) else { continue }
      numbers.add(was)
      guard !isCounted(newOf[position], setting) else { continue }
      moves[leaving(position, setting), default: NumberMoves()].left.append(was)
    }
    for position in new.indices where isCounted(position, setting) {
      guard let now = new.number(at: position, of: setting.after.position) else { continue }
      guard wasCounted(oldOf[position], setting) else {
        moves[entering(position, setting), default: NumberMoves()].entered.append(now)
        continue
      }
      let before = oldOf[position]
      guard let was = old.number(at: before, of: setting.before.position), was != now else { continue }
      moves[changed(before, position, setting), default: NumberMoves()].changed.append(
        (was, now))
    }
    func text(_ summary: Measure.Summary) -> String {
      numbers.value(summary)?.rounded(to: reduction.decimals)?.description ?? "z"
    }
    var steps = Movement.Reason.allCases.compactMap { reason -> Movement.Step? in
      guard let move = moves[reason] else { return nil }
      for number in move.entered + move.changed.map(\.now) { numbers.add(number) }
      for number in move.left + move.changed.map(\.was) { numbers.remove(number) }
      return Movement.Step(
        reason, entered: move.entered.count, left: move.left.count, changed: move.changed.count,
        value: text(reduction.before))
    }
    if reduction.before != reduction.after {
      steps.append(Movement.Step(.definition, entered: 0, left: 0, changed: 0, value: text(reduction.after)))
    }
    return steps
  }
}

/// The numbers that entered, left and changed for one reason.
private struct NumberMoves {
  var entered: [Int64] = []
  var left: [Int64] = []
  var changed: [(was: Int64, now: Int64)] = []
}
