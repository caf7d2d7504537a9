import Artefacts
import BenchmarkStage
import Declarations
import Findings
import Periods
import Statistics

extension Measure {
  /// A per cent of which more is better, counted over a period.
  static let share = declared("share", "percent", "higher-is-better", "flow", "proportion")

  static func number(_ polarity: Polarity, basis: Basis = .flow) -> Measure {
    declared("number", "count", polarity.rawValue, basis.rawValue, "count")
  }

  /// A measure as its file would declare it; only what statuses read.
  static func declared(
    _ id: String, _ unit: String, _ polarity: String, _ basis: String, _ calculation: String
  ) -> Measure {
    let text = """
      { "measure": "\(id)", "title": "\(id)", "calculation": "\(calculation)", "unit": "\(unit)", "decimals": 1,
        "polarity": "\(polarity)", "change": "absolute", "basis": "\(basis)", "why": "w", "source": "s" }
      """
    guard let measure = LocatedDecoder.decode(Measure.self, from: SourceText(path: "m.json", text)).value
    else {
      preconditionFailure("the fixture is no measure")
    }
    return measure
  }
}

/// A set of targets and judgements as their files would declare them, and readings that were counted.
struct StatusFixture {
  var measure: Measure
  var entries: String
  var judgements = ""
  var asOf = "2026-10-31"
  /// Numerator and denominator by the label of a month, quarter or year, or `to 2026-10-31` for a year to date.
  var readings: [String: (Int, Int)] = [:]
  var published: [ComparatorFigure] = []

  func statuses() -> [MeasureStatus] {
    let targets = decode(
      TargetSet.self, "{ \"targets\": \"t\", \"title\": \"t\", \"source\": \"s\", \"entries\": [\(entries)] }"
    )
    let said = decode(Judgements.self, "{ \"judgements\": \"j\", \"title\": \"j\" \(judgements) }")
    let day = Day(iso: asOf) ?? Day(number: 0)
    let plan = StatusPlan(
      entries: targets.entries, judgements: [said], measures: [measure],
      published: ComparatorSeries(published), councils: Set(published.map(\.area)).sorted(), asOf: day)
    let counted = readings.sorted { $0.key < $1.key }.map { label, counts in
      let (numerator, denominator) = counts
      let isCount = measure.unit == .count
      return Reading(
        key: Reading.Key(measure: measure.measure.value, period: period(label)), numerator: numerator,
        denominator: isCount ? nil : denominator,
        value: isCount ? Fraction(numerator) : denominator > 0 ? Fraction(numerator, denominator) : nil,
        multiplier: isCount ? 1 : 100, missing: denominator > 0 ? nil : .nothingToMeasure)
    }
    return BenchmarkStage.statuses(
      of: Aggregated(area: "E99000001", asOf: day, readings: counted, findings: []), under: plan)
  }

  private func period(_ label: String) -> ReportingPeriod {
    if label.hasPrefix("to "), let end = Day(iso: String(label.dropFirst(3))) {
      return ReportingPeriod(.yearToDate, from: FinancialYear(containing: end).start, to: end)
    }
    guard let period = ReportingPeriod(label: label) else { preconditionFailure("no period \(label)") }
    return period
  }

  private func decode<T: Declaration>(_ type: T.Type, _ text: String) -> T {
    let (value, _, findings) = LocatedDecoder.decode(type, from: SourceText(path: "x.json", text))
    guard let value else { preconditionFailure("\(findings)") }
    return value
  }
}
