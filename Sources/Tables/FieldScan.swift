#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

// A view has the bytes from the start of a field on, as many as usual fields have, with one bounds check: constant
// offsets in it need no other. Loads are bounds-checked. To the compiler they are "unsafe" only because any bytes become
// an integer.
extension RawSpan {
  @inline(__always) static var viewLength: Int { 66 }

  @inline(__always) func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }

  /// A bit for each of the first 64 bytes, or 32, that equals one.
  @inline(__always) func places(of byte: UInt8, isWide: Bool = true) -> UInt64 {
    #if arch(x86_64)
      let wanted = _mm_set1_epi8(Int8(bitPattern: byte))
      guard isWide else { return equal(0, wanted) | equal(16, wanted) &<< 16 }
      return equal(0, wanted) | equal(16, wanted) &<< 16 | equal(32, wanted) &<< 32 | equal(48, wanted) &<< 48
    #else
      var places: UInt64 = 0
      for word in 0..<(isWide ? 8 : 4) {
        places |= (self.word(8 * word) ^ byte.repeated).zeroBytes &<< UInt64(8 * word)
      }
      return places
    #endif
  }

  /// A bit for each of the first 16 bytes that is a comma or a line end.
  @inline(__always) var stopsOf16: UInt64 {
    #if arch(x86_64)
      let stops = _mm_or_si128(
        _mm_cmpeq_epi8(block(0), _mm_set1_epi8(44)),
        _mm_or_si128(_mm_cmpeq_epi8(block(0), _mm_set1_epi8(10)), _mm_cmpeq_epi8(block(0), _mm_set1_epi8(13)))
      )
      return UInt64(UInt32(bitPattern: _mm_movemask_epi8(stops)))
    #else
      return (places(of: Byte.comma) | places(of: Byte.lineFeed) | places(of: Byte.carriageReturn)) & 0xFFFF
    #endif
  }

  /// A bit for each of the first 32 bytes that is a quote or a line end.
  @inline(__always) var quotesOf32: UInt64 {
    #if arch(x86_64)
      return quotes(0) | quotes(16) &<< 16
    #else
      return (places(of: Byte.quote) | places(of: Byte.lineFeed) | places(of: Byte.carriageReturn))
        & 0xFFFF_FFFF
    #endif
  }

  /// The bitwise OR of the first 32 bytes.
  @inline(__always) var union32: UInt64 { word(0) | word(8) | word(16) | word(24) }

  /// Whether the bytes at an offset of 0 or 1, up to 63 of them (or 31), equal a text, of which 64 bytes must be
  /// readable.
  @inline(__always) func isSame(
    _ offset: Int, as texts: Span<UInt8>, _ start: Int, length: Int, isWide: Bool
  ) -> Bool {
    let text = unsafe texts.bytes.extracting(start..<start &+ 64)
    #if arch(x86_64)
      var same = same(offset, text, 0) | same(offset, text, 16) &<< 16
      if isWide { same |= self.same(offset, text, 32) &<< 32 | self.same(offset, text, 48) &<< 48 }
    #else
      var same: UInt64 = 0
      for word in 0..<8 {
        let other = unsafe text.unsafeLoadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
        let differences = self.word(offset + 8 * word) ^ UInt64(littleEndian: other)
        same |= differences.zeroBytes &<< UInt64(8 * word)
      }
    #endif
    return ~same & ((1 &<< UInt64(truncatingIfNeeded: length)) &- 1) == 0
  }

  #if arch(x86_64)
    @inline(__always) private func block(_ offset: Int) -> __m128i {
      unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: __m128i.self)
    }

    @inline(__always) private func equal(_ offset: Int, _ wanted: __m128i) -> UInt64 {
      UInt64(UInt32(bitPattern: _mm_movemask_epi8(_mm_cmpeq_epi8(block(offset), wanted))))
    }

    @inline(__always) private func same(_ offset: Int, _ text: RawSpan, _ place: Int) -> UInt64 {
      equal(offset &+ place, unsafe text.unsafeLoadUnaligned(fromByteOffset: place, as: __m128i.self))
    }

    @inline(__always) private func quotes(_ offset: Int) -> UInt64 {
      let stops = _mm_or_si128(
        _mm_cmpeq_epi8(block(offset), _mm_set1_epi8(34)),
        _mm_or_si128(
          _mm_cmpeq_epi8(block(offset), _mm_set1_epi8(10)), _mm_cmpeq_epi8(block(offset), _mm_set1_epi8(13))))
      return UInt64(UInt32(bitPattern: _mm_movemask_epi8(stops)))
    }
  #endif
}

#if !arch(x86_64)
  extension UInt8 {
    fileprivate var repeated: UInt64 { UInt64(self) &* 0x0101_0101_0101_0101 }
  }

  extension UInt64 {
    /// A bit for each zero byte, side by side.
    fileprivate var zeroBytes: UInt64 {
      let low = 0x7F7F_7F7F_7F7F_7F7F as UInt64
      let zeros = ~((self & low &+ low) | self | low)
      return (zeros &>> 7 &* 0x0102_0408_1020_4080) &>> 56
    }
  }
#endif

extension UInt8 {
  /// Whether it is a comma or a line end.
  @inline(__always) var endsField: Bool {
    // One test of a word in place of three comparisons.
    self <= 44 && (1 << 44 | 1 << 13 | 1 << 10 as UInt64) &>> UInt64(self) & 1 == 1
  }
}
