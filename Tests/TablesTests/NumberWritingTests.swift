import Tables
import Testing

/// Numbers written a byte at a time are what `String` writes.
@Suite struct NumberWritingTests {
  @Test(arguments: [0, 1, 9, 10, 99, 100, -1, -10, 1_234_567, Int64.max, Int64.min] as [Int64])
  func writesWholeNumbers(_ number: Int64) {
    var bytes: [UInt8] = []
    bytes.append(decimal: number)
    #expect(String(decoding: bytes, as: UTF8.self) == String(number))
  }

  @Test(
    arguments: [0, 1, 15, 16, 255, 256, 0xdead_beef, UInt64.max, 1 << 63, 1 << 60, (1 << 60) - 1] as [UInt64])
  func writesHexadecimal(_ number: UInt64) {
    var bytes: [UInt8] = []
    bytes.append(hexadecimal: number)
    #expect(String(decoding: bytes, as: UTF8.self) == String(number, radix: 16))
  }

  @Test func firstWordIsThatOfTheWholeDigest() {
    for count in [0, 1, 31, 32, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      #expect(SHA256.firstWord(of: bytes) == UInt64(SHA256.hexDigest(of: bytes).prefix(16), radix: 16))
    }
  }
}
