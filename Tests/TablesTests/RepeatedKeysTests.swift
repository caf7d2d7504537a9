import TestKit
import Testing

@testable import Tables

/// Keys found by partition and hash must be those that comparing every record with every earlier one finds.
@Suite struct RepeatedKeysTests {
  /// Few different values, so that most keys come again; a third of the rows are refused.
  struct Rows: Sendable, CustomStringConvertible {
    var texts: [[String]]
    var days: [[Int32]]
    var accepted: [[UInt8]]
    var description: String { "\(texts) \(days) \(accepted)" }

    init(_ chance: inout Seeded) {
      let sizes = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
        Int.random(in: 0...40, using: &chance)
      }
      texts = sizes.map { count in
        (0..<count).map { _ in
          let words = [
            "", "A", "AB", "SGC000000001", "SGC000000002", "SGC0000000010", "é", "12345678", "123456789",
          ]
          return words[Int.random(in: 0..<words.count, using: &chance)]
        }
      }
      days = sizes.map { count in
        (0..<count).map { _ in
          Bool.random(using: &chance) ? Column.missingNumber : Int32.random(in: -1...1, using: &chance)
        }
      }
      accepted = sizes.map { count in
        (0..<count).map { _ in UInt8.random(in: 0...2, using: &chance) > 0 ? 1 : 0 }
      }
    }

    var table: CaseTable {
      var line = 1
      return CaseTable(
        dataset: "cases", fields: ["id", "day"], dictionaries: [[], []], sources: ["cases.csv"],
        batches: texts.indices.map { index in
          var text = StringColumn()
          for value in texts[index] { text.append(Array(value.utf8)) }
          defer { line += texts[index].count }
          return RecordBatch(
            source: 0, firstLine: line, rowCount: texts[index].count,
            columns: [.text(text), .days(days[index])])
        })
    }

    /// Every row that an earlier one equals in all of the fields, by comparing them.
    func expected(_ fields: [Int], onlyAccepted: Bool) -> [[Int]] {
      var seen: Set<String> = []
      return texts.indices.map { index in
        texts[index].indices.filter { row in
          guard !onlyAccepted || accepted[index][row] == 1 else { return false }
          var parts: [String] = []
          for field in fields {
            let text =
              field == 0
              ? texts[index][row] : days[index][row] == Column.missingNumber ? "" : "\(days[index][row])"
            guard !text.isEmpty else { return false }
            parts.append(text)
          }
          return !seen.insert(parts.joined(separator: "|")).inserted
        }
      }
    }
  }

  @Test(arguments: [[0], [1], [0, 1]]) func findsWhatComparingEveryPairFinds(fields: [Int]) {
    forAll(count: 300, generate: { Rows(&$0) }) { rows in
      repeatedKeys(in: rows.table, fields: fields, among: rows.accepted)
        == rows.expected(fields, onlyAccepted: true)
        && repeatedKeys(in: rows.table, fields: fields, among: nil)
          == rows.expected(fields, onlyAccepted: false)
    }
  }

  @Test func numbersPersonsByTheirFirstRow() {
    forAll(count: 200, generate: { Rows(&$0) }) { rows in
      var first: [String: Int32] = [:]
      var number: Int32 = 0
      let expected = rows.texts.map { texts in
        texts.map { text -> Int32 in
          defer { number += 1 }
          guard !text.isEmpty else { return -1 }
          if let known = first[text] { return known }
          first[text] = number
          return number
        }
      }
      return firstRows(in: rows.table, fields: [0]) == expected
    }
  }

  /// So many records are cut into several parts, and most parts hold many keys.
  @Test func findsOneRepeatAmongManyParts() {
    var text = StringColumn()
    for number in 0..<70_000 { text.append(Array("SGC\(100_000_000 + number)".utf8)) }
    text.append(Array("SGC100000007".utf8))
    let table = CaseTable(
      dataset: "cases", fields: ["id"], dictionaries: [[]], sources: ["cases.csv"],
      batches: [RecordBatch(source: 0, firstLine: 1, rowCount: 70_001, columns: [.text(text)])])
    #expect(repeatedKeys(in: table, fields: [0], among: nil) == [[70_000]])
  }
}
