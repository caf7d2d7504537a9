import AggregateStage
import Artefacts
import Declarations
import FoundationEssentials
import IngestStage
import Periods
import Runs
import Statistics
import Synthesis
import Tables
import Testing
import Tools
import ValidateStage

/// Every answer that the example council's generator gives, and those of the months of its trends, counted from its extracts.
@Suite struct AnswerKeyTests {
  private struct Place: Hashable {
    var measure: String
    var period: ReportingPeriod
    var team: String
  }

  /// Numerator, denominator and value as the key has them; blank where there is none.
  private struct Answer: Hashable, CustomStringConvertible {
    var numerator: String
    var denominator: String
    var value: String
    var description: String { "\(numerator)/\(denominator) = \(value)" }
  }

  private static let folder = Council.root.appending(path: "data/examples/exampleshire")

  @Test func everyAnswerOfTheKeyIsCounted() throws {
    let path = Self.folder.appending(path: "answer-key/measures.csv")
    let all = try Self.answers([UInt8](Data(contentsOf: path)))
    // The key divides two counts by team as well; nobody asks for that, and each of the two counts is compared by itself.
    let catalogue = try Council.workspace.catalogue
    let key = all.filter { $0.key.team.isEmpty || catalogue.measure($0.key.measure)?.formula != .ratio }
    #expect(key.count > 8_600 && all.count - key.count < 200)
    try Self.expectCounted(key)
  }

  /// Two years of months and of their last days, as process charts have them.
  @Test func everyMonthOfATrendIsCounted() throws {
    var months = [ReportingPeriod(latest: .month, asOf: Council.asOf)]
    while months.count < 24 { months.append(months[months.count - 1].previous) }
    let days = months.map { ReportingPeriod(.day, from: $0.end, to: $0.end) }
    let calendar = Council.root.appending(path: "data/calendars/england-bank-holidays.csv")
    let holidays = try String(contentsOf: calendar, encoding: .utf8).split(separator: "\n")
      .compactMap { Day(iso: $0.prefix(10)) }
    let council = SyntheticCouncil(
      seed: 20_261_031, people: 1_400, asOf: Council.asOf, holidays: holidays, faults: .perMille(20))
    let key = try Self.answers(council.answers(over: months + days)).filter { $0.key.team.isEmpty }
    #expect(key.count > 5_000)
    try Self.expectCounted(key)
  }

  private static func expectCounted(_ key: [Place: Answer]) throws {
    let found = try counted(key)
    var wrong: [String] = []
    for (place, answer) in key where found[place] != answer {
      let counted = found[place].map { "\($0)" } ?? "none"
      wrong.append("\(place.measure) \(place.period.label) \(place.team): \(counted), not \(answer)")
    }
    #expect(wrong.count == 0, "\(wrong.sorted().prefix(20).joined(separator: "\n"))")
  }

  private static func answers(_ bytes: [UInt8]) throws -> [Place: Answer] {
    let table = try TextTable.read(bytes, path: "measures.csv")
    var out: [Place: Answer] = [:]
    for row in table.rows {
      let cells = row.cells
      let kind = try #require(ReportingPeriod.Kind(rawValue: cells[1]))
      let period = ReportingPeriod(
        kind, from: try #require(Day(iso: cells[2])), to: try #require(Day(iso: cells[3])))
      let place = Place(measure: cells[0], period: period, team: cells[5])
      #expect(out[place] == nil, "\(place) is there twice")
      out[place] = Answer(numerator: cells[6], denominator: cells[7], value: cells[8])
    }
    return out
  }

  /// The same places counted from the committed extracts.
  private static func counted(_ key: [Place: Answer]) throws -> [Place: Answer] {
    let workspace = try Council.workspace
    let catalogue = workspace.catalogue
    var extracts: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".csv")
    {
      extracts[String(name.dropLast(4))] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    var (validated, plan) = try Council.validated(extracts, [], over: [])
    for id in workspace.populations.ids {
      guard let figure = workspace.populations.figure(id, area: "E99000001", asOf: Council.asOf),
        let value = figure.value.number?.units
      else { continue }
      plan.populations[id] = AggregationPlan.Population(
        value: value,
        basis: PopulationBasis(population: id, referenceDate: figure.referenceDate, vintage: figure.vintage))
    }
    plan.catalogue = Dictionary(
      uniqueKeysWithValues: catalogue.measures.all.map { ($0.value.measure.value, $0) })
    for (id, places) in Dictionary(grouping: key.keys, by: \.measure).sorted(by: { $0.key < $1.key }) {
      let measure = try #require(catalogue.measures[id], "no measure \(id)")
      let dataset = measure.value.dataset?.value ?? ""
      let isByTeam = places.contains { !$0.team.isEmpty }
      let team = isByTeam ? catalogue.breakdown("team", of: dataset) : nil
      plan.measures.append(
        .init(
          measure: measure, periods: Set(places.map(\.period)).sorted { $0.end < $1.end },
          breakdowns: [team].compactMap(\.self)))
    }
    let results = aggregate(validated, into: plan)
    var out: [Place: Answer] = [:]
    for reading in results.readings {
      let measure = try #require(catalogue.measure(reading.key.measure))
      func text(_ count: Int?) -> String { count.map(String.init) ?? "" }
      let place = Place(
        measure: reading.key.measure, period: reading.key.period, team: reading.key.category?.label ?? "")
      let value = reading.rounded(to: measure.decimals)?.description
      out[place] = Answer(
        numerator: text(reading.numerator), denominator: text(reading.denominator), value: value ?? "")
    }
    return out
  }
}
