import Declarations
import Statistics
import Testing

@testable import AggregateStage

/// Sums, means, medians of numbers with decimal places, counted as whole numbers of the last one.
@Suite struct DecimalSummaryTests {
  private static func value(_ summary: Measure.Summary, _ numbers: [Int]) -> Fraction? {
    let sorted = numbers.sorted()
    return summary.value(count: sorted.count, sum: sorted.reduce(0) { $0 + Int128($1) }) { sorted[$0] }
  }

  @Test(arguments: [
    (Measure.Summary.Kind.sum, "30.07"), (.mean, "10.02"), (.maximum, "20.00"), (.percentile(50), "10.05"),
  ]) func aValueIsInTheMeasuresOwnUnit(_ kind: Measure.Summary.Kind, _ printed: String) throws {
    let numbers = [2_000, 2, 1_005]
    let value = try #require(Self.value(Measure.Summary(kind, places: 2), numbers))
    #expect(value.rounded(to: 2)?.description == printed)
    let whole = try #require(Self.value(Measure.Summary(kind), numbers))
    #expect(whole.rounded(to: 2)?.units == value.rounded(to: 4)?.units, "a hundred times as much")
  }

  @Test func whatDoesNotFitIsNoValue() {
    #expect(
      Self.value(Measure.Summary(.mean, places: 9), Array(repeating: 1, count: 3))
        == Fraction(3, 3_000_000_000))
    #expect(Measure.Summary(.mean, places: 9).value(count: .max, sum: 1) { _ in 1 } == nil)
    #expect(Measure.Summary(.sum, places: 2).value(count: 1, sum: Int128.max) { _ in 1 } == nil)
  }

  @Test(arguments: ["sum", "mean.2", "maximum.9", "percentile-50", "percentile-90.1"])
  func aRecordNamesItAsItReadsIt(_ text: String) {
    #expect(Measure.Summary(text)?.text == text)
  }

  @Test(arguments: ["", "mean.", "mean.x", "mean.10", "mean.2.2", "percentile-101", "mode"])
  func anotherNameIsNone(_ text: String) { #expect(Measure.Summary(text) == nil) }

  @Test func boundsAndIntervalsAreInTheSameUnit() throws {
    let summary = Measure.Summary(.mean, places: 2)
    let ends = summary.bounds(
      of: DoubtfulNumbers(certain: [100, 200], optional: [300], unknown: 0))
    #expect(ends.lowest == .value(Fraction(300, 200)) && ends.highest == .value(Fraction(600, 300)))
    let plain = Measure.Summary.mean.intervals(of: Histogram(of: [100, 200, 300]))
    let scaled = summary.intervals(of: Histogram(of: [100, 200, 300]))
    #expect(!plain.isEmpty && plain.count == scaled.count)
    for (one, other) in zip(plain, scaled) { #expect(abs(one.lower / 100 - other.lower) < 1e-9) }
  }
}
