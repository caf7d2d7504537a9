import Tables
import TestKit
import Testing

@testable import ValidateStage

/// Marks of keys made quickly are those made one by one, in order.
@Suite struct KeyMarksTests {
  @Test func marksOfTextsAreThoseOfTheirKeys() {
    forAll(count: 300) { chance in
      (0..<Int.random(in: 0...40, using: &chance)).map { _ in
        (
          String(
            (0..<Int.random(in: 0...12, using: &chance)).map { _ in
              "A1é-".randomElement(using: &chance) ?? "A"
            }),
          UInt8.random(in: 0...1, using: &chance)
        )
      }
    } holds: { rows in
      var texts = StringColumn()
      for (text, _) in rows { texts.append(text.utf8) }
      // A key of one field is its text and an end.
      let expected = rows.filter { $0.1 == 1 }.map { text, _ in
        text.isEmpty ? 0 : KeyMarks.mark((Array(text.utf8) + [0xFF]).span)
      }
      return KeyMarks.marks(of: texts, where: rows.map(\.1)) == expected
    }
  }

  /// Few marks are sorted; many are dealt out by their upper bits, and settled from there.
  @Test(arguments: [0, 1, 1_000, 1_025, 5_000]) func marksComeInOrder(count: Int) {
    forAll(count: 6) { chance in
      // Spread as marks are, and at the ends alone, which is what dealing them out does not suit.
      let isSpread = Int.random(in: 0..<3, using: &chance) > 0
      let marks = (0..<count).map { _ in
        isSpread
          ? chance.next()
          : UInt64.random(in: 0...9, using: &chance) &- UInt64.random(in: 0...4, using: &chance)
      }
      return [Array(marks.prefix(count / 3)), [], Array(marks.dropFirst(count / 3))]
    } holds: { (parts: [[UInt64]]) in
      KeyMarks.inOrder(parts) == parts.joined().sorted()
    }
  }
}
