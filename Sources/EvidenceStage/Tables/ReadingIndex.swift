import Artefacts
import Declarations
import Periods
import Statistics

/// Finds disclosed readings by measure, kind of period and category.
struct ReadingIndex {
  private let readings: [String: [DisclosedReading]]
  let context: EvidenceContext
  let asOf: Day
  /// Figures of periods that columns are declared for.
  private let further: [Reading.Key: PrintedRow]

  init(_ results: Disclosed, _ context: EvidenceContext) {
    // A key has one reading: of two the aggregate stage shows neither (AGG-011).
    further = Dictionary(results.further.map { ($0.key, $0) }) { first, _ in first }
    readings = Dictionary(grouping: results.readings, by: \.key.measure)
    self.context = context
    asOf = results.asOf
  }

  func all(_ measure: String) -> [DisclosedReading] { readings[measure] ?? [] }

  /// The newest reading over a kind of period. Default: the first kind that the measure has.
  ///
  /// - Parameter origin: one that exists. Default: the measure's own, otherwise the other.
  func reading(
    _ measure: String, over kind: ReportingPeriod.Kind?, category: Reading.Category? = nil,
    origin: Reading.Origin? = nil
  ) -> DisclosedReading? {
    let all = readings[measure] ?? []
    let wanted = kind ?? all.first?.key.period.kind
    let found = all.filter { $0.key.period.kind == wanted && $0.key.category == category }
    let own = origin ?? origins(of: measure, over: [kind]).first
    return found.filter { $0.key.origin == own }.max { $0.key.period.end < $1.key.period.end }
  }

  /// The figure of a declared period: of what is counted, else of what came in; of a stock on the period's last day.
  private func figure(
    of measure: String, at period: ReportingPeriod, _ category: Reading.Category?
  ) -> PrintedRow? {
    let found = Reading.Origin.allCases.compactMap {
      further[Reading.Key(measure: measure, period: period, category: category, origin: $0)]
    }
    return found.first { $0.value.number != nil } ?? found.first
  }

  /// That figure as a cell, or the change since; not available where there is none.
  ///
  /// - Parameters:
  ///   - now: the row's figure, from which a change is stated.
  ///   - stated: how, by default as the measure declares.
  func cell(
    _ show: TablePlan.Show?, of measure: String, at period: ReportingPeriod,
    category: Reading.Category? = nil, now: Figure? = nil, stated: Measure.Change? = nil
  ) -> TableCell {
    guard let row = figure(of: measure, at: period, category), let declared = context.measure(measure) else {
      return .unavailable
    }
    switch show {
    case .numerator: return row.numerator.map { TableCell.number($0).of(row.key) } ?? .notApplicable
    case .denominator: return row.denominator.map { TableCell.number($0).of(row.key) } ?? .notApplicable
    case .change:
      guard let after = now?.number, let before = row.value.number else {
        return .number(row.value.number == nil ? row.value : now ?? row.value)
      }
      return .change(from: before, to: after, declared, as: stated ?? declared.change) ?? .notApplicable
    default: return .number(row.value, unit: declared.unit).of(row.key)
    }
  }

  /// The figure of a column's own period.
  func value(of measure: String, at period: ReportingPeriod, category: Reading.Category?) -> Figure? {
    figure(of: measure, at: period, category)?.value
  }

  /// The origins of a measure's figures over these kinds of period: its own before the other.
  func origins(of measure: String, over kinds: [ReportingPeriod.Kind?]) -> [Reading.Origin] {
    let all = readings[measure] ?? []
    let wanted = Set(kinds.map { $0 ?? all.first?.key.period.kind })
    return Reading.Origin.allCases.filter { origin in
      all.contains { $0.key.origin == origin && wanted.contains($0.key.period.kind) }
    }
  }

  /// A measure's code and title, with the origin of its figures if that is not clear.
  func title(of measure: Measure, _ origin: Reading.Origin?) -> TableCell {
    let id = measure.measure.value
    let words = origin.flatMap { origin in
      PackContents.originWords(
        Reading.Key(measure: id, period: ReportingPeriod(latest: .day, asOf: asOf), origin: origin), measure,
        among: readings[id] ?? [], hasNote: true)
    }
    let name = EvidenceStage.title(measure, context)
    return words.map { TableCell.words("\(name.text), \($0)") } ?? name
  }

  /// The labels of a breakdown's categories, in table order, over all these measures.
  func categories(of breakdown: String, measures: [String]) -> [String] {
    var seen: Set<String> = []
    return measures.flatMap { readings[$0] ?? [] }.compactMap(\.key.category)
      .filter { $0.breakdown == breakdown && seen.insert($0.label).inserted }.map(\.label)
  }

  /// The cell of a column for a reading.
  ///
  /// - Parameter stated: how a change is stated in this table; by default as the measure declares.
  func cell(
    _ show: TablePlan.Show, of reading: DisclosedReading?, stated: Measure.Change? = nil
  ) -> TableCell {
    guard let reading, let measure = context.measure(reading.key.measure) else { return .notApplicable }
    func against(_ id: String, _ cell: (DisclosedComparison) -> TableCell) -> TableCell {
      reading.comparison(with: id).map(cell) ?? .notApplicable
    }
    func first(
      _ isWanted: (Comparison.Against) -> Bool, _ cell: (DisclosedComparison) -> TableCell
    ) -> TableCell {
      reading.comparisons.first { isWanted($0.against) }.map(cell) ?? .notApplicable
    }
    func value(_ comparison: DisclosedComparison) -> TableCell {
      TableCell.number(comparison.value, unit: measure.unit).over(comparison.period)
    }
    // Headings seldom say when the year before was.
    func dated(_ comparison: DisclosedComparison) -> TableCell {
      var cell = value(comparison)
      cell.plainText = cell.text
      cell.text += " (\(comparison.period))"
      return cell
    }
    func difference(_ comparison: DisclosedComparison) -> TableCell {
      let shown = stated.flatMap { TableCell.difference(reading.value, comparison, measure, as: $0) }
      return (shown ?? TableCell.difference(comparison, measure)).over(comparison.period)
    }
    func ours(_ figure: Figure, unit: Measure.Unit? = nil) -> TableCell {
      TableCell.number(figure, unit: unit).of(reading.key).over(reading.key.period.label)
    }
    // A year to date and a rolling year have one past reading, which is both the previous one and the year before.
    let yearBefore = reading.comparison(with: "year-before") == nil ? "previous" : "year-before"
    switch show {
    case .value, .share: return ours(reading.value, unit: measure.unit).with(reading.mark(measure))
    case .numerator: return ours(reading.numerator)
    case .denominator: return ours(reading.denominator)
    case .period: return .words(reading.key.period.label)
    case .previous: return against("previous", value)
    case .change: return against("previous", difference)
    case .direction: return against(yearBefore) { .direction($0, measure) }
    case .yearBefore: return against(yearBefore, dated)
    case .changeOnYear: return against(yearBefore, difference)
    case .england: return first(isEngland, value)
    case .againstEngland: return first(isEngland, difference)
    case .region: return first(isRegion, value)
    case .againstRegion: return first(isRegion, difference)
    case .neighbours: return against("statistical-neighbours", value)
    case .againstNeighbours: return against("statistical-neighbours", difference)
    case .origin: return .words(Wording.origin(reading.key.origin))
    // Of a row of shares, and of a row with a target.
    case .rowShare, .code, .section, .frequency, .director, .target, .cumulative, .status, .override,
      .outlook, .rule,
      .previousStatus, .yearToDate, .yearToDateTarget, .yearToDateStatus:
      return .notApplicable
    }
  }
}

/// The codes of England and its regions (ONS area codes E92 and E12).
func isEngland(_ against: Comparison.Against) -> Bool {
  if case .area(let code, _) = against { code.hasPrefix("E92") } else { false }
}

private func isRegion(_ against: Comparison.Against) -> Bool {
  if case .area(let code, _) = against { code.hasPrefix("E12") } else { false }
}

extension LaidTable.Heading {
  init(_ column: TablePlan.Column) {
    let show = column.show ?? .value
    self.init(title: column.title, isNumeric: show.isNumeric, isComparator: show.isComparator)
  }
}

extension TablePlan.Show {
  var isNumeric: Bool {
    self == .yearToDate || self != .period && self != .direction && !isOfStatus
  }

  /// Whether it shows other councils' figures, or ours compared with them.
  var isComparator: Bool {
    switch self {
    case .england, .againstEngland, .region, .againstRegion, .neighbours, .againstNeighbours: true
    default: false
    }
  }
}

/// The declared kind. `check` has made sure that it exists.
func kind(_ name: Located<String>?) -> ReportingPeriod.Kind? {
  name.flatMap { ReportingPeriod.Kind(rawValue: $0.value) }
}
