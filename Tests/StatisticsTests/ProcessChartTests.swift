import Statistics
import TestKit
import Testing

/// Most series here have 13 readings with mean 50 and 12 moving ranges that add to 36, so that by hand the mean
/// range is 3, the limits are 50 ± 7.98 (42.02 and 57.98) and the near limits 50 ± 5.32 (44.68 and 55.32).
@Suite struct ProcessChartTests {
  struct Series: Sendable, CustomTestStringConvertible {
    let readings: String
    /// One letter a rule: Outside, Trend, 2 of three, Shift.
    let rules: String
    let why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Series(
      readings: "48 51 53 50 51 53 58 54 43 46 47 48 48", rules: ". . . . . . O . . . . . .",
      why: "58 is above 57.98"),
    Series(
      readings: "45 43 46 45 54 54 57 49 49 49 50 56 53", rules: ". . . . . . . . . . . . .",
      why: "57 is not, and 43, 57 and 56 are each near a limit alone"),
    Series(
      readings: "50 45 54 46 47 48 49 51 53 54 51 50 52", rules: ". . . T T T T T T T . . .",
      why: "seven that rise"),
    Series(
      readings: "49 55 48 54 53 51 50 48 47 46 46 48 55", rules: ". . . T T T T T T T . . .",
      why: "seven that fall; the eighth is level"),
    Series(
      readings: "47 49 55 46 47 48 49 51 53 53 52 47 53", rules: ". . . . . . . . . . . . .",
      why: "six that rise and one that is level"),
    Series(
      readings: "47 48 49 49 54 56 52 57 49 52 47 45 45", rules: ". . . . . 2 . 2 . . . . .",
      why: "56 and 57 of three above the mean; 52 between them is only the third"),
    Series(
      readings: "55 50 45 48 50 56 57 52 52 51 44 45 45", rules: ". . . . . 2 2 . . . . . .",
      why: "two side by side; 44 is near the lower limit alone"),
    Series(
      readings: "52 51 52 47 45 43 48 44 50 53 57 54 54", rules: ". . . . . 2 . 2 . . . . .",
      why: "43 and 44 of three below the mean"),
    Series(
      readings: "45 44 46 46 53 56 49 57 51 51 51 50 51", rules: ". . . . . . . . . . . . .",
      why: "the third is on the other side of the mean"),
    Series(
      readings: "45 45 48 48 55 56 50 57 54 51 50 46 45", rules: ". . . . . . . . . . . . .",
      why: "the third is on the mean, which is neither side"),
    Series(
      readings: "43 45 50 50 51 58 56 52 44 49 50 51 51", rules: ". . . . . O . . . . . . .",
      why: "a point outside the limits is not also near one"),
    Series(
      readings: "50 48 45 51 53 51 54 52 51 52 46 45 52", rules: ". . . . . . . . . . . . .",
      why: "seven above the mean may be chance"),
    Series(
      readings: "48 47 48 45 47 45 56 55 52 54 50 53 50", rules: ". . . . . . S S S S S S S",
      why: "all six are below all seven: K is 42, and 2 exp(-6 * 42^2 / (13^3 + 13^2)) is 0.023"),
    Series(
      readings: "49 46 49 46 48 47 55 56 53 49 50 53 49", rules: ". . . . . . . . . . . . .",
      why: "nearly so: K is 38, of which chance makes 5.1%"),
  ])
  func flagsEachRule(series: Series) throws {
    let chart = try chart(series.readings)
    let limits = try #require(chart.phases[0].limits)
    #expect(limits.mean == 50 && limits.meanRange == 3)
    #expect(agrees(limits.lower, 42.02) && agrees(limits.upper, 57.98))
    #expect(agrees(limits.nearLower, 44.68) && agrees(limits.nearUpper, 55.32))
    #expect(rules(chart) == series.rules)
  }

  @Test func reportsTheFirstRuleInOrderAndKeepsTheRest() throws {
    // Mean 162/13, mean range (11 × 2 + 18)/12 = 10/3: limits 3.59 and 21.33. One month is no new level.
    let jump = try chart("10 12 10 12 10 12 10 12 10 12 10 12 30")
    #expect(rules(jump) == ". . . . . . . . . . . . O")
    // Falling 13 to 1 from 7: mean 7, ranges 1, limits 4.34 and 9.66.
    let slope = try chart("13 12 11 10 9 8 7 6 5 4 3 2 1")
    #expect(slope.points[0].signals.map(\.rule) == [.outsideLimits, .trend])
    #expect(slope.points[0].signal?.rule == .outsideLimits)
    #expect(slope.points[5].signals.map(\.rule) == [.trend], "before the level changed")
    #expect(slope.points[12].signals.map(\.rule) == [.outsideLimits, .trend, .shift])
    #expect(slope.points[12].signals.map(\.side) == [.low, .low, .low])
  }

  @Test func screeningLeavesOutTheWildRangesOnce() throws {
    // 18 is above 3.267 × 10/3 = 10.89, so the mean range falls to 2 and the limits to 162/13 ± 5.32.
    var options = ProcessChart.Options()
    options.screening = .screened
    let limits = try #require(
      chart("10 12 10 12 10 12 10 12 10 12 10 12 30", options: options).phases[0].limits)
    #expect(limits.meanRange == 2 && limits.screenedOut == 1)
    #expect(agrees(limits.upper, 162.0 / 13 + 5.32))
    let all = try #require(chart("10 12 10 12 10 12 10 12 10 12 10 12 30").phases[0].limits)
    #expect(agrees(all.meanRange, 10.0 / 3) && all.screenedOut == 0)
  }

  @Test func readsASignalByPolarity() throws {
    let rising = "50 45 54 46 47 48 49 51 53 54 51 50 52"
    #expect(try chart(rising, .higherIsBetter).variation(at: 3) == .improvement, "46 is low, but rising")
    #expect(try chart(rising, .lowerIsBetter).variation(at: 9) == .concern)
    #expect(try chart(rising, .neither).variation(at: 3) == .neutralHigh)
    #expect(try chart(rising, .higherIsBetter).variation(at: 0) == .common)
    let low = "52 51 52 47 45 43 48 44 50 53 57 54 54"
    #expect(try chart(low, .higherIsBetter).variation(at: 5) == .concern)
    #expect(try chart(low, .lowerIsBetter).variation(at: 5) == .improvement)
    #expect(try chart(low, .neither).variation(at: 5) == .neutralLow)
  }

  @Test func saysWhetherATargetWillBeMet() throws {
    let steady = "48 51 53 50 51 53 57 54 44 46 47 48 48"
    let up = try chart(steady, .higherIsBetter)
    let limits = try #require(up.phases[0].limits)
    #expect(up.assurance(of: limits.upper + 1) == .consistentlyMissed)
    #expect(up.assurance(of: limits.lower - 1) == .consistentlyMet)
    #expect(up.assurance(of: 50) == .inconsistent)
    #expect(up.assurance(of: limits.upper) == .inconsistent, "a target on the limit can be met")
    let down = try chart(steady, .lowerIsBetter)
    #expect(down.assurance(of: limits.upper + 1) == .consistentlyMet)
    #expect(down.assurance(of: limits.lower - 1) == .consistentlyMissed)
    #expect(try chart(steady, .neither).assurance(of: 50) == nil)
    #expect(try chart("50", .higherIsBetter).assurance(of: 50) == nil, "no limits")
  }
}

/// Readings as a list of numbers, `-` for a missing month and `0/0` for one with nothing to measure.
func chart(
  _ readings: String, _ polarity: Polarity = .neither, restarts: [ProcessChart.Restart] = [],
  options: ProcessChart.Options = ProcessChart.Options()
) throws -> ProcessChart {
  let parsed = try readings.split(separator: " ").map { word in
    switch word {
    case "-": ProcessChart.Reading.missing
    case "0/0": ProcessChart.Reading.nothingToMeasure
    default: ProcessChart.Reading.value(try #require(Double(word)))
    }
  }
  return ProcessChart(parsed, restarts: restarts, polarity: polarity, options: options)
}

/// Each point's rules as letters, `.` for none.
func rules(_ chart: ProcessChart) -> String {
  chart.points.map { point in
    let letters = point.signals.map { signal in
      switch signal.rule {
      case .outsideLimits: "O"
      case .trend: "T"
      case .twoOfThree: "2"
      case .shift: "S"
      case .step: "C"
      }
    }
    return letters.isEmpty ? "." : letters.joined()
  }.joined(separator: " ")
}
