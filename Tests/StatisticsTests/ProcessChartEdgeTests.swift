import Statistics
import TestKit
import Testing

@Suite struct ProcessChartEdgeTests {
  /// Four that rise, a gap, three that rise on: a trend only where the gap is ignored.
  static let low = "9 10 11 12 GAP 13 14 15 9 12 8 11 GAP 10 9 12 8"

  struct GapRow: Sendable, CustomTestStringConvertible {
    let gap: String
    let missing: ProcessChart.Gap
    let nothingToMeasure: ProcessChart.Gap
    let isBroken: Bool
    let why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    GapRow(
      gap: "-", missing: .breaksRuns, nothingToMeasure: .isPassedOver, isBroken: true,
      why: "a missing month breaks a run"),
    GapRow(
      gap: "-", missing: .isPassedOver, nothingToMeasure: .breaksRuns, isBroken: false,
      why: "a missing month is ignored where that is declared"),
    GapRow(
      gap: "0/0", missing: .isPassedOver, nothingToMeasure: .breaksRuns, isBroken: true,
      why: "a zero denominator breaks a run"),
    GapRow(
      gap: "0/0", missing: .breaksRuns, nothingToMeasure: .isPassedOver, isBroken: false,
      why: "a zero denominator is ignored where that is declared"),
  ])
  func aGapDoesAsDeclared(row: GapRow) throws {
    var options = ProcessChart.Options()
    options.missing = row.missing
    options.nothingToMeasure = row.nothingToMeasure
    let readings = Self.low.split(separator: " ").map { $0 == "GAP" ? row.gap : String($0) }
    let chart = try chart(readings.joined(separator: " "), options: options)
    // 15 values; of the 14 ranges between neighbours (1 1 1 1 1 1 6 3 4 3 1 1 3 4 = 31) the gaps take away 1 and 1.
    let limits = try #require(chart.phases[0].limits)
    #expect(agrees(limits.mean, 163.0 / 15))
    #expect(agrees(limits.meanRange, row.isBroken ? 29.0 / 12 : 31.0 / 14))
    #expect(chart.phases[0].values == 15)
    let expected =
      row.isBroken
      ? ". . . . . . . . . . . . . . . . ." : "T T T T . T T T . . . . . . . . ."
    #expect(rules(chart) == expected)
    #expect(chart.points[4].signals.isEmpty, "a gap carries no signal")
  }

  @Test func gapsAtBothEndsAreNothing() throws {
    let plain = try chart("48 51 53 50 51 53 58 54 43 46 47 48 48")
    let gapped = try chart("- 0/0 48 51 53 50 51 53 58 54 43 46 47 48 48 - -")
    #expect(gapped.phases[0].limits == plain.phases[0].limits)
    #expect(rules(gapped) == ". . \(rules(plain)) . .")
    #expect(gapped.points.count == 17)
  }

  @Test func tooLittleGivesNoLimits() throws {
    for readings in ["", "5", "- -", "5 - 6 - 7", "0/0"] {
      let chart = try chart(readings)
      #expect(chart.phases.count == 1 && chart.phases[0].limits == nil, "\(readings)")
      #expect(chart.phases[0].isProvisional)
      #expect(chart.points.allSatisfy { $0.signals.isEmpty })
    }
  }

  @Test func isProvisionalUnderThirteenValues() throws {
    let twelve = Array(repeating: "4 6", count: 6).joined(separator: " ")
    #expect(try chart(twelve).phases[0].isProvisional)
    #expect(try chart(twelve + " 4").phases[0].isProvisional == false)
    #expect(try chart(twelve + " -").phases[0].isProvisional, "a missing month is not a value")
    var options = ProcessChart.Options()
    options.settledFrom = 12
    #expect(try chart(twelve, options: options).phases[0].isProvisional == false)
  }

  @Test func aConstantSeriesHasNoSignal() throws {
    for value in ["0.1", "94.3", "0", "-7.7", "100000000.1"] {
      let chart = try chart(Array(repeating: value, count: 13).joined(separator: " "))
      #expect(rules(chart) == Array(repeating: ".", count: 13).joined(separator: " "), "\(value)")
    }
  }

  @Test func aStepThatOnlyArithmeticMadeIsNoStep() throws {
    // 0.1 + 0.2 is a hair above 0.3, so without a tolerance these seven would rise.
    let readings = [0.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 0.5, 0.6]
    let chart = ProcessChart(readings.map { .value($0) }, polarity: .neither)
    #expect(readings[3] < readings[4])
    #expect(chart.points.allSatisfy { !$0.signals.contains { $0.rule == .trend } })
  }

  @Test func aPeakBelongsToTheTrendThatItCompletes() throws {
    let chart = try chart("1 2 3 4 5 6 7 6 5 4 3 2 1")
    let trends = chart.points.map { $0.signals.first { $0.rule == .trend }?.side }
    #expect(trends == Array(repeating: .high, count: 7) + Array(repeating: .low, count: 6))
  }

  @Test func newLimitsBeginAtARestartAndNoRunCrossesIt() throws {
    // Six at 10 ± 1 and seven at 20 ± 1. As one phase the mean is 199/13 and the mean range 30/12, so the last
    // seven are a shift and each 9 is near the lower limit (below 10.87) with another.
    let readings = "9 11 9 11 9 11 19 21 19 21 19 21 19"
    let restart = try #require(ProcessChart.Restart(at: 6, .rebase, because: "new front door from October"))
    let one = try chart(readings)
    let two = try chart(readings, restarts: [restart])
    #expect(rules(one) == "2 . 2 . 2 . S 2S S 2S S 2S S", "by Pettitt's test, all six being below all seven")
    #expect(two.points.allSatisfy { $0.signals.isEmpty })
    #expect(two.phases.map(\.readings) == [0..<6, 6..<13])
    #expect(two.phases[0].limits?.mean == 10 && two.phases[0].limits?.meanRange == 2)
    #expect(agrees(two.phases[1].limits?.mean ?? 0, 139.0 / 7) && two.phases[1].limits?.meanRange == 2)
    #expect(two.phases.map { $0.restart?.reason } == [nil, "new front door from October"])
    #expect(two.phases.allSatisfy { $0.isProvisional }, "each phase has its own count")
  }

  @Test func aRestartNeedsAReasonAndAPlace() throws {
    #expect(ProcessChart.Restart(at: 3, .rebase, because: "  ") == nil)
    let restarts = try [-1, 0, 13, 99].map {
      try #require(ProcessChart.Restart(at: $0, .definition, because: "a new form"))
    }
    #expect(try chart("48 51 53 50 51 53 58 54 43 46 47 48 48", restarts: restarts).phases.count == 1)
  }

  @Test func theLastPhaseIsTheOneThatIsAssured() throws {
    let restart = try #require(ProcessChart.Restart(at: 6, .rebase, because: "new front door"))
    let chart = try chart("9 11 9 11 9 11 19 21 19 21 19 21 19", .higherIsBetter, restarts: [restart])
    #expect(chart.assurance(of: 12) == .consistentlyMet, "139/7 less 5.32 is above 12")
  }

  @Test(arguments: goldenRows("process_charts.csv"))
  func agreesWithExactFractions(row: GoldenRow) throws {
    var options = ProcessChart.Options()
    options.screening = try row.text("screened") == "yes" ? .screened : .allRanges
    options.missing = try row.text("gaps_joined") == "yes" ? .isPassedOver : .breaksRuns
    let chart = try chart(row.text("readings"), options: options)
    let limits = try #require(chart.phases[0].limits)
    #expect(try agrees(limits.mean, row.real("mean")) && agrees(limits.meanRange, row.real("mean_range")))
    #expect(try agrees(limits.lower, row.real("lower")) && agrees(limits.upper, row.real("upper")))
    #expect(try rules(chart) == row.text("rules"))
  }

  @Test(arguments: goldenRows("run_charts.csv"))
  func aRunChartAgreesWithExactFractions(row: GoldenRow) throws {
    var options = ProcessChart.Options()
    options.method = .runChart
    options.missing = try row.text("gaps_joined") == "yes" ? .isPassedOver : .breaksRuns
    let chart = try chart(row.text("readings"), options: options)
    let run = try #require(chart.phases[0].run)
    #expect(chart.phases[0].limits == nil && chart.assurance(of: 100) == nil)
    #expect(try agrees(run.median, row.real("median")) && agrees(run.meanStep, row.real("mean_change")))
    #expect(try rules(chart) == row.text("rules"))
  }

  /// Which side is up is a choice of words, so turning a series over turns its signals over and changes no rule.
  @Test func turningASeriesOverKeepsItsRules() {
    let series = { (generator: inout Seeded) in
      (0..<24).map { _ in Double(Int.random(in: 400...600, using: &generator)) / 10 }
    }
    forAll(count: 300, generate: series) { values in
      let up = ProcessChart(values.map { .value($0) }, polarity: .higherIsBetter)
      let down = ProcessChart(values.map { .value(-$0) }, polarity: .lowerIsBetter)
      return rules(up) == rules(down)
        && values.indices.allSatisfy { up.variation(at: $0) == down.variation(at: $0) }
    }
  }
}
