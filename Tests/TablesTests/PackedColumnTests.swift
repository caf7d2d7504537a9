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
  ]) func aDayThatDoesNotFitLeavesTheColumnAsItWas(day: Int32, why: Comment) {
    guard case .days(let kept) = Column.days([0, day]).packed(dictionaryCount: nil) else {
      Issue.record(why)
      return
    }
    #expect(kept == [0, day], why)
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
