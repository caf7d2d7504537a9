import Tables
import TestKit
import Testing

@Suite struct PackedColumnTests {
  @Test func daysComeBackAsTheyWere() {
    forAll(
      generate: { chance in
        (0..<50).map { _ in
          Int.random(in: 0...3, using: &chance) == 0
            ? Column.missingNumber : Int32.random(in: -25_567...39_967, using: &chance)
        }
      },
      holds: { days in
        let packed = Column.days(days).packed(dictionaryCount: nil)
        guard case .shortDays = packed, case .days(let back) = packed.unpacked else { return false }
        return back == days
      })
  }

  @Test(arguments: [
    (Int32(-25_568), "1899-12-31, the day before the first"), (39_968, "the day after the last"),
    (.max, "the last there is"),
  ]) func aDayThatDoesNotFitLeavesTheColumnAsItWas(day: Int32, why: String) {
    guard case .days(let kept) = Column.days([0, day]).packed(dictionaryCount: nil) else {
      Issue.record("\(why)")
      return
    }
    #expect(kept == [0, day], "\(why)")
  }

  /// Prefixes and numbers of all lengths that two words hold, with blanks among them.
  @Test func idsComeBackAsTheyWere() {
    forAll(
      count: 300,
      generate: { chance in
        let width = Int.random(in: 1...16, using: &chance)
        let prefix = String("DOLS-2024/é-X-Y".prefix(Int.random(in: 0...16 - width, using: &chance)))
        let least = UInt64.random(in: 0..<(1...width).reduce(1) { power, _ in power * 10 }, using: &chance)
        return (0..<20).map { _ -> String in
          guard Int.random(in: 0...3, using: &chance) > 0 else { return "" }
          let digits = String(least + UInt64.random(in: 0...9, using: &chance))
          return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
      },
      holds: { (texts: [String]) in
        let packed = Column.text(Self.column(texts)).packedKey
        guard case .text(let back) = packed.unpacked else { return false }
        // A number of more digits, or a prefix of two bytes a letter, may have made it too long.
        let isOfOneShape =
          Set(texts.filter { !$0.isEmpty }.map(\.utf8.count)).count == 1
          && texts.allSatisfy { $0.utf8.count <= 16 }
        var isPacked = false
        if case .serials = packed { isPacked = true }
        return isPacked == isOfOneShape && texts.indices.allSatisfy { back[$0] == texts[$0] }
      })
  }

  @Test(arguments: [
    (["SGC1", "SGC12"], "another length"), (["SGC1", "SGD1"], "another prefix"),
    (["SGC1", "sgc1"], "another case"),
    (["SGC10", "SGC1x"], "a letter among the digits"), (["SGC1/", "SGC2/"], "something after the digits"),
    (["SGC1:", "SGC10"], "the character after nine"),
    (["0000000000", "4294967295"], "further apart than four bytes say"),
    (["SGC00000000000001", "SGC00000000000002"], "longer than two words"), (["", ""], "nothing"),
    (["SGC", "SGD"], "no digits"), (["120", "12/"], "the character before nought"),
  ]) func idsThatDifferInMoreThanANumberStayTexts(texts: [String], why: String) {
    guard case .text(let back) = Column.text(Self.column(texts)).packedKey else {
      Issue.record("\(why)")
      return
    }
    #expect(texts.indices.allSatisfy { back[$0] == texts[$0] }, "\(why)")
  }

  @Test func idsAreFourBytesEach() {
    let packed = Column.text(Self.column(["0000000000", "", "4294967294"])).packedKey
    guard case .serials(let ids) = packed else {
      Issue.record("ids as far apart as four bytes say")
      return
    }
    #expect(ids.offsets == [0, SerialTexts.missing, 4_294_967_294])
    #expect(packed.text(1).isEmpty)
    #expect(Array(packed.text(2)) == Array("4294967294".utf8))
  }

  private static func column(_ texts: [String]) -> StringColumn {
    var column = StringColumn()
    for text in texts { column.append(text.utf8) }
    return column
  }

  @Test func codesComeBackAsTheyWere() {
    let codes: [UInt16] = [0, 1, 253, Column.unmappedCode, Column.missingCode, 127, 128]
    let packed = Column.codes(codes).packed(dictionaryCount: 254)
    guard case .shortCodes = packed, case .codes(let back) = packed.unpacked else {
      Issue.record("a column that is not packed")
      return
    }
    #expect(back == codes)
  }

  @Test func codesOfALongOrUnknownDictionaryStayAsTheyAre() {
    for count in [255, nil] {
      guard case .codes(let kept) = Column.codes([254, 0]).packed(dictionaryCount: count) else {
        Issue.record("packed with \(String(describing: count))")
        continue
      }
      #expect(kept == [254, 0])
    }
  }
}
