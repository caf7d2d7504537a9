/// Whether sums that were published over sets of councils give one council's figure away.
///
/// Somebody who has all sums knows every difference and multiple of them; a council knows its own figures besides. A figure
/// is given away if it is a combination of these. The test is exact linear algebra over a prime field: what is a combination
/// of whole sums is one there too, so the test can only be too strict.
struct PoolPrivacy {
  private static let prime: UInt64 = (1 << 61) - 1

  /// - Parameter sums: the contributions in each published sum. A council that corrects its figures makes another one.
  /// - Returns: whether any of the councils, or a reader who is none of them, could work another's contribution out.
  static func isExposed<Contribution: Hashable, Council: Hashable>(
    _ sums: [Set<Contribution>], council: (Contribution) -> Council
  ) -> Bool {
    var places: [Contribution: Int] = [:]
    var owners: [Council] = []
    for sum in sums {
      for one in sum where places[one] == nil {
        places[one] = places.count
        owners.append(council(one))
      }
    }
    let rows = sums.map { sum in
      var row = [UInt64](repeating: 0, count: owners.count)
      for one in sum { if let place = places[one] { row[place] = 1 } }
      return row
    }
    let readers: [Council?] = [nil] + Set(owners).map { $0 }
    for insider in readers {
      // What the insider knows is taken out of every sum.
      let unknown = owners.indices.filter { owners[$0] != insider }
      let left = rows.map { row in unknown.map { row[$0] } }
      if reduced(left).contains(where: { row in row.count { $0 != 0 } == 1 }) { return true }
    }
    return false
  }

  /// The reduced row echelon form. It has a row with one place only if that place is a combination of the rows.
  private static func reduced(_ rows: [[UInt64]]) -> [[UInt64]] {
    var rows = rows
    var next = 0
    for column in 0..<(rows.first?.count ?? 0) {
      guard let pivot = (next..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(next, pivot)
      let inverse = power(rows[next][column], prime - 2)
      rows[next] = rows[next].map { times($0, inverse) }
      for other in rows.indices where other != next && rows[other][column] != 0 {
        let factor = prime - rows[other][column]
        rows[other] = zip(rows[other], rows[next]).map { ($0 + times($1, factor)) % prime }
      }
      next += 1
      if next == rows.count { break }
    }
    return rows
  }

  private static func times(_ a: UInt64, _ b: UInt64) -> UInt64 {
    UInt64((UInt128(a) * UInt128(b)) % UInt128(prime))
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (out, base, exponent): (UInt64, UInt64, UInt64) = (1, base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { out = times(out, base) }
      base = times(base, base)
      exponent >>= 1
    }
    return out
  }
}
