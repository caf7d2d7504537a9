import Artefacts
import Declarations
import Findings
import Statistics
import Tables

/// How doubtful records count towards a count or proportion: now, at the least, at the most.
struct DoubtfulCount {
  /// Accepted records, as they count now.
  var now = (numerator: 0, denominator: 0)
  /// At the lowest: as few as possible in the numerator and as many as possible beside it.
  var low = (numerator: 0, denominator: 0)
  var high = (numerator: 0, denominator: 0)
  var records = 0
  /// Of the uncertain records, those that may be in the numerator, and those that may be in the denominator.
  var possible = (numerator: 0, denominator: 0)

  /// The lowest that a count could become.
  func lowest(_ count: Int) -> Int { max(0, count - now.numerator) + low.numerator }
  func highest(_ count: Int) -> Int { max(0, count - now.numerator) + high.numerator }

  fileprivate mutating func add(_ standing: DoubtfulMeasure.Standing) {
    let choices = [standing.canBeOut, standing.canBeOf, standing.canBeBeside]
    // Otherwise it counts as it does now, whatever the doubted fields hold.
    guard choices.count(where: { $0 }) > 1 else { return }
    records += 1
    if standing.canBeOf { possible.numerator += 1 }
    if standing.canBeOf || standing.canBeBeside { possible.denominator += 1 }
    if standing.isIn { now.denominator += 1 }
    if standing.isOf { now.numerator += 1 }
    if standing.canBeBeside {
      low.denominator += 1
    } else if !standing.canBeOut {
      low.numerator += 1
      low.denominator += 1
    }
    if standing.canBeOf {
      high.numerator += 1
      high.denominator += 1
    } else if !standing.canBeOut {
      high.denominator += 1
    }
  }
}

extension DoubtfulMeasure {
  func count(_ groups: [DoubtfulRecords]) -> DoubtfulCount {
    var count = DoubtfulCount()
    for group in groups where isMoved(by: group) {
      forEachRow(of: group) { _, _, standing in count.add(standing) }
    }
    return count
  }

  /// nil where no record could count differently.
  func bounds(of reading: Reading, code: FindingCode?, _ groups: [DoubtfulRecords]) -> Bounds? {
    let count = count(groups)
    guard count.records > 0, let numerator = reading.numerator else { return nil }
    guard person == nil else { return people(reading, code, count, numerator) }
    func end(_ changed: Int, _ part: (numerator: Int, denominator: Int)) -> Bound {
      var end = reading
      end.numerator = changed
      if measure.formula == .proportion, let denominator = reading.denominator {
        end.denominator = max(changed, denominator - count.now.denominator + part.denominator)
      }
      guard let denominator = end.denominator else {
        end.value = Fraction(changed)
        return .reading(end)
      }
      guard denominator > 0 else { return .none(.nothingCertain) }
      end.value = Fraction(changed, denominator)
      return .reading(end)
    }
    return Bounds(
      key: reading.key, code: code, records: count.records,
      lowest: end(count.lowest(numerator), count.low), highest: end(count.highest(numerator), count.high))
  }

  /// A person with a record in doubt may be counted already because of another record. So a record adds one person or
  /// none.
  private func people(_ reading: Reading, _ code: FindingCode?, _ count: DoubtfulCount, _ numerator: Int)
    -> Bounds
  {
    let least = max(0, numerator - count.now.numerator)
    let most = least + count.possible.numerator
    func end(_ changed: Int, over denominator: Int?) -> Bound {
      var end = reading
      end.numerator = changed
      if let denominator { end.denominator = max(changed, denominator) }
      guard let divisor = end.denominator else {
        end.value = Fraction(changed)
        return .reading(end)
      }
      guard divisor > 0 else { return .none(.nothingCertain) }
      end.value = Fraction(changed, divisor)
      return .reading(end)
    }
    let sure =
      measure.formula == .proportion
      ? reading.denominator.map { max(0, $0 - count.now.denominator) } : nil
    return Bounds(
      key: reading.key, code: code, records: count.records,
      lowest: end(least, over: sure.map { $0 + count.possible.denominator }), highest: end(most, over: sure))
  }

  /// The numbers of every case that counts now, in rising order.
  func numbers() -> [Int] {
    guard let value else { return [] }
    let (selected, number) = (program(selected), program(value))
    var out: [Int] = []
    var (truths, values): ([UInt8], [Int64]) = ([], [])
    for (index, batch) in cases.table.batches.enumerated() {
      let rows = 0..<batch.rowCount
      selected.truth(in: batch, rows: rows, into: &truths)
      number.values(in: batch, rows: rows, into: &values)
      for row in rows
      where truths[row] == Truth.yes && cases.accepted[index][row] == 1 && values[row] != .min {
        out.append(Int(values[row]))
      }
    }
    return out.sorted()
  }

  /// As above for an average, given `numbers()`.
  func bounds(of reading: Reading, code: FindingCode?, _ groups: [DoubtfulRecords], among counted: [Int])
    -> Bounds?
  {
    guard let value, let summary = measure.summary else { return nil }
    var (doubted, optional): ([Int], [Int]) = ([], [])
    var (unknown, records) = (0, 0)
    for group in groups where isMoved(by: group) {
      let isDoubted = !value.fieldsUsed.isDisjoint(with: group.fields)
      let number = program(value)
      var values: [Int64] = []
      forEachRow(of: group) { batch, row, standing in
        if row == 0 { number.values(in: batch, rows: 0..<batch.rowCount, into: &values) }
        let now = values[row] == .min ? nil : Int(values[row])
        guard standing.canBeOf, isDoubted || (now != nil && standing.canBeOut) else { return }
        records += 1
        if isDoubted { unknown += 1 } else if let now { optional.append(now) }
        if standing.isIn, let now { doubted.append(now) }
      }
    }
    guard records > 0 else { return nil }
    let numbers = DoubtfulNumbers(
      certain: counted.removing(doubted.sorted()), optional: optional.sorted(), unknown: unknown)
    let ends = summary.bounds(of: numbers)
    return Bounds(
      key: reading.key, code: code, records: records, lowest: Bound(ends.lowest, of: reading),
      highest: Bound(ends.highest, of: reading))
  }
}

extension Bound {
  init(_ end: DoubtfulNumbers.End, of reading: Reading) {
    switch end {
    case .none(let why): self = .none(why)
    case .value(let value):
      var end = Reading(key: reading.key, value: value, multiplier: reading.multiplier)
      end.denominator = reading.denominator
      self = .reading(end)
    }
  }
}

extension [Int] {
  /// Removes one element for each of another list. Both lists are in rising order.
  fileprivate func removing(_ others: [Int]) -> [Int] {
    guard !others.isEmpty else { return self }
    var out: [Int] = []
    out.reserveCapacity(count)
    var at = 0
    for number in self {
      while at < others.count, others[at] < number { at += 1 }
      if at < others.count, others[at] == number { at += 1 } else { out.append(number) }
    }
    return out
  }
}
