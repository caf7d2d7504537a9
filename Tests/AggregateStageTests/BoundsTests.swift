import Artefacts
import Declarations
import Findings
import FoundationEssentials
import IngestStage
import Periods
import Runs
import Statistics
import Synthesis
import Tables
import TestKit
import Testing
import Tools
import ValidateStage

@testable import AggregateStage

/// A clean council's extracts are damaged: what the clean ones come to lies within the bounds that the damaged ones give.
@Suite struct BoundsTests {
  @Test(arguments: [UInt64](1...3)) func theTruthIsWithinTheBoundsOfWhatIsDamaged(seed: UInt64) throws {
    let clean = Self.clean(seed: seed)
    var generator = Seeded(seed: seed)
    let damaged = clean.sorted { $0.key < $1.key }.reduce(into: [String: [UInt8]]()) { out, extract in
      out[extract.key] = Self.damaged(extract.key, extract.value, &generator)
    }
    let truth = try Self.counted(clean)
    let found = try Self.counted(damaged)
    let readings = Dictionary(
      found.results.readings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let bounds = Dictionary(
      found.bounds.filter { $0.code == nil }.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var moved: Set<String> = []
    var kinds: Set<Measure.Calculation> = []
    for right in truth.results.readings where right.key.category == nil && right.missing == nil {
      guard let now = readings[right.key], now.missing == nil, let value = right.value, now.value != value
      else {
        continue
      }
      let place = "\(right.key.measure) \(right.key.period.label), seed \(seed)"
      let range = try #require(bounds[right.key], "\(place) moved and has no bounds")
      moved.insert(right.key.measure)
      let measure = try #require(Self.measures[right.key.measure])
      kinds.insert(measure.value.calculation)
      for (bound, isLow) in [(range.lowest, true), (range.highest, false)] {
        // No end is no promise, and says why.
        guard let end = bound.reading?.value else { continue }
        let isOutside = isLow ? value.isLess(than: end) : end.isLess(than: value)
        #expect(isOutside == false, "\(place): \(value) is beyond \(end)")
      }
    }
    #expect(moved.count > 30, "\(moved.count)")
    #expect(kinds.isSuperset(of: [.count, .proportion, .mean, .median]))
    #expect(moved.contains { id in Self.isOverCohort(id) })
  }

  /// Bounds that allow anything would pass the test above.
  @Test func theBoundsAreNotIdle() throws {
    var generator = Seeded(seed: 9)
    let damaged = Self.clean(seed: 9).sorted { $0.key < $1.key }.reduce(into: [String: [UInt8]]()) {
      out, extract in
      out[extract.key] = Self.damaged(extract.key, extract.value, share: 100, &generator)
    }
    let found = try Self.counted(damaged)
    let medians = found.bounds.filter {
      $0.code == nil && Self.measures[$0.key.measure]?.value.calculation == .median
    }
    #expect(medians.contains { $0.lowest.reading != nil && $0.highest.reading != nil })
    let percents = found.bounds.filter {
      $0.code == nil && Self.isOverCohort($0.key.measure)
        && Self.measures[$0.key.measure]?.value.formula == .proportion
    }
    #expect(!percents.isEmpty)
    for bound in percents {
      guard let low = bound.lowest.reading?.value?.approximate,
        let high = bound.highest.reading?.value?.approximate,
        let cases = bound.highest.reading?.denominator, cases > 60
      else { continue }
      #expect(high - low < 0.5, "\(bound.key.measure) \(bound.key.period.label): \(low) to \(high)")
    }
  }

  @Test func anEndThatIsNotThereSaysWhy() throws {
    var generator = Seeded(seed: 3)
    let damaged = Self.clean(seed: 3).sorted { $0.key < $1.key }.reduce(into: [String: [UInt8]]()) {
      out, extract in
      out[extract.key] = Self.damaged(extract.key, extract.value, share: 6, &generator)
    }
    let bounds = try Self.counted(damaged).bounds
    let longest = bounds.filter {
      $0.code == nil && Self.measures[$0.key.measure]?.value.calculation == .maximum
    }
    #expect(longest.contains { $0.lowest.reading != nil && $0.highest == .none(.numberInDoubt) })
    for bound in bounds where bound.lowest.reading == nil { #expect(bound.lowest.whyNone != nil) }
  }

  private static func isOverCohort(_ id: String) -> Bool {
    guard let dataset = measures[id]?.value.dataset?.value else { return false }
    return (try? Council.workspace.catalogue.dataset(dataset)?.cohort) != nil
  }

  private static let measures: [String: Declared<Measure>] = {
    let all = (try? Council.workspace.catalogue.measures.all) ?? []
    return Dictionary(all.map { ($0.value.measure.value, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  private static func clean(seed: UInt64) -> [String: [UInt8]] {
    var out: [String: [UInt8]] = [:]
    let files = SyntheticCouncil(seed: seed, people: 300, asOf: Council.asOf, holidays: [], faults: .none)
      .files()
    for (path, bytes) in files where !path.contains("/") && path.hasSuffix(".csv") {
      out[String(path.dropLast(4))] = bytes
    }
    return out
  }

  /// One record in so many with a cell that cannot be read, so that a finding says so; those of several lines are left.
  private static func damaged(
    _ dataset: String, _ bytes: [UInt8], share: Int = 25, _ generator: inout Seeded
  ) -> [UInt8] {
    guard let declared = try? Council.workspace.catalogue.dataset(dataset) else { return bytes }
    let wanted = declared.fields.filter { $0.kind == .date || $0.field.value == declared.person?.value }
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false
    )
    .map(String.init)
    if lines.count == 1 {
      lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    let header = lines[0].split(separator: ",").map(String.init)
    let columns = header.indices.filter { column in
      wanted.contains { field in
        ([field.field.value, field.title] + (field.synonyms ?? [])).contains(header[column])
      }
    }
    guard !columns.isEmpty else { return bytes }
    for line in lines.indices.dropFirst() where !lines[line].contains("\"") {
      var cells = lines[line].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == header.count, Int.random(in: 0..<share, using: &generator) == 0,
        let column = columns.randomElement(using: &generator)
      else { continue }
      // No date, and a person's number that is blank.
      let isPerson = !wanted.contains {
        $0.kind == .date && ([$0.field.value, $0.title] + ($0.synonyms ?? [])).contains(header[column])
      }
      cells[column] = isPerson ? "" : "99/99/2025"
      lines[line] = cells.joined(separator: ",")
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func counted(_ extracts: [String: [UInt8]]) throws -> (results: Aggregated, bounds: [Bounds])
  {
    let workspace = try Council.workspace
    let scopes = workspace.catalogue.datasets.all.map { workspace.scope(of: $0.value) }
    let read = extracts.sorted { $0.key < $1.key }.map {
      Extract(dataset: $0.key, path: "\($0.key).csv", $0.value)
    }
    let ingested = ingest(
      read, as: scopes.map(\.dataset), codes: workspace.catalogue.codeLists.all.map(\.value))
    let rules = workspace.catalogue.rules.all.filter { extracts[$0.value.dataset.value] != nil }
    let validated = validate(
      ingested, against: rules, of: scopes, asOf: Council.asOf, calendar: workspace.calendar)
    let population = AggregationPlan.Population(
      value: 1000,
      basis: PopulationBasis(population: "adults", referenceDate: "mid-2024", vintage: "invented"))
    let counted = measures.values.filter { $0.value.formula != .published }
      .sorted { $0.value.measure.value < $1.value.measure.value }
    let plan = AggregationPlan(
      area: "E99000001", asOf: Council.asOf,
      measures: counted.map { .init(measure: $0, periods: Council.periods, breakdowns: []) },
      datasets: scopes,
      calendar: workspace.calendar,
      populations: [
        "adults-18-to-64": population, "adults-65-and-over": population, "adults-18-and-over": population,
      ],
      published: ComparatorSeries([]), publishedYears: [], catalogue: measures)
    let results = aggregate(validated, into: plan)
    return (results, bounds(of: results, validated, in: plan, over: Set(Council.periods)))
  }
}
