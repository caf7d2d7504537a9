import Declarations

/// The different persons of each group: a bit for each where that is little, otherwise a list of pairs.
struct PeopleSet: Sendable {
  private let groups: Int
  /// Words of bits for a group; 0 where pairs are kept.
  private let words: Int
  private var bits: [UInt64] = []
  private var numeratorBits: [UInt64] = []
  /// The group in the upper half, the person in the lower.
  private var pairs: [UInt64] = []
  private var numeratorPairs: [UInt64] = []

  /// 16 MiB of bits for a worker.
  private static let mostWords = 1 << 21

  init(groups: Int, persons: Int) {
    self.groups = groups
    let words = (persons + 63) / 64
    self.words = groups * words <= Self.mostWords ? words : 0
    bits = [UInt64](repeating: 0, count: groups * self.words)
    numeratorBits = bits
  }

  /// - Parameter numerator: truths of a chunk's rows, or empty.
  mutating func add(
    _ persons: [Int32], from first: Int, counted: [Int32], count: Int, groups: [Int32], numerator: [UInt8]
  ) {
    for index in 0..<count {
      let row = Int(counted[index])
      let person = Int(persons[first + row])
      guard person >= 0 else { continue }
      let group = Int(groups[row])
      let isInNumerator = !numerator.isEmpty && numerator[row] == Truth.yes
      if words > 0 {
        let word = group * words + person / 64
        let bit = UInt64(1) << UInt64(person % 64)
        bits[word] |= bit
        if isInNumerator { numeratorBits[word] |= bit }
      } else {
        let pair = UInt64(group) << 32 | UInt64(person)
        pairs.append(pair)
        if isInNumerator { numeratorPairs.append(pair) }
      }
    }
  }

  static func union(_ sets: [PeopleSet]) -> PeopleSet {
    var all = sets[0]
    for set in sets.dropFirst() {
      for word in all.bits.indices {
        all.bits[word] |= set.bits[word]
        all.numeratorBits[word] |= set.numeratorBits[word]
      }
      all.pairs += set.pairs
      all.numeratorPairs += set.numeratorPairs
    }
    return all
  }

  /// How many different persons each group has, and how many of them in the numerator.
  var counts: [(all: Int, numerator: Int)] {
    var counts = [(all: Int, numerator: Int)](repeating: (0, 0), count: groups)
    for group in 0..<groups where words > 0 {
      let range = group * words..<(group + 1) * words
      counts[group].all = bits[range].reduce(0) { $0 + $1.nonzeroBitCount }
      counts[group].numerator = numeratorBits[range].reduce(0) { $0 + $1.nonzeroBitCount }
    }
    Self.forEachDifferent(pairs) { counts[$0].all += 1 }
    Self.forEachDifferent(numeratorPairs) { counts[$0].numerator += 1 }
    return counts
  }

  private static func forEachDifferent(_ pairs: [UInt64], _ body: (Int) -> Void) {
    var last: UInt64?
    for pair in pairs.sorted() where pair != last {
      body(Int(pair >> 32))
      last = pair
    }
  }
}
