package import Artefacts
import Declarations
import Statistics

/// A hidden count of which an attacker knows too much.
package struct Exposure: Sendable, Hashable {
  package var name: CountName
  /// The measure and category whose row hides it.
  package var key: Reading.Key
  package var part: Part
  /// The smallest and largest value that everything printed leaves possible.
  package var range: ClosedRange<Int>
  /// How many values in the range are possible; fewer than the range has where a percentage leaves gaps.
  package var possible: Int
  /// How many the policy says must be.
  package var protected: Int

  package enum Part: String, Sendable, Hashable, CaseIterable { case numerator, denominator, remainder }
}

extension LinkedCounts {
  /// The hidden counts that can be narrowed to fewer values than the policy protects, small ones among them.
  ///
  /// - Parameter ranges: what is possible for each of `cells`.
  func exposures(
    _ tables: PrintedTables, _ ranges: [ClosedRange<Int>], hidden: (_ row: Int) -> Bool
  ) -> [Exposure] {
    var out: [Exposure] = []
    for index in rows where hidden(index) {
      let row = tables.rows[index]
      let policy = row.policy
      let width = policy.promisedValues
      let printed = row.hidden ?? row.printed
      let parts: [(Exposure.Part, Int?, Bool)] = [
        (.numerator, row.numerator, printed.numerator?.state == .missing(.confidential)),
        (.denominator, row.denominator, printed.denominator?.state == .missing(.confidential)),
        // Never printed, and as good as printed when the other two are known.
        (.remainder, row.remainder, true),
      ]
      for (part, cell, isHidden) in parts where isHidden {
        guard let cell, let place = place(of: cell) else { continue }
        let range = ranges[place]
        let least = part != .remainder && policy.hidesZero ? 0 : 1
        guard policy.threshold > least, range.overlaps(least...(policy.threshold - 1)) else { continue }
        let possible = possible(part, of: row, printed, ranges, upTo: width)
        guard possible < width else { continue }
        out.append(
          Exposure(
            name: tables.names[cell], key: printed.key, part: part, range: range, possible: possible,
            protected: width))
      }
    }
    return out
  }

  /// How many values a count can have, with the gaps that a printed percentage leaves; counted up to a limit.
  private func possible(
    _ part: Exposure.Part, of row: PrintedTables.Row, _ printed: PrintedRow, _ ranges: [ClosedRange<Int>],
    upTo limit: Int
  ) -> Int {
    func range(_ cell: Int?) -> ClosedRange<Int>? { cell.flatMap { place(of: $0) }.map { ranges[$0] } }
    guard let numerators = range(row.numerator) else { return range(row.denominator)?.count ?? limit }
    guard let denominators = range(row.denominator), row.measure.calculation != .published,
      row.measure.unit == .percent, let value = printed.value.number, value.units > 0
    else {
      switch part {
      case .numerator: return numerators.count
      case .denominator: return range(row.denominator)?.count ?? limit
      case .remainder: return range(row.remainder)?.count ?? limit
      }
    }
    let scale = 2 * (row.measure.per ?? 100) * FixedPoint.powersOfTen[value.places]
    var found: Set<Int> = []
    for denominator in denominators.prefix(5_000) where denominator > 0 {
      // half away from zero: low ≤ scale × n / d < high
      let least = ((2 * value.units - 1) * denominator + scale - 1) / scale
      let most = ((2 * value.units + 1) * denominator - 1) / scale
      for numerator in max(least, numerators.lowerBound)..<max(least, min(most, numerators.upperBound) + 1) {
        switch part {
        case .numerator: found.insert(numerator)
        case .denominator: found.insert(denominator)
        case .remainder: found.insert(denominator - numerator)
        }
      }
      if found.count >= limit { return limit }
    }
    return found.count
  }
}
