package import Findings

/// The text of a JSON string, and the place of each of its bytes in the file.
struct StringLiteral {
  /// The decoded text, as UTF-8.
  var bytes: [UInt8] = []
  /// For each decoded byte, the offset of its source (of the backslash, for an escape); then the closing quote's.
  var offsets: [Int] = []
  /// Just after the closing quote.
  var end: Int

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Parses the literal whose opening quote is at `start`. The text must be UTF-8.
  ///
  /// RFC 8259 §7: control characters must be escaped, and a lone surrogate is only half a character.
  init(in source: SourceText, at start: Int) throws(Finding) {
    end = start + 1
    while true {
      guard end < source.bytes.count, source.bytes[end] != UInt8(ascii: "\n") else {
        throw source.finding(.string, at: start..<end, "this text has no closing quote")
      }
      let byte = source.bytes[end]
      switch byte {
      case UInt8(ascii: "\""):
        offsets.append(end)
        end += 1
        return
      case UInt8(ascii: "\\"): try readEscape(in: source)
      case 0..<0x20:
        throw source.finding(
          .string, at: end..<end + 1, "a control character in a text", hint: "write a tab as \\t")
      default:
        bytes.append(byte)
        offsets.append(end)
        end += 1
      }
    }
  }

  private mutating func readEscape(in source: SourceText) throws(Finding) {
    let start = end
    let letter = start + 1 < source.bytes.count ? source.bytes[start + 1] : 0
    end = start + 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append([letter], from: start)
    case UInt8(ascii: "b"): append([0x08], from: start)
    case UInt8(ascii: "f"): append([0x0c], from: start)
    case UInt8(ascii: "n"): append([0x0a], from: start)
    case UInt8(ascii: "r"): append([0x0d], from: start)
    case UInt8(ascii: "t"): append([0x09], from: start)
    case UInt8(ascii: "u"): append(Array(try unicodeEscape(in: source, from: start).utf8), from: start)
    default:
      throw source.finding(
        .string, at: start..<end, "no such escape in JSON",
        hint: "a backslash is written \\\\; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u0000")
    }
  }

  private mutating func append(_ decoded: [UInt8], from start: Int) {
    bytes += decoded
    offsets += Array(repeating: start, count: decoded.count)
  }

  private mutating func unicodeEscape(in source: SourceText, from start: Int) throws(Finding) -> Character {
    let first = try codeUnit(in: source, from: start)
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    if (0xd800..<0xdc00).contains(first), source.bytes[end...].starts(with: "\\u".utf8) {
      let low = end
      end += 2
      let second = try codeUnit(in: source, from: low)
      let joined = 0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) & 0x3ff)
      if (0xdc00..<0xe000).contains(second), let scalar = Unicode.Scalar(joined) { return Character(scalar) }
    }
    throw source.finding(
      .string, at: start..<end, "half of a surrogate pair",
      hint: "write the character itself; the file is UTF-8")
  }

  private mutating func codeUnit(in source: SourceText, from start: Int) throws(Finding) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard end < source.bytes.count, let digit = Character(Unicode.Scalar(source.bytes[end])).hexDigitValue
      else { throw source.finding(.string, at: start..<end, "\\u needs four hexadecimal digits") }
      unit = unit << 4 | UInt16(digit)
      end += 1
    }
    return unit
  }
}

extension SourceText {
  /// The place of each UTF-8 byte of a string literal's text, then of its closing quote.
  ///
  /// The range starts at the opening quote, as `Located.range` does. Empty where there is no literal.
  package func decodedOffsets(ofStringLiteralAt range: Range<Int>) -> [Int] {
    let start = range.lowerBound
    guard bytes.indices.contains(start), bytes[start] == UInt8(ascii: "\"") else { return [] }
    return (try? StringLiteral(in: self, at: start))?.offsets ?? []
  }
}
