#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

// Swift's own SIMD comparison compiles to a loop over the stack on Linux (6.3.1), so this uses SSE2, which every x86-64
// has, and plain 8-byte words elsewhere. Loads are bounds-checked. To the compiler they are "unsafe" only because any
// bytes become an integer, as intended.
extension Span where Element == UInt8 {
  @inline(__always) func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The first comma or line end at or after an index, or the end.
  @inline(__always) func endOfPlainField(from start: Int) -> Int { next(Byte.comma, orLineEndFrom: start) }

  /// The first quote or line end at or after an index, or the end.
  @inline(__always) func nextQuoteOrLineEnd(from start: Int) -> Int { next(Byte.quote, orLineEndFrom: start) }

  @inline(__always) private func next(_ wanted: UInt8, orLineEndFrom start: Int) -> Int {
    var at = start
    #if arch(x86_64)
      while at + 16 <= count {
        let block = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: __m128i.self)
        let hits = _mm_or_si128(
          _mm_cmpeq_epi8(block, _mm_set1_epi8(CChar(wanted))),
          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(10)), _mm_cmpeq_epi8(block, _mm_set1_epi8(13))))
        let mask = UInt32(bitPattern: _mm_movemask_epi8(hits))
        if mask != 0 { return at &+ mask.trailingZeroBitCount }
        at &+= 16
      }
    #else
      while at + 8 <= count {
        let block = word(at: at)
        let hits = block.bytesEqual(to: wanted) | block.bytesEqual(to: 10) | block.bytesEqual(to: 13)
        if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
        at &+= 8
      }
    #endif
    while at < count {
      let byte = self[at]
      if byte == wanted || byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
      at &+= 1
    }
    return at
  }

  /// The first quote at or after an index, or the end.
  @inline(__always) func nextQuote(from start: Int) -> Int {
    var at = start
    #if arch(x86_64)
      while at + 16 <= count {
        let block = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: __m128i.self)
        let mask = UInt32(bitPattern: _mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(34))))
        if mask != 0 { return at &+ mask.trailingZeroBitCount }
        at &+= 16
      }
    #else
      while at + 8 <= count {
        let hits = word(at: at).bytesEqual(to: 34)
        if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
        at &+= 8
      }
    #endif
    while at < count, self[at] != Byte.quote { at &+= 1 }
    return at
  }

  /// Whether all bytes in a range are ASCII.
  func isASCII(_ range: Range<Int>) -> Bool {
    var seen: UInt64 = 0
    var at = range.lowerBound
    while at &+ 32 <= range.upperBound {
      seen |= word(at: at) | word(at: at &+ 8) | word(at: at &+ 16) | word(at: at &+ 24)
      at &+= 32
    }
    while at < range.upperBound {
      seen |= UInt64(self[at])
      at &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// Lines that end within a range. LF, CRLF and CR each end one.
  func lineEnds(in range: Range<Int>) -> Int {
    var lines = 0
    for at in range {
      if self[at] == Byte.lineFeed {
        lines += 1
      } else if self[at] == Byte.carriageReturn, at + 1 >= count || self[at + 1] != Byte.lineFeed {
        lines += 1
      }
    }
    return lines
  }
}

extension UInt64 {
  /// The high bit of each byte that equals this one. Correct up to the lowest such byte, which is the one needed.
  @inline(__always) func bytesEqual(to byte: UInt8) -> UInt64 {
    let differences = self ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080
  }
}
