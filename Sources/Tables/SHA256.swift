/// SHA-256 (FIPS 180-4), so that a manifest can say exactly which bytes a figure came from.
package struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// Bytes that do not fill a block yet.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  /// Adds more of the message, in pieces of any length.
  package mutating func update(_ bytes: Span<UInt8>) {
    length += UInt64(bytes.count)
    var at = 0
    if !pending.isEmpty {
      while at < bytes.count, pending.count < 64 {
        pending.append(bytes[at])
        at += 1
      }
      guard pending.count == 64 else { return }
      let block = pending
      Self.compress(&state, block.span, from: 0, blocks: 1)
      pending.removeAll(keepingCapacity: true)
    }
    let blocks = (bytes.count - at) / 64
    Self.compress(&state, bytes, from: at, blocks: blocks)
    at += blocks * 64
    while at < bytes.count {
      pending.append(bytes[at])
      at += 1
    }
  }

  /// The digest of the message so far, as 64 lower-case hexadecimal digits.
  package func hexDigest() -> String {
    let final = finished()
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for index in final.indices {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        out.append(digits[Int((final[index] >> shift) & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The first 64 bits of the digest of some bytes: its first sixteen digits as a number.
  package static func firstWord(of bytes: [UInt8]) -> UInt64 {
    firstWord(of: bytes.span, 0..<bytes.count, followedBy: nil)
  }

  /// As above for a span of bytes and, if there is one, a byte after it.
  static func firstWord(of bytes: Span<UInt8>, _ range: Range<Int>, followedBy mark: UInt8?) -> UInt64 {
    let count = range.count + (mark == nil ? 0 : 1)
    var hash = SHA256()
    // A key is nearly always shorter than a block with its padding, and every record has one.
    if count < 56 {
      var block = InlineArray<64, UInt8>(repeating: 0)
      for offset in 0..<range.count { block[offset] = bytes[range.lowerBound &+ offset] }
      if let mark { block[range.count] = mark }
      block[count] = 0x80
      block[62] = UInt8(truncatingIfNeeded: count >> 5)
      block[63] = UInt8(truncatingIfNeeded: count << 3)
      compress(&hash.state, block.span, from: 0, blocks: 1)
      return UInt64(hash.state[0]) << 32 | UInt64(hash.state[1])
    }
    hash.update(bytes.extracting(range))
    if let mark {
      let last = [mark]
      hash.update(last.span)
    }
    let final = hash.finished()
    return UInt64(final[0]) << 32 | UInt64(final[1])
  }

  private func finished() -> InlineArray<8, UInt32> {
    var final = self
    var tail = pending + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: (length * 8) >> shift))
    }
    Self.compress(&final.state, tail.span, from: 0, blocks: tail.count / 64)
    return final.state
  }

  package static func hexDigest(of bytes: Span<UInt8>) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexDigest()
  }

  /// The digest of several pieces, one after another.
  package static func hexDigest(of stretches: [[UInt8]]) -> String {
    var hash = SHA256()
    for stretch in stretches { hash.update(stretch.span) }
    return hash.hexDigest()
  }

  package static func hexDigest(of bytes: [UInt8]) -> String { hexDigest(of: bytes.span) }

  private static func compress(
    _ state: inout InlineArray<8, UInt32>, _ bytes: Span<UInt8>, from start: Int, blocks: Int
  ) {
    // Copied to a local: a stored constant is checked for initialisation at every use.
    let constants = roundConstants
    var w = InlineArray<16, UInt32>(repeating: 0)
    for block in 0..<blocks {
      let base = start + block * 64
      for t in 0..<16 { w[t] = bytes.bigEndianWord(at: base &+ t &* 4) }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      var t = 0
      while t < 64 {
        // The sixteen words of the schedule that are still needed. Literal positions need no bounds checks.
        if t > 0 { extend(&w) }
        // The eight variables swap roles rather than being moved, which the compiler does not do by itself.
        step(a, b, c, &d, e, f, g, &h, constants[t &+ 0] &+ w[0])
        step(h, a, b, &c, d, e, f, &g, constants[t &+ 1] &+ w[1])
        step(g, h, a, &b, c, d, e, &f, constants[t &+ 2] &+ w[2])
        step(f, g, h, &a, b, c, d, &e, constants[t &+ 3] &+ w[3])
        step(e, f, g, &h, a, b, c, &d, constants[t &+ 4] &+ w[4])
        step(d, e, f, &g, h, a, b, &c, constants[t &+ 5] &+ w[5])
        step(c, d, e, &f, g, h, a, &b, constants[t &+ 6] &+ w[6])
        step(b, c, d, &e, f, g, h, &a, constants[t &+ 7] &+ w[7])
        step(a, b, c, &d, e, f, g, &h, constants[t &+ 8] &+ w[8])
        step(h, a, b, &c, d, e, f, &g, constants[t &+ 9] &+ w[9])
        step(g, h, a, &b, c, d, e, &f, constants[t &+ 10] &+ w[10])
        step(f, g, h, &a, b, c, d, &e, constants[t &+ 11] &+ w[11])
        step(e, f, g, &h, a, b, c, &d, constants[t &+ 12] &+ w[12])
        step(d, e, f, &g, h, a, b, &c, constants[t &+ 13] &+ w[13])
        step(c, d, e, &f, g, h, a, &b, constants[t &+ 14] &+ w[14])
        step(b, c, d, &e, f, g, h, &a, constants[t &+ 15] &+ w[15])
        t &+= 16
      }
      state[0] &+= a
      state[1] &+= b
      state[2] &+= c
      state[3] &+= d
      state[4] &+= e
      state[5] &+= f
      state[6] &+= g
      state[7] &+= h
    }
  }

  /// Replaces the sixteen words of the message schedule by the next sixteen.
  @inline(__always) private static func extend(_ w: inout InlineArray<16, UInt32>) {
    w[0] &+= mixed(w[1], w[9], w[14])
    w[1] &+= mixed(w[2], w[10], w[15])
    w[2] &+= mixed(w[3], w[11], w[0])
    w[3] &+= mixed(w[4], w[12], w[1])
    w[4] &+= mixed(w[5], w[13], w[2])
    w[5] &+= mixed(w[6], w[14], w[3])
    w[6] &+= mixed(w[7], w[15], w[4])
    w[7] &+= mixed(w[8], w[0], w[5])
    w[8] &+= mixed(w[9], w[1], w[6])
    w[9] &+= mixed(w[10], w[2], w[7])
    w[10] &+= mixed(w[11], w[3], w[8])
    w[11] &+= mixed(w[12], w[4], w[9])
    w[12] &+= mixed(w[13], w[5], w[10])
    w[13] &+= mixed(w[14], w[6], w[11])
    w[14] &+= mixed(w[15], w[7], w[12])
    w[15] &+= mixed(w[0], w[8], w[13])
  }

  @inline(__always) private static func mixed(_ x: UInt32, _ between: UInt32, _ y: UInt32) -> UInt32 {
    let small0 = rotated(x, 7) ^ rotated(x, 18) ^ (x >> 3)
    let small1 = rotated(y, 17) ^ rotated(y, 19) ^ (y >> 10)
    return small0 &+ between &+ small1
  }

  @inline(__always) private static func step(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ input: UInt32
  ) {
    let big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    let one = h &+ big1 &+ ((e & f) ^ (~e & g)) &+ input
    let big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    d &+= one
    h = one &+ big0 &+ ((a & b) ^ (a & c) ^ (b & c))
  }

  @inline(__always) private static func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 {
    (word &>> by) | (word &<< (32 &- by))
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
  private static let roundConstants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

extension Span where Element == UInt8 {
  @inline(__always) fileprivate func bigEndianWord(at index: Int) -> UInt32 {
    // Bounds-checked. Any four bytes are a word.
    UInt32(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
  }
}
