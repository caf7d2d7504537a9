import Artefacts
import Statistics
import TestKit
import Testing

@Suite struct BridgeTests {
  @Test func definitionAndPracticeAddUpToTheChangeExactly() {
    forAll(count: 500) { generator in
      (0..<8).map { _ in Int.random(in: 1...10_000, using: &generator) }
    } holds: { n in
      func printed(_ part: Int, _ whole: Int) -> FixedPoint {
        Fraction(min(part, whole), whole).rounded(to: 1, times: 100) ?? FixedPoint(units: 0, places: 1)
      }
      let bridge = Bridge(
        old: printed(n[0], n[1]), recast: printed(n[2], n[3]), continued: printed(n[4], n[5]),
        new: printed(n[6], n[7]))
      let change = bridge.change.units
      return bridge.definition.units + bridge.practice.units == change
        && bridge.practiceFirst.units + bridge.definitionLast.units == change
        && bridge.definition.units + bridge.practiceFirst.units + bridge.interaction.units == change
        && bridge.old.units + change == bridge.new.units
    }
  }
}
