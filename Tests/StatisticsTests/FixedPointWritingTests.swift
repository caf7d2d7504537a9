import Statistics
import Testing

@Suite struct FixedPointWritingTests {
  @Test(arguments: 0...9)
  func writesWhatItIsDescribedAs(places: Int) {
    let some = [0, 1, 5, 9, 10, 99, 100, 101, 999_999_999, 1_000_000_000, 12_345_678_901, Int.max, Int.min]
    for units in some + some.dropLast().map({ -$0 }) {
      let number = FixedPoint(units: units, places: places)
      var bytes = Array("x".utf8)
      number.write(to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == "x" + number.description)
    }
  }
}
