import Declarations
import Tables

extension LinkedValidation {
  /// The rows without a record that the other dataset must have, or with one that it must not have.
  func wrongReferences(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let reference = ready.rule.reference, let other = position(of: reference.dataset.value) else {
      return []
    }
    let table = tables[own]
    let (ours, records) = matches(reference, ready, own, other)
    let comparisons = comparisons(reference, own, other)
    let eligible = eligible(ready, in: own)
    return parallelMap(table.table.batches.count) { batch in
      var wrong = [UInt8](repeating: 0, count: eligible[batch].count)
      if let expects = reference.expects {
        Self.mark(&wrong, ours[batch], records, where: expects)
      }
      for comparison in comparisons {
        comparison.mark(&wrong, batch, ours[batch], records)
      }
      return wrong.indices.filter { wrong[$0] == 1 && eligible[batch][$0] == 1 }
    }
  }

  /// Marks with 1 the rows that lack a required record, or have a forbidden one.
  private static func mark(
    _ wrong: inout [UInt8], _ keys: [Int32], _ records: KeyIndex, where expects: Rule.Expectation
  ) {
    let (keys, starts) = (keys.span, records.starts.span)
    let (missing, isNoneWrong) = (JoinKeys.missing, expects == .found)
    var out = wrong.mutableSpan
    for row in 0..<keys.count where keys[row] != missing {
      let key = Int(keys[row])
      out[row] = (starts[key] == starts[key &+ 1]) == isNoneWrong ? 1 : 0
    }
  }

  /// The keys of our records, and their records by those keys.
  private func matches(_ reference: Rule.Reference, _ ready: PreparedRule, _ own: Int, _ other: Int) -> (
    ours: JoinKeys.Rows, theirs: KeyIndex
  ) {
    let ours = places(reference.onPairs.map(\.ours), in: own)
    let theirs = places(reference.onPairs.map(\.theirs), in: other)
    if reference.where == nil, theirs.count == 1, let known = records[theirs[0]] {
      return (numbers[ours[0]], known)
    }
    let keys = numbers.keys([ours, theirs])
    // Refused records count here: our record still refers to something.
    let rows = tables[other].rows(when: ready.expression(reference.where), parameters)
    return (keys.sides[0], KeyIndex(keys.sides[1], among: rows, count: keys.count))
  }

  /// The records of other datasets, by a single field that more than one rule uses.
  func recordsByKey(_ rules: [Rule]) -> [JoinKeys.Place: KeyIndex] {
    var wanted: [JoinKeys.Place] = []
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
    let found = parallelMap(places.count) { index -> KeyIndex? in
      let all = tables[places[index].table].rows(when: nil, parameters)
      return numbers.key(places[index]).map { KeyIndex($0.rows, among: all, count: $0.count) }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(places, found).compactMap { place, found in found.map { (place, $0) } })
  }

  private func comparisons(_ reference: Rule.Reference, _ own: Int, _ other: Int) -> [FieldComparison] {
    func comparison(_ pair: Rule.Reference.Pair, isOrder: Bool) -> FieldComparison? {
      guard let ours = places([pair.ours], in: own).first,
        let theirs = places([pair.theirs], in: other).first,
        !isOrder || (numbers.isOrdered(ours) && numbers.isOrdered(theirs))
      else { return nil }
      return FieldComparison(ours: numbers[ours], theirs: Array(endToEnd: numbers[theirs]), isOrder: isOrder)
    }
    return reference.agreePairs.compactMap { comparison($0, isOrder: false) }
      + reference.notAfterPairs.compactMap { comparison($0, isOrder: true) }
  }
}

/// The required relation of one of our fields to one of theirs.
private struct FieldComparison: Sendable {
  var ours: JoinKeys.Rows
  /// By position in their table.
  var theirs: [Int32]
  /// Whether ours must be a day not later than theirs, rather than equal to it.
  var isOrder: Bool

  /// Marks with 1 the rows of a batch for which any matching record breaks it.
  func mark(_ wrong: inout [UInt8], _ batch: Int, _ keys: [Int32], _ records: KeyIndex) {
    let mine = ours[batch]
    let (left, keys) = (mine.span, keys.span)
    let (right, starts, positions) = (theirs.span, records.starts.span, records.positions.span)
    let missing = JoinKeys.missing
    var out = wrong.mutableSpan
    for row in 0..<keys.count where keys[row] != missing && left[row] != missing {
      let key = Int(keys[row])
      for place in Int(starts[key])..<Int(starts[key &+ 1]) {
        let other = right[Int(positions[place])]
        guard other != missing else { continue }
        if isOrder ? left[row] > other : left[row] != other { out[row] = 1 }
      }
    }
  }
}
