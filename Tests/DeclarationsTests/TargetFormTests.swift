import Declarations
import Findings
import Statistics
import Testing

@Suite struct TargetFormTests {
  private func measure(_ polarity: Polarity) throws -> Measure {
    let text = """
      { "measure": "m", "title": "m", "calculation": "count", "unit": "count", "decimals": 0,
        "polarity": "\(polarity.rawValue)", "change": "absolute", "basis": "flow", "why": "w", "source": "s" }
      """
    return try #require(LocatedDecoder.decode(Measure.self, from: SourceText(path: "m.json", text)).value)
  }

  /// A bare number is what is at least asked for where higher is better, and at most where lower is.
  @Test func aBareNumberGoesTheBetterWay() throws {
    let forty = FixedPoint(units: 40, places: 0)
    #expect(TargetForm.read("40", of: try measure(.higherIsBetter)) == .success(.atLeast(forty)))
    #expect(TargetForm.read("40", of: try measure(.lowerIsBetter)) == .success(.atMost(forty)))
    #expect(TargetForm.read("40", of: try measure(.neither)) == .failure(.needsSign))
  }

  @Test(arguments: Polarity.allCases) func aSignStandsWhicheverWayIsBetter(_ polarity: Polarity) throws {
    let (measure, forty) = (try measure(polarity), FixedPoint(units: 40, places: 0))
    #expect(TargetForm.read("> 40", of: measure) == .success(.above(forty)))
    #expect(TargetForm.read("≥40", of: measure) == .success(.atLeast(forty)))
    #expect(TargetForm.read("<40", of: measure) == .success(.below(forty)))
    #expect(TargetForm.read("<=40", of: measure) == .success(.atMost(forty)))
    #expect(TargetForm.read("40-40", of: measure) == .success(.between(forty, forty)))
    #expect(TargetForm.read("40-39", of: measure) == .failure(.emptyRange))
  }
}
