import TestKit
import Testing

@testable import Tables

/// Bits of rows, and digests of records and texts, each against the plainest way of saying the same.
@Suite struct BitmapTests {
  @Test func appendedRowsAreThoseOfTheParts() {
    var chance = Seeded(seed: 3)
    for _ in 0..<200 {
      var all = Bitmap(count: 0)
      var plain: [Bool] = []
      for _ in 0..<4 {
        let part = (0..<Int.random(in: 0...130, using: &chance)).map { _ in Bool.random(using: &chance) }
        var rows = Bitmap(count: part.count)
        rows.set(part.map { $0 ? 1 : 0 }, from: 0)
        #expect(part.indices.allSatisfy { rows[$0] == part[$0] })
        all.append(rows)
        plain += part
      }
      #expect(all.count == plain.count && plain.indices.allSatisfy { all[$0] == plain[$0] })
      #expect(all.total == plain.count { $0 })
      #expect(Bitmap(count: all.count, words: all.words) == all)
      var found: [Int] = []
      all.forEachRow { found.append($0) }
      #expect(found == plain.indices.filter { plain[$0] })
      for row in plain.indices { #expect(all.rank(of: row) == plain[..<row].count { $0 }) }
    }
    #expect(Bitmap(count: 3, words: [8]) == nil && Bitmap(count: 64, words: []) == nil)
  }

  /// Codes go in by name and not by position.
  @Test func codesHaveTheDigestsOfTheirNames() {
    let codes: [UInt16] = [1, Column.missingCode, 0, Column.unmappedCode]
    let names = RecordDigests.digests(of: ["a", "support-services"])
    var (one, other) = (RecordDigests(count: 4), RecordDigests(count: 4))
    one.take(.codes(codes), names: names)
    other.take(.codes([0, Column.missingCode, 1, Column.unmappedCode]), names: names.reversed())
    #expect(one.digests == other.digests)
    #expect(Set(one.digests).count == 4)
  }

  /// No two different records of two short texts have one digest: where one text ends is part of it.
  @Test func textsHaveDigestsOfTheirOwn() {
    let texts = ["", "a", "b", "ab", "ba", "a\0", "\0", "aaaaaaa", "aaaaaaaa", "aaaaaaaab", "aaaaaaa\0"]
    var (first, second) = (StringColumn(), StringColumn())
    for one in texts {
      for other in texts {
        first.append(Array(one.utf8))
        second.append(Array(other.utf8))
      }
    }
    var digests = RecordDigests(count: first.count)
    digests.take(.text(first), names: [])
    digests.take(.text(second), names: [])
    #expect(Set(digests.digests).count == texts.count * texts.count)
  }

  @Test func digestsOfTextsAreThoseOfSHA256() {
    var column = StringColumn()
    let texts =
      ["A1", "A1", "", "B2", String(repeating: "x", count: 54)]
      + [55, 56, 63, 64, 200].map { String(repeating: "y", count: $0) }
    for text in texts { column.append(Array(text.utf8)) }
    for mark: UInt8? in [nil, 0xFF] {
      let expected = texts.map { text -> UInt64 in
        let bytes = Array(text.utf8) + (mark.map { [$0] } ?? [])
        return text.isEmpty ? 0 : UInt64(SHA256.hexDigest(of: bytes).prefix(16), radix: 16) ?? 0
      }
      #expect(column.digests(followedBy: mark) == expected)
    }
  }
}
