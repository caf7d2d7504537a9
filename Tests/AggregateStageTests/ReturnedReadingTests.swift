import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Testing

@testable import AggregateStage

/// Figures that came in, over periods that they were not given for.
@Suite struct ReturnedReadingTests {
  private static func measure(_ unit: String, _ basis: String, _ more: String = "") throws -> Measure {
    let text = """
      { "measure": "m", "title": "m", "calculation": "reading", "unit": "\(unit)", "decimals": 1, \(more)
        "polarity": "neither", "change": "absolute", "basis": "\(basis)", "why": "w", "source": "s" }
      """
    return try #require(LocatedDecoder.decode(Measure.self, from: SourceText(path: "m.json", text)).value)
  }

  /// `2026-04: 12.5`, `2026-04: 3/4`, `2026-04: none`, `2026-04 North: 3`.
  private static func figures(_ lines: [String]) throws -> ReturnedFigures {
    ReturnedFigures(
      try lines.enumerated().map { number, line in
        let (label, text) = (line.split(separator: ": ")[0], line.split(separator: ": ")[1])
        let words = label.split(separator: "@")
        var figure = ReturnedFigure(
          measure: "m",
          category: words.count > 1 ? .init(breakdown: "team", label: String(words[1])) : nil,
          period: try #require(ReportingPeriod(text: String(words[0]))),
          place: Location(path: "r.csv", line: number + 2))
        let numbers = text.split(separator: "/").map { FixedPoint($0) }
        if text == "none" {
          figure.missing = .nothingToMeasure
        } else if text == "x" {
          figure.missing = .unavailable
        } else if numbers.count == 2 {
          (figure.numerator, figure.denominator) = (numbers[0], numbers[1])
        } else {
          figure.value = numbers[0]
        }
        return figure
      })
  }

  private static func reading(
    _ lines: [String], over label: String, _ measure: Measure, _ category: String? = nil
  ) throws -> Reading {
    let key = Reading.Key(
      measure: "m", period: try #require(ReportingPeriod(text: label)),
      category: category.map { .init(breakdown: "team", label: $0) }, origin: .returned)
    return try figures(lines).reading(key, of: measure)
  }

  private static func printed(_ lines: [String], over label: String, _ measure: Measure) throws -> String {
    let reading = try reading(lines, over: label, measure)
    return reading.rounded(to: 1)?.description ?? reading.missing?.rawValue ?? ""
  }

  private static let quarter = ["2026-04", "2026-05", "2026-06"]
  private static func months(_ values: String...) -> [String] { zip(quarter, values).map { "\($0): \($1)" } }

  @Test func amountsAreAddedUpAndMayBeNegative() throws {
    for unit in ["count", "hours", "minutes", "pounds", "million-pounds"] {
      let flow = try Self.measure(unit, "flow")
      #expect(try Self.printed(Self.months("1.5", "-0.2", "3"), over: "2026-27 Q1", flow) == "4.3")
    }
  }

  @Test func quotientsAreTheSumOfNumeratorsOverTheSumOfDenominators() throws {
    let share = try Self.measure("percent", "flow")
    // Not the mean of 50%, 100% and nothing.
    #expect(try Self.printed(Self.months("1/2", "8/8", "0/0"), over: "2026-27 Q1", share) == "90.0")
    let wait = try Self.measure("days", "completed-waits")
    #expect(try Self.printed(Self.months("100/10", "30/20", "0/0"), over: "2026-27 Q1", wait) == "4.3")
    #expect(
      try Self.printed(Self.months("0/0", "0/0", "none"), over: "2026-27 Q1", share) == "nothing-to-measure")
  }

  /// Pounds are not drawn one by one: an interval would claim more than the figure bears.
  @Test func aShareOfAmountsHasNoInterval() throws {
    let cases = try Self.measure("percent", "flow")
    let amounts = try Self.measure("percent", "flow", "\"counts\": \"amounts\",")
    func methods(_ measure: Measure) -> [Interval.Method] {
      measure.intervals(numerator: 75, denominator: 100, multiplier: 100).map(\.method)
    }
    #expect(methods(cases) == [.wilson, .wilson] && methods(amounts).isEmpty)
    #expect(try Self.printed(Self.months("1/2", "8/8", "0/0"), over: "2026-27 Q1", amounts) == "90.0")
  }

  @Test func percentagesAreNeverAddedUpAndSaySo() throws {
    let share = try Self.measure("percent", "flow")
    let reading = try Self.reading(Self.months("100", "100", "100"), over: "2026-27 Q1", share)
    #expect(reading.value == nil && reading.missing == .unavailable)
    #expect(reading.whyMissing?.contains("percentages and averages are not added up") == true)
    // One that is given stands.
    #expect(
      try Self.printed(Self.months("100", "100", "100") + ["2026-27 Q1: 99.5"], over: "2026-27 Q1", share)
        == "99.5")
  }

  @Test func aStockHasItsFigureOfTheLastDay() throws {
    let stock = try Self.measure("count", "stock")
    let lines = ["2026-04: 7", "2026-06-30: 9", "2026-05: 8"]
    for label in ["2026-27 Q1", "2026-06", "2026-06-30", "2026-27 to 2026-06-30"] {
      #expect(try Self.printed(lines, over: label, stock) == "9.0")
    }
    #expect(try Self.printed(lines, over: "2026-07-31", stock) == "unavailable")
  }

  @Test func aMissingPartLeavesTheWholeMissing() throws {
    let flow = try Self.measure("count", "flow")
    #expect(try Self.printed(Self.months("1", "x", "3"), over: "2026-27 Q1", flow) == "unavailable")
    #expect(try Self.printed(["2026-04: 1", "2026-06: 3"], over: "2026-27 Q1", flow) == "unavailable")
    #expect(try Self.printed(Self.months("1", "none", "3"), over: "2026-27 Q1", flow) == "4.0")
  }

  /// A quarter and two months make up a year to date; a quarter and its own months are not counted twice.
  @Test func eachDayCountsOnce() throws {
    let flow = try Self.measure("count", "flow")
    let lines = Self.months("1", "2", "3") + ["2026-27 Q1: 7", "2026-07: 10", "2026-08: 20"]
    #expect(try Self.printed(lines, over: "2026-27 to 2026-08-31", flow) == "37.0")
    #expect(try Self.printed(lines, over: "2026-04 to 2026-05", flow) == "3.0")
    #expect(try Self.printed(lines, over: "2026-27 Q1", flow) == "7.0")
  }

  @Test func categoriesAddUpWhereNothingIsGivenForAll() throws {
    let flow = try Self.measure("count", "flow")
    let lines = ["2026-04@North: 3", "2026-04@South: 4"]
    #expect(try Self.printed(lines, over: "2026-04", flow) == "7.0")
    #expect(try Self.printed(lines + ["2026-04: 8"], over: "2026-04", flow) == "8.0")
    #expect(try Self.reading(lines, over: "2026-04", flow, "South").numerator == 4)
    // A person can be in two.
    let people = try Self.measure("count", "flow", "\"counts\": \"people\",")
    #expect(try Self.printed(lines, over: "2026-04", people) == "unavailable")
  }

  @Test func sumsThatDoNotFitAreMissing() throws {
    let flow = try Self.measure("count", "flow")
    let most = "999999999999999"
    #expect(try Self.printed(Self.months(most, most, most), over: "2026-27 Q1", flow) != "")
    let share = try Self.measure("percent", "flow")
    #expect(
      try Self.printed(Self.months("1/\(most)", "\(most)/1", "\(most)/\(most)"), over: "2026-27 Q1", share)
        != "")
  }

  @Test(arguments: [
    (["2026-04: 1", "2026-05: 2", "2026-06: 3", "2026-27 Q1: 6"], [Int]()),
    (["2026-04: 1", "2026-05: 2", "2026-06: 3", "2026-27 Q1: 7"], [5]),
    (["2026-27 Q1: 7", "2026-27 to 2026-06-30: 8"], [3]),
    (["2026-27 Q1: 7", "2026-27 to 2026-06-30: 7"], []),
    // Two of three months are more than the quarter.
    (["2026-04: 5", "2026-05: 5", "2026-27 Q1: 7"], [4]),
    (["2026-04: 5", "2026-27 Q1: 7"], []),
  ]) func aTotalThatItsPartsContradictIsReported(_ lines: [String], _ at: [Int]) throws {
    let flow = try Self.measure("count", "flow")
    let figures = try Self.figures(lines)
    let found = figures.all.compactMap { $0.disagreement(with: figures, flow) }
    #expect(found.map { $0.location?.line ?? 0 } == at)
    #expect(found.allSatisfy { $0.code == "PUB-012" && $0.hint != nil && $0.effect == .reports })
  }

  @Test func aValueThatIsNotItsOwnQuotientIsReportedAndTheQuotientUsed() throws {
    let share = try Self.measure("percent", "flow")
    var figure = try #require(try Self.figures(["2026-04: 3/4"]).all.first)
    figure.value = FixedPoint("80")
    let finding = try #require(figure.disagreement(with: ReturnedFigures([figure]), share))
    #expect(finding.code == "PUB-010" && finding.message.contains("80.0") && finding.message.contains("75.0"))
    figure.value = FixedPoint("75.04")
    #expect(figure.disagreement(with: ReturnedFigures([figure]), share) == nil)
  }

  @Test func anyFigureOverAnotherIsExact() throws {
    #expect(Fraction(dividing: Fraction(3, 4), by: Fraction(1, 2)) == Fraction(3, 2))
    #expect(Fraction(dividing: Fraction(-6, 4), by: Fraction(3, 1)) == Fraction(-1, 2))
    #expect(Fraction(dividing: Fraction(1, 2), by: Fraction(0, 1)) == nil)
    #expect(Fraction(dividing: Fraction(.max, 1), by: Fraction(1, .max)) == nil)
  }
}
