import Artefacts
import Statistics
import TestKit
import Testing

@Suite struct BridgeTests {
  @Test func definitionAndPracticeAddUpToTheChangeExactly() {
    forAll(count: 500) { generator in
      (0..<6).map { _ in Int.random(in: 1...10_000, using: &generator) }
    } holds: { n in
      func printed(_ part: Int, _ whole: Int) -> FixedPoint {
        Fraction(min(part, whole), whole).rounded(to: 1, times: 100) ?? FixedPoint(units: 0, places: 1)
      }
      let bridge = Bridge(old: printed(n[0], n[1]), recast: printed(n[2], n[3]), new: printed(n[4], n[5]))
      return bridge.definition.units + bridge.practice.units == bridge.change.units
        && bridge.old.units + bridge.change.units == bridge.new.units
    }
  }
}
