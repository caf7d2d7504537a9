/// Turns text in pieces into UTF-8 in pieces; what has no character becomes `�`.
struct Transcoder {
  let encoding: TextEncoding
  /// Bytes of the byte order mark still to be skipped.
  private var mark: Int
  private var oddByte: UInt8?
  private var highSurrogate: UInt16?

  init(_ encoding: TextEncoding, markLength: Int) {
    self.encoding = encoding
    mark = markLength
  }

  /// Whether pieces come out as they go in.
  var isIdentity: Bool { encoding == .utf8 && mark == 0 }

  mutating func decode(_ bytes: Span<UInt8>, into out: inout [UInt8]) {
    let skipped = min(mark, bytes.count)
    mark -= skipped
    switch encoding {
    case .utf8: for at in skipped..<bytes.count { out.append(bytes[at]) }
    case .windows1252: for at in skipped..<bytes.count { Self.append(Self.scalar(bytes[at]), to: &out) }
    case .utf16LittleEndian, .utf16BigEndian:
      for at in skipped..<bytes.count {
        guard let first = oddByte else {
          oddByte = bytes[at]
          continue
        }
        oddByte = nil
        let (low, high) = encoding == .utf16LittleEndian ? (first, bytes[at]) : (bytes[at], first)
        append(unit: UInt16(high) << 8 | UInt16(low), to: &out)
      }
    }
  }

  /// What is left when the text ends in the middle of a character.
  mutating func finish(into out: inout [UInt8]) {
    if oddByte != nil || highSurrogate != nil { Self.append(0xFFFD, to: &out) }
    oddByte = nil
    highSurrogate = nil
  }

  private static func scalar(_ byte: UInt8) -> UInt32 {
    guard byte >= 0x80, byte < 0xA0 else { return UInt32(byte) }
    let scalar = TextEncoding.windows1252Scalars[Int(byte) - 0x80]
    return scalar == 0 ? 0xFFFD : UInt32(scalar)
  }

  private mutating func append(unit: UInt16, to out: inout [UInt8]) {
    let isHigh = unit & 0xFC00 == 0xD800
    let isLow = unit & 0xFC00 == 0xDC00
    if let high = highSurrogate {
      highSurrogate = nil
      if isLow {
        Self.append(0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF)), to: &out)
        return
      }
      Self.append(0xFFFD, to: &out)
    }
    if isHigh {
      highSurrogate = unit
    } else {
      Self.append(isLow ? 0xFFFD : UInt32(unit), to: &out)
    }
  }

  static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: out.append(UInt8(scalar))
    case 0x80..<0x800:
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      out.append(UInt8(0xE0 | scalar >> 12))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    default:
      out.append(UInt8(0xF0 | scalar >> 18 & 7))
      out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
