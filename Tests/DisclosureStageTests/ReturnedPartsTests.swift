import Artefacts
import Declarations
import Findings
import Testing

@testable import DisclosureStage

/// What figures that came in are counts of. `Tests/Judges/attack_returned.py` attacks whole runs of them.
@Suite struct ReturnedPartsTests {
  private static func measure(_ id: String, _ unit: String, _ more: String) throws -> Measure {
    let text = """
      { "measure": "\(id)", "title": "m", \(more), "unit": "\(unit)", "decimals": 1, "polarity": "neither",
        "change": "absolute", "basis": "flow", "why": "w", "source": "s" }
      """
    return try #require(LocatedDecoder.decode(Measure.self, from: SourceText(path: "m.json", text)).value)
  }

  /// With a denominator a hidden number might be 0, and six values of it would be thought to be seven.
  @Test func aNumberIsOfNothing() throws {
    let number = try Self.measure("complaints", "count", "\"calculation\": \"reading\"")
    let share = try Self.measure("answered", "percent", "\"calculation\": \"reading\"")
    #expect(CountedParts(number, origin: .returned, catalogue: [:]).denominator == nil)
    #expect(CountedParts(share, origin: .returned, catalogue: [:]).denominator != nil)
  }

  /// What is hidden of a number is hidden where a ratio divides it.
  @Test func aRatioHasTheCountsOfItsParts() throws {
    let number = try Self.measure("complaints", "count", "\"calculation\": \"reading\"")
    let other = try Self.measure("compliments", "count", "\"calculation\": \"reading\"")
    let ratio = try Self.measure(
      "each", "percent",
      "\"calculation\": \"ratio\", \"numerator\": \"complaints\", \"denominator\": \"compliments\"")
    let parts = CountedParts(
      ratio, origin: .returned, catalogue: ["complaints": number, "compliments": other])
    #expect(parts.numerator == CountedParts(number, origin: .returned, catalogue: [:]).numerator)
    #expect(parts.denominator == CountedParts(other, origin: .returned, catalogue: [:]).numerator)
  }
}
