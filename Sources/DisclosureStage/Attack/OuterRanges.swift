/// The widest range of each count, and of the remainder of each denominator.
struct OuterRanges {
  private let ranges: [ClosedRange<Int>]
  private var places: [Protection.Quantity: Int] = [:]

  /// - Returns: nil where the system contradicts itself.
  init?(_ system: CountSystem, remainders: Set<Protection.Quantity>) {
    var all = system
    // Here a remainder is a count of its own: it adds up where its whole and its part do.
    let order = remainders.sorted { ($0.cell, $0.minus ?? -1) < ($1.cell, $1.minus ?? -1) }
    var restOfPart: [Int: [(whole: Int, rest: Int)]] = [:]
    for quantity in order {
      guard let part = quantity.minus else { continue }
      let rest = all.count
      all.lower.append(0)
      all.upper.append(CountSystem.most)
      places[quantity] = rest
      all.relations.append(.init(total: quantity.cell, of: [part, rest]))
      restOfPart[part, default: []].append((quantity.cell, rest))
    }
    let sums = Self.sums(system)
    for quantity in order {
      guard let part = quantity.minus, let rest = places[quantity] else { continue }
      for wholes in sums[quantity.cell] ?? [] {
        for parts in sums[part] ?? [] {
          // Both over the same categories, or the part over some of the whole's.
          let rests = parts.compactMap { cell in
            restOfPart[cell]?.first { wholes.contains($0.whole) }?.rest
          }
          if rests.count == parts.count, parts.count == wholes.count {
            all.relations.append(.init(total: rest, of: rests))
          } else if Set(parts).isSubset(of: wholes) {
            all.relations.append(.init(total: rest, of: wholes.filter { !parts.contains($0) }))
          }
        }
      }
    }
    guard let found = all.propagated() else { return nil }
    ranges = found
  }

  func range(of quantity: Protection.Quantity) -> ClosedRange<Int> {
    ranges[quantity.minus == nil ? quantity.cell : places[quantity] ?? quantity.cell]
  }

  /// By count, the sets of counts that add up to it.
  private static func sums(_ system: CountSystem) -> [Int: [[Int]]] {
    var out: [Int: [[Int]]] = [:]
    for relation in system.relations where relation.lower == 0 && relation.upper == 0 {
      let totals = relation.terms.filter { $0.weight == -1 }
      guard totals.count == 1, relation.terms.allSatisfy({ abs($0.weight) == 1 }) else { continue }
      out[totals[0].cell, default: []].append(relation.terms.filter { $0.weight == 1 }.map(\.cell))
    }
    return out
  }
}
