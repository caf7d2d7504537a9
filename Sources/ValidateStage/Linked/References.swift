import Declarations
import Tables

extension LinkedValidation {
  /// The rows for which the other dataset has not what it must have, or has what it must not.
  func wrongReferences(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let reference = ready.rule.reference, let other = position(of: reference.dataset.value) else {
      return []
    }
    let table = tables[own]
    let (ours, records) = matches(reference, ready, own, other)
    let comparisons = comparisons(reference, own, other)
    let eligible = eligible(ready, in: own)
    // nil where either will do.
    let isNoneWrong = reference.expects.map { $0 == .found }
    return parallelMap(table.table.segments.count) { segment in
      let (keys, eligible) = (ours[segment], eligible[segment])
      var wrong: [Int] = []
      for row in eligible.indices where eligible[row] == 1 && keys[row] != LinkNumbers.missing {
        let key = Int(keys[row])
        let isNone = records.hasNone(key)
        if isNone == isNoneWrong {
          wrong.append(row)
        } else if !isNone, !comparisons.isEmpty {
          let matches = records[key]
          let isBroken = comparisons.contains { comparison in
            matches.contains { comparison.isBroken(segment, row, by: $0) }
          }
          if isBroken { wrong.append(row) }
        }
      }
      return wrong
    }
  }

  /// The keys of our records, and theirs by them.
  private func matches(_ reference: Rule.Reference, _ ready: PreparedRule, _ own: Int, _ other: Int) -> (
    ours: LinkNumbers.Rows, theirs: RecordsByKey
  ) {
    let ours = places(reference.onPairs.map(\.ours), in: own)
    let theirs = places(reference.onPairs.map(\.theirs), in: other)
    if reference.where == nil, theirs.count == 1, let known = records[theirs[0]] {
      return (numbers[ours[0]], known)
    }
    let keys = numbers.keys([ours, theirs])
    // Refused records count here: that a record was refused does not make ours refer to nothing.
    let rows = tables[other].rows(when: ready.expression(reference.where), parameters)
    return (keys.sides[0], RecordsByKey(keys.sides[1], among: rows, count: keys.count))
  }

  /// The records of other datasets by the one field that more than one rule may look them up by.
  func recordsByKey(_ rules: [Rule]) -> [LinkNumbers.Place: RecordsByKey] {
    var wanted: [LinkNumbers.Place] = []
    for rule in rules {
      guard let reference = rule.reference, reference.where == nil,
        let other = position(of: reference.dataset.value)
      else { continue }
      let theirs = places(reference.onPairs.map(\.theirs), in: other)
      if theirs.count == 1, numbers.key(theirs[0]) != nil, !wanted.contains(theirs[0]) {
        wanted.append(theirs[0])
      }
    }
    let places = wanted
    let found = parallelMap(places.count) { index -> RecordsByKey? in
      let all = tables[places[index].table].rows(when: nil, parameters)
      return numbers.key(places[index]).map { RecordsByKey($0.rows, among: all, count: $0.count) }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(places, found).compactMap { place, found in found.map { (place, $0) } })
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
