/// Compresses with repeats from the last 32 KiB and the fixed codes: RFC 1951, sections 3.2.5 and 3.2.6.
///
/// A system's zlib would compress more, but its versions write different bytes, and equal input must give equal files.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var out = BitWriter(capacity: bytes.count / 6)
  out.write(0b011, bits: 3)  // the last block, with fixed codes
  var recent = [Int32](repeating: -1, count: 1 << 15)
  bytes.withContiguousStorage { input in
    var at = 0
    while at < input.count {
      guard at + 4 <= input.count else {
        out.literal(input[at])
        at += 1
        continue
      }
      let slot = hash(input, at)
      let found = Int(recent[slot])
      recent[slot] = Int32(at)
      var length = 0
      if found >= 0, at - found <= 32768 {
        let limit = min(258, input.count - at)
        while length < limit, input[found + length] == input[at + length] { length += 1 }
      }
      guard length >= 4 else {
        out.literal(input[at])
        at += 1
        continue
      }
      out.copy(length: length, distance: at - found)
      // A few positions inside the copy are enough to find it again.
      var inside = at + 1
      while inside < min(at + length, input.count - 4) {
        recent[hash(input, inside)] = Int32(inside)
        inside += 2
      }
      at += length
    }
  }
  out.code(256)
  return out.finished()
}

extension Array where Element == UInt8 {
  fileprivate func withContiguousStorage(_ body: (Span<UInt8>) -> Void) { body(span) }
}

private func hash(_ input: Span<UInt8>, _ at: Int) -> Int {
  let word =
    UInt32(input[at]) | UInt32(input[at + 1]) << 8 | UInt32(input[at + 2]) << 16 | UInt32(input[at + 3]) << 24
  return Int((word &* 2_654_435_761) >> 17)
}

/// Packs bits into bytes, lowest first.
private struct BitWriter {
  private var bytes: [UInt8] = []
  private var held: UInt64 = 0
  private var count = 0
  private let codes = fixedCodes

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func write(_ value: Int, bits: Int) {
    held |= UInt64(value) << UInt64(count)
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      count -= 8
    }
  }

  mutating func literal(_ byte: UInt8) { code(Int(byte)) }

  mutating func code(_ symbol: Int) { write(codes[symbol].value, bits: codes[symbol].bits) }

  mutating func copy(length: Int, distance: Int) {
    let long = lengthSymbols[length]
    code(257 + long.symbol)
    write(length - long.base, bits: long.extra)
    let symbol = distanceSymbol(distance)
    write(reversed(symbol.symbol, bits: 5), bits: 5)
    write(distance - symbol.base, bits: symbol.extra)
  }

  func finished() -> [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: held)] : bytes }
}

private func reversed(_ value: Int, bits: Int) -> Int {
  var (out, rest) = (0, value)
  for _ in 0..<bits {
    out = out << 1 | rest & 1
    rest >>= 1
  }
  return out
}

/// For each literal or length symbol its fixed code as written, highest bit first: RFC 1951 §3.2.6.
private let fixedCodes: [(value: Int, bits: Int)] = (0..<288).map { symbol in
  switch symbol {
  case ..<144: (reversed(0x30 + symbol, bits: 8), 8)
  case ..<256: (reversed(0x190 + symbol - 144, bits: 9), 9)
  case ..<280: (reversed(symbol - 256, bits: 7), 7)
  default: (reversed(0xC0 + symbol - 280, bits: 8), 8)
  }
}

private typealias Symbol = (symbol: Int, base: Int, extra: Int)

/// By length, 3 to 258: RFC 1951 §3.2.5.
private let lengthSymbols: [Symbol] = {
  var out = [Symbol](repeating: (0, 0, 0), count: 259)
  var base = 3
  for symbol in 0..<28 {
    let extra = symbol < 8 ? 0 : symbol / 4 - 1
    for length in base..<min(base + (1 << extra), 259) { out[length] = (symbol, base, extra) }
    base += 1 << extra
  }
  out[258] = (28, 258, 0)
  return out
}()

private func distanceSymbol(_ distance: Int) -> Symbol {
  guard distance > 4 else { return (distance - 1, distance, 0) }
  let extra = Int.bitWidth - (distance - 1).leadingZeroBitCount - 2
  let half = (distance - 1) >> extra & 1
  return (2 * extra + 2 + half, (2 + half) << extra + 1, extra)
}
