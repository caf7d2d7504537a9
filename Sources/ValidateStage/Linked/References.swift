import Declarations
import Tables

extension LinkedValidation {
  /// The rows for which the other dataset has not what it must have, or has what it must not.
  func wrongReferences(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let reference = ready.rule.reference, let other = position(of: reference.dataset.value) else {
      return []
    }
    let (table, others) = (tables[own], tables[other])
    let keys = numbers.keys([
      places(reference.onPairs.map(\.ours), in: own), places(reference.onPairs.map(\.theirs), in: other),
    ])
    // Refused records count here: that a record was refused does not make ours refer to nothing.
    let records = RecordsByKey(
      keys.sides[1], among: others.rows(when: ready.expression(reference.where), parameters),
      count: keys.count)
    let comparisons = comparisons(reference, own, other)
    let eligible = eligible(ready, in: own)
    let ours = keys.sides[0]
    return parallelMap(table.table.segments.count) { segment in
      (0..<eligible[segment].count).filter { row in
        let key = ours[segment][row]
        guard eligible[segment][row] == 1, key != LinkNumbers.missing else { return false }
        let matches = records[Int(key)]
        switch reference.expects {
        case .found where matches.isEmpty, .none? where !matches.isEmpty: return true
        default: break
        }
        return comparisons.contains { comparison in
          matches.contains { comparison.isBroken(segment, row, by: $0) }
        }
      }
    }
  }

  private func comparisons(_ reference: Rule.Reference, _ own: Int, _ other: Int) -> [Comparison] {
    func comparison(_ pair: Rule.Reference.Pair, isOrder: Bool) -> Comparison? {
      guard let ours = places([pair.ours], in: own).first,
        let theirs = places([pair.theirs], in: other).first,
        !isOrder || (numbers.isOrdered(ours) && numbers.isOrdered(theirs))
      else { return nil }
      return Comparison(ours: numbers[ours], theirs: numbers[theirs], isOrder: isOrder)
    }
    return reference.agreePairs.compactMap { comparison($0, isOrder: false) }
      + reference.notAfterPairs.compactMap { comparison($0, isOrder: true) }
  }
}

/// What one field of ours must be to one of theirs.
private struct Comparison: Sendable {
  var ours: LinkNumbers.Rows
  var theirs: LinkNumbers.Rows
  /// Ours is a day not later than theirs, rather than equal to it.
  var isOrder: Bool

  func isBroken(_ segment: Int, _ row: Int, by match: RecordsByKey.Place) -> Bool {
    let (left, right) = (ours[segment][row], theirs[Int(match.segment)][Int(match.row)])
    guard left != LinkNumbers.missing, right != LinkNumbers.missing else { return false }
    return isOrder ? left > right : left != right
  }
}
