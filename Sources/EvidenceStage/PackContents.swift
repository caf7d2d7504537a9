import Artefacts
import Declarations
import Periods
import Statistics

/// A run's figures with all notes, in the order and groups that pages need.
struct PackContents {
  let results: Disclosed
  let context: EvidenceContext
  /// The areas that any reading is compared with, in the order of the readings.
  let areas: [Comparison.Against]
  private let readings: [String: [DisclosedReading]]
  private let byID: [String: Measure]
  private let attention: [String: DisclosedReading]
  let distributions: [String: PublishedDistribution]
  let trends: [String: [PublishedTrend]]
  /// By measure and reading, how far figures could move for all findings together.
  private let ranges: [String: [Reading.Key: DisclosedBounds]]

  init(_ results: Disclosed, _ context: EvidenceContext) {
    self.results = results
    self.context = context
    var areas: [Comparison.Against] = []
    var readings: [String: [DisclosedReading]] = [:]
    for reading in results.readings {
      readings[reading.key.measure, default: []].append(reading)
      for comparison in reading.comparisons {
        if comparison.isWithArea, !areas.contains(comparison.against) {
          areas.append(comparison.against)
        }
      }
    }
    self.areas = areas
    self.readings = readings
    // A plan has each measure once, and a reading has bounds once.
    byID = Dictionary(uniqueKeysWithValues: context.measures.map { ($0.measure.value, $0) })
    // One for each measure.
    attention = Dictionary(
      uniqueKeysWithValues: (results.attention?.readings ?? []).map { ($0.key.measure, $0) })
    distributions = Dictionary(uniqueKeysWithValues: results.distributions.map { ($0.measure, $0) })
    trends = Dictionary(grouping: results.trends, by: \.measure)
    ranges = Dictionary(grouping: context.impact.ranges.filter { $0.code == nil }, by: \.key.measure)
      .mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0) }) }
  }

  func ranges(_ id: String) -> [Reading.Key: DisclosedBounds] { ranges[id] ?? [:] }

  var layout: EvidenceLayout { context.layout }
  var title: String { "\(context.title): \(context.areaName), \(results.asOf.words)" }

  func measure(_ id: String) -> Measure? { byID[id] }
  func code(_ id: String) -> String? { context.codes[id] }
  func family(_ id: String) -> String { context.families[id] ?? "" }

  /// The measures that have readings, in the order of tables.
  var shown: [Measure] { context.measures.filter { readings[$0.measure.value] != nil } }

  /// Whether the measure has an evidence card in this pack.
  func hasCard(_ id: String) -> Bool { readings[id] != nil && byID[id] != nil }

  func all(_ id: String) -> [DisclosedReading] { readings[id] ?? [] }
  func totals(_ id: String) -> [DisclosedReading] { all(id).filter { $0.key.category == nil } }
  func categories(_ id: String) -> [DisclosedReading] { all(id).filter { $0.key.category != nil } }

  /// The reading that a tile, a sentence or an overview shows: of the day, otherwise the longest period; the latest year
  /// last.
  ///
  /// Of a counted and a published figure for the same period, the counted one.
  func headline(_ id: String) -> DisclosedReading? {
    func order(_ key: Reading.Key) -> (Int, Int32, Int) {
      (key.period.kind.headlineRank, -key.period.end.number, key.origin == .counted ? 0 : 1)
    }
    return totals(id).min { order($0.key) < order($1.key) }
  }

  /// The figure that decides whether a measure needs attention. It is the headline if a run judges by what it prints.
  func judged(_ id: String) -> DisclosedReading? {
    attention[id] ?? (results.attention == nil || byID[id]?.origin == .published ? headline(id) : nil)
  }

  /// The months that decide it too.
  func judgedMonths(_ id: String) -> ProcessSeries? {
    (results.attention?.series ?? results.series).first { $0.measure == id }
  }

  /// Whether a figure has a row on its measure's card.
  func isShown(_ key: Reading.Key) -> Bool { all(key.measure).contains { $0.key == key } }

  /// The other figure of a measure that was both counted and published: of the same period, otherwise the latest.
  func other(than row: DisclosedReading) -> DisclosedReading? {
    let others = totals(row.key.measure).filter { $0.key.origin != row.key.origin }
    return others.first { $0.key.period == row.key.period }
      ?? others.max { $0.key.period.end < $1.key.period.end }
  }

  /// The origin of a figure, where the measure does not imply it: a countable measure has a published figure, or both.
  func originWords(_ key: Reading.Key) -> String? {
    Self.originWords(key, byID[key.measure], among: all(key.measure))
  }

  static func originWords(
    _ key: Reading.Key, _ measure: Measure?, among readings: [DisclosedReading], hasNote: Bool = false
  ) -> String? {
    guard let measure, measure.origin != .published else { return nil }
    if measure.origin == .returned { return hasNote ? nil : Wording.origin(key.origin) }
    let hasBoth = readings.contains { $0.key.origin != .counted }
    return key.origin != .counted || hasBoth ? Wording.origin(key.origin) : nil
  }

  /// A measure's code and title, such as `4B Section 42 enquiries …`.
  func name(_ measure: Measure) -> String {
    code(measure.measure.value).map { "\($0) \(measure.title)" } ?? measure.title
  }

  /// The families with readings, in the order of measures.
  var families: [String] {
    var out: [String] = []
    for measure in shown where !out.contains(family(measure.measure.value)) {
      out.append(family(measure.measure.value))
    }
    return out
  }

  func datasetTitle(_ measure: Measure) -> String? {
    measure.dataset.flatMap { layout.datasets[$0.value]?.title }
  }
}

extension DisclosedReading {
  /// The anchor of this reading's row on its measure's card.
  var anchor: String {
    var out = key.period.kind.rawValue
    if key.period.kind == .financialYear { out += "-\(FinancialYear(containing: key.period.start))" }
    if key.origin != .counted { out += "-\(key.origin.rawValue)" }
    if let category = key.category { out += ".\(category.breakdown).\(slug(category.label))" }
    return out
  }

  /// The page of the measure's card.
  var card: String { cardPage(key.measure) }
}

func cardPage(_ measure: String) -> String { "measure-\(measure)" }

/// A label as part of an id: letters and digits as they are, other characters as numbers, so that ids stay unique.
private func slug(_ label: String) -> String {
  var out = ""
  for scalar in label.unicodeScalars {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": out.unicodeScalars.append(scalar)
    case " ": out += "-"
    default: out += "_\(String(scalar.value, radix: 16))"
    }
  }
  return out
}
