/// SplitMix64: one seed, one sequence, on every machine; whole numbers only.
///
/// Sebastiano Vigna, https://prng.di.unimi.it/splitmix64.c (public domain).
struct Chance: Sendable {
  private var state: UInt64

  /// A sequence for each purpose, so that a change to one dataset does not change others.
  init(seed: UInt64, for purpose: String) {
    // FNV-1a, because a Hasher has a new seed in every process.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = seed ^ hash
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A whole number from 0 up to but not including the bound.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a choice of nothing")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// True with a probability in thousandths.
  mutating func happens(perMille share: Int) -> Bool { below(1000) < share }

  /// The position of one of the weights, chosen in proportion to them.
  mutating func pick(_ weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return weights.count - 1
  }
}
