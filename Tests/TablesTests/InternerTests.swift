import Tables
import TestKit
import Testing

/// Numbers must be equal exactly where texts are, and go up by one as new texts come.
@Suite struct InternerTests {
  struct Texts: Sendable, CustomStringConvertible {
    var all: [String]
    var description: String { "\(all)" }

    /// Of every length up to four words, from few letters, so that texts begin and end alike and come again.
    init(_ chance: inout Seeded) {
      let letters = ["a", "b", "\0", "é"]
      all = (0..<Int.random(in: 0...300, using: &chance)).map { _ in
        let length = Int.random(
          in: 0...[1, 3, 9, 17, 33][Int.random(in: 0...4, using: &chance)], using: &chance)
        return (0..<length).map { _ in
          letters[Int.random(in: 0..<(Bool.random(using: &chance) ? 1 : letters.count), using: &chance)]
        }.joined()
      }
    }
  }

  @Test(arguments: [-7, -1, Int32.min]) func equalTextsHaveEqualNumbers(_ missing: Int32) {
    forAll(count: 300, generate: { Texts(&$0) }) { texts in
      var column = StringColumn()
      for text in texts.all { column.append(Array(text.utf8)) }
      var order: [[UInt8]: Int32] = [:]
      let expected = texts.all.map { text -> Int32 in
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return missing }
        if let known = order[bytes] { return known }
        order[bytes] = Int32(order.count)
        return Int32(order.count - 1)
      }
      var numbers = Interner()
      return numbers.numbers(of: column, missing: missing) == expected && numbers.count == order.count
    }
  }

  /// Past several growths, with words that differ only above or below the half that is tagged.
  @Test func manyWordsKeepTheirNumbers() {
    var numbers = Interner()
    let count = 40_000
    let values = Array(0..<UInt64(count))
    #expect(values.map { numbers.number($0 << 32, $0 & 1) } == values.map { Int32($0) })
    #expect(values.reversed().map { numbers.number($0 << 32, $0 & 1) } == values.reversed().map { Int32($0) })
    #expect(numbers.count == count)
  }
}
