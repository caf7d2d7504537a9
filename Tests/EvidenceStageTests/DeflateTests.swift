import Tables
import Testing

@testable import EvidenceStage

/// Vectors are from Python 3.11: zlib.crc32(b) and zlib.decompress(raw, wbits=-15) of what `deflated` wrote.
@Suite struct DeflateTests {
  @Test(arguments: [("", UInt32(0)), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43)])
  func checksAsPythonsZlib(_ text: String, _ crc: UInt32) {
    var check = Checksum()
    check.add(Array(text.utf8))
    #expect(check.value == UInt(crc))
  }

  @Test(arguments: [
    ("nothing", ""), ("one byte", "a"), ("no repeat", "abcdefgh"),
    ("one byte many times", String(repeating: "a", count: 1000)),
    ("the longest copy and one more", String(repeating: "ab", count: 130)),
    ("words", String(repeating: "<c r=\"A1\"><v>12</v></c>", count: 500)),
    ("beyond ASCII, with nine-bit codes", String(repeating: "✓ better – ✗ worse", count: 40)),
  ])
  func comesBackAsItWas(_ why: String, _ text: String) {
    let bytes = Array(text.utf8)
    #expect(inflated(deflated(bytes)) == bytes, "\(why)")
  }

  @Test func findsRepeatsAsFarBackAsTheyMayBe() {
    var bytes = Array("a phrase that comes again".utf8)
    var seed: UInt32 = 7
    for _ in 0..<32_000 {
      seed = seed &* 1_664_525 &+ 1_013_904_223
      bytes.append(UInt8(truncatingIfNeeded: seed >> 24))
    }
    bytes += Array("a phrase that comes again".utf8)
    #expect(inflated(deflated(bytes)) == bytes)
  }

  @Test func makesTablesSmall() {
    let bytes = Array(String(repeating: "<c r=\"A1\" s=\"3\"><v>12</v></c>", count: 1000).utf8)
    #expect(deflated(bytes).count * 20 < bytes.count)
  }
}

/// Reads one block of fixed codes, as RFC 1951 describes it, bit by bit.
private func inflated(_ bytes: [UInt8]) -> [UInt8] {
  var position = 0
  func bits(_ count: Int) -> Int {
    var value = 0
    for index in 0..<count {
      let bit = Int(bytes[position / 8] >> UInt8(position % 8)) & 1
      value |= bit << index
      position += 1
    }
    return value
  }
  func code(_ count: Int, _ start: Int) -> Int {
    (0..<count).reduce(start) { value, _ in value << 1 | bits(1) }
  }
  guard bits(3) == 3 else { return [0] }
  var out: [UInt8] = []
  while true {
    var symbol = code(7, 0)
    if symbol <= 0b001_0111 {
      symbol += 256
    } else {
      symbol = code(1, symbol)
      if symbol >= 0x30, symbol <= 0xBF {
        symbol -= 0x30
      } else if symbol >= 0xC0, symbol <= 0xC7 {
        symbol = symbol - 0xC0 + 280
      } else {
        symbol = code(1, symbol) - 0x190 + 144
      }
    }
    if symbol < 256 {
      out.append(UInt8(symbol))
      continue
    }
    if symbol == 256 { return out }
    let bases = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
      227, 258,
    ]
    let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    let length = bases[symbol - 257] + bits(extras[symbol - 257])
    let slot = code(5, 0)
    let farBases = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
      4097,
      6145, 8193, 12289, 16385, 24577,
    ]
    let distance = farBases[slot] + bits(slot < 4 ? 0 : slot / 2 - 1)
    for _ in 0..<length { out.append(out[out.count - distance]) }
  }
}
