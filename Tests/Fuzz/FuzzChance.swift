/// SplitMix64, and ways of spoiling bytes with it.
struct FuzzChance {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// One of the seeds, or two spliced, with up to eight spoilings; at most some kilobytes.
  mutating func mutant(of seeds: [[UInt8]], tokens: [[UInt8]]) -> [UInt8] {
    var bytes = pick(seeds)
    if below(8) == 0 {
      let other = pick(seeds)
      bytes = Array(bytes.prefix(below(bytes.count + 1))) + other.suffix(below(other.count + 1))
    }
    for _ in 0...below(8) { spoil(&bytes, tokens) }
    return bytes
  }

  private mutating func spoil(_ bytes: inout [UInt8], _ tokens: [[UInt8]]) {
    let at = below(bytes.count + 1)
    switch below(9) {
    case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8(below(8))
    case 1 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: next())
    case 2 where at < bytes.count: bytes.remove(at: at)
    case 3: bytes.insert(UInt8(truncatingIfNeeded: next()), at: at)
    case 4, 5: bytes.insert(contentsOf: pick(tokens), at: at)
    case 6: bytes.removeSubrange(at..<min(bytes.count, at + below(40)))
    case 7 where bytes.count < 4096:
      let start = below(bytes.count + 1)
      bytes.insert(contentsOf: Array(bytes[start..<min(bytes.count, start + below(60))]), at: at)
    case 8 where at < bytes.count && !tokens.isEmpty:
      let token = pick(tokens)
      bytes.replaceSubrange(at..<min(bytes.count, at + token.count), with: token)
    default: break
    }
  }
}
