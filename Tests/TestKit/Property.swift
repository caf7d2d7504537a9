import FoundationEssentials
package import Testing

/// SplitMix64: one seed, one sequence, on every machine.
package struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64
  package init(seed: UInt64) { state = seed }
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Runs a property for many seeds and names the first that fails, so that it can be run alone.
package func forAll<Input: Sendable>(
  count: Int = 200, generate: (inout Seeded) -> Input, sourceLocation: SourceLocation = #_sourceLocation,
  holds: (Input) throws -> Bool
) {
  let only = ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init)
  for seed in only.map({ [$0] }) ?? Array(0..<UInt64(count)) {
    var generator = Seeded(seed: seed)
    let input = generate(&generator)
    do {
      if try holds(input) { continue }
      Issue.record("fails for \(input)\nSEED=\(seed)", sourceLocation: sourceLocation)
    } catch {
      Issue.record("throws \(error) for \(input)\nSEED=\(seed)", sourceLocation: sourceLocation)
    }
    return
  }
}

/// How many of some long trials to make: without optimisation one in three, so that a debug build's tests end soon. Release
/// tests make all of them.
package func trials(_ count: Int) -> Int {
  #if DEBUG
    (count + 2) / 3
  #else
    count
  #endif
}
