/// The different persons of each group: a bitmap each if that is small, otherwise a list of pairs.
struct DistinctCounter: Sendable {
  private let groups: Int
  /// Words of bits in a group; 0 where pairs are used.
  private let words: Int
  private var bits: [UInt64]
  /// The group in the upper half, the person in the lower.
  private var pairs: [UInt64] = []

  /// 16 MiB of bits for a worker.
  private static let mostWords = 1 << 21

  /// - Parameter persons: more than the number of any person.
  init(groups: Int, persons: Int) {
    self.groups = groups
    let words = (persons + 63) / 64
    self.words = groups * words <= Self.mostWords ? words : 0
    bits = [UInt64](repeating: 0, count: groups * self.words)
  }

  /// Adds the persons of some rows of a batch.
  ///
  /// - Parameters:
  ///   - persons: of each row of the batch; negative for none.
  ///   - groupOf: the group of each row of the batch; nil where there is one group.
  mutating func add(_ rows: [Int32], _ persons: [Int32], groupOf: [Int32]?) {
    if words > 0 {
      Self.set(&bits, rows, persons, groupOf, words)
    } else {
      for row in rows where persons[Int(row)] >= 0 {
        let group = groupOf.map { $0[Int(row)] } ?? 0
        pairs.append(UInt64(group) << 32 | UInt64(persons[Int(row)]))
      }
    }
  }

  private static func set(
    _ bits: inout [UInt64], _ rows: [Int32], _ persons: [Int32], _ groupOf: [Int32]?, _ words: Int
  ) {
    let (isSplit, groupOf) = (groupOf != nil, groupOf ?? [])
    let (rows, persons, groups) = (rows.span, persons.span, groupOf.span)
    var out = bits.mutableSpan
    for index in rows.indices {
      let row = Int(rows[index])
      let person = Int(persons[row])
      guard person >= 0 else { continue }
      let word = isSplit ? Int(groups[row]) &* words &+ person >> 6 : person >> 6
      out[word] |= 1 &<< UInt64(truncatingIfNeeded: person & 63)
    }
  }

  /// Adds the persons of another counter with as many groups and persons.
  mutating func merge(_ other: DistinctCounter) {
    for word in bits.indices { bits[word] |= other.bits[word] }
    pairs += other.pairs
  }

  /// How many different persons each group has.
  var counts: [Int] {
    var counts = [Int](repeating: 0, count: groups)
    for group in 0..<groups where words > 0 {
      for word in bits[group * words..<(group + 1) * words] { counts[group] += word.nonzeroBitCount }
    }
    var last: UInt64?
    for pair in pairs.sorted() where pair != last {
      counts[Int(pair >> 32)] += 1
      last = pair
    }
    return counts
  }
}
