import Artefacts
import Declarations
import Periods

/// Finds disclosed readings by measure, kind of period and category.
struct ReadingIndex {
  private let readings: [String: [DisclosedReading]]
  let context: EvidenceContext

  init(_ results: Disclosed, _ context: EvidenceContext) {
    readings = Dictionary(grouping: results.readings, by: \.key.measure)
    self.context = context
  }

  /// The newest reading over a kind of period; over the first kind that the measure has when none is said.
  func reading(
    _ measure: String, over kind: ReportingPeriod.Kind?, category: Reading.Category? = nil
  ) -> DisclosedReading? {
    let all = readings[measure] ?? []
    let wanted = kind ?? all.first?.key.period.kind
    return all.last { $0.key.period.kind == wanted && $0.key.category == category }
  }

  /// The labels of a breakdown's categories, in table order, over all these measures.
  func categories(of breakdown: String, measures: [String]) -> [String] {
    var seen: Set<String> = []
    return measures.flatMap { readings[$0] ?? [] }.compactMap(\.key.category)
      .filter { $0.breakdown == breakdown && seen.insert($0.label).inserted }.map(\.label)
  }

  /// What a column shows of a reading.
  func cell(_ show: TablePlan.Show, of reading: DisclosedReading?) -> TableCell {
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
      var cell = TableCell.number(comparison.value, unit: measure.unit)
      cell.text += " (\(comparison.period))"
      return cell
    }
    func difference(_ comparison: DisclosedComparison) -> TableCell {
      .difference(comparison, measure)
    }
    // A year to date and a rolling year have one past reading, which is both the previous and the year before.
    let yearBefore = reading.comparison(with: "year-before") == nil ? "previous" : "year-before"
    switch show {
    case .value, .share: return TableCell.number(reading.value, unit: measure.unit).of(reading.key)
    case .numerator: return TableCell.number(reading.numerator).of(reading.key)
    case .denominator: return TableCell.number(reading.denominator).of(reading.key)
    case .period: return .words(reading.key.period.label)
    case .previous: return against("previous") { .number($0.value, unit: measure.unit) }
    case .change: return against("previous", difference)
    case .direction: return against(yearBefore) { .direction($0, measure) }
    case .yearBefore: return against(yearBefore, value)
    case .changeOnYear: return against(yearBefore, difference)
    case .england: return first(isEngland, value)
    case .againstEngland: return first(isEngland, difference)
    case .region: return first(isRegion, value)
    case .againstRegion: return first(isRegion, difference)
    case .neighbours: return against("statistical-neighbours", value)
    case .againstNeighbours: return against("statistical-neighbours", difference)
    }
  }
}

/// England's code, and the codes of its regions (ONS area codes E92 and E12).
private func isEngland(_ against: Comparison.Against) -> Bool {
  if case .area(let code, _) = against { code.hasPrefix("E92") } else { false }
}

private func isRegion(_ against: Comparison.Against) -> Bool {
  if case .area(let code, _) = against { code.hasPrefix("E12") } else { false }
}

extension TablePlan.Show {
  var isNumeric: Bool { self != .period && self != .direction }
}

/// The kind that a declaration names; `check` has seen that it is one.
func kind(_ name: Located<String>?) -> ReportingPeriod.Kind? {
  name.flatMap { ReportingPeriod.Kind(rawValue: $0.value) }
}
