import Declarations

/// The different persons of each group: a bit for each where that is little, otherwise a list of pairs.
struct DistinctCounter: Sendable {
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
    guard words > 0 else { return addPairs(persons, from: first, counted, count, groups, numerator) }
    Self.set(&bits, persons, from: first, counted, count, groups: self.groups > 1 ? groups : [], words)
    guard !numerator.isEmpty else { return }
    Self.set(
      &numeratorBits, persons, from: first, counted, count, groups: self.groups > 1 ? groups : [], words,
      where: numerator)
  }

  /// Adds the persons of a chunk's rows that are marked with 1, all to the one group there is.
  mutating func add(_ persons: [Int32], from first: Int, marked: [UInt8]) {
    if words > 0 { return Self.set(&bits, persons, from: first, marked) }
    Self.append(&pairs, persons, from: first, marked)
  }

  /// The same to its numerator.
  mutating func add(_ persons: [Int32], from first: Int, markedInNumerator marked: [UInt8]) {
    if words > 0 { return Self.set(&numeratorBits, persons, from: first, marked) }
    Self.append(&numeratorPairs, persons, from: first, marked)
  }

  private static func set(_ bits: inout [UInt64], _ persons: [Int32], from first: Int, _ marked: [UInt8]) {
    let persons = persons.span.extracting(first..<first + marked.count)
    let marked = marked.span
    var out = bits.mutableSpan
    for row in 0..<marked.count {
      let person = persons[row]
      guard person >= 0 else { continue }
      out[Int(person >> 6)] |= UInt64(marked[row]) << UInt64(truncatingIfNeeded: person & 63)
    }
  }

  private static func append(
    _ pairs: inout [UInt64], _ persons: [Int32], from first: Int, _ marked: [UInt8]
  ) {
    for row in marked.indices where marked[row] == 1 && persons[first + row] >= 0 {
      pairs.append(UInt64(persons[first + row]))
    }
  }

  /// - Parameters:
  ///   - groups: empty where there is one group alone.
  ///   - truths: of a chunk's rows; empty where all of those counted are meant.
  private static func set(
    _ bits: inout [UInt64], _ persons: [Int32], from first: Int, _ counted: [Int32], _ count: Int,
    groups: [Int32], _ words: Int, where truths: [UInt8] = []
  ) {
    let (persons, counted, groups, truths) = (persons.span, counted.span, groups.span, truths.span)
    let (isSplit, isChosen, yes) = (!groups.isEmpty, !truths.isEmpty, Truth.yes)
    var out = bits.mutableSpan
    for index in 0..<count {
      let row = Int(counted[index])
      let person = Int(persons[first &+ row])
      guard person >= 0 else { continue }
      let word = isSplit ? Int(groups[row]) &* words &+ person >> 6 : person >> 6
      let bit: UInt64 = !isChosen || truths[row] == yes ? 1 : 0
      out[word] |= bit << UInt64(truncatingIfNeeded: person & 63)
    }
  }

  private mutating func addPairs(
    _ persons: [Int32], from first: Int, _ counted: [Int32], _ count: Int, _ groups: [Int32],
    _ numerator: [UInt8]
  ) {
    for index in 0..<count {
      let row = Int(counted[index])
      let person = persons[first + row]
      guard person >= 0 else { continue }
      let pair = UInt64(groups[row]) << 32 | UInt64(person)
      pairs.append(pair)
      if !numerator.isEmpty, numerator[row] == Truth.yes { numeratorPairs.append(pair) }
    }
  }

  static func union(_ sets: [DistinctCounter]) -> DistinctCounter {
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
