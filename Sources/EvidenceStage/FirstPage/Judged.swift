import Artefacts
import Declarations
import Periods
import Statistics

/// What the first page says of one measure, and in which of its lists. Every measure is in one list, once.
///
/// The figures are those that decide what needs attention: the same on one day in every pipeline for colleagues.
struct Judged {
  enum Group: Hashable {
    case attention, improved
    /// No clear difference from anything that it is compared with.
    case steady
    /// Neither way is agreed to be better.
    case noDirection
    /// Why it could not be judged.
    case notJudged(String)
  }

  let measure: Measure
  let row: DisclosedReading
  /// The comparison with the year before if there is one, otherwise with the period before.
  let past: DisclosedComparison?
  let group: Group
  /// How many of the four reasons hold: its target, a year ago, England or the region, a month out of the ordinary.
  let reasons: Int
  let missedTarget: Bool
  /// What follows the figure in its sentence, such as `up from 18 a year ago`.
  let clauses: [String]

  init?(_ measure: Measure, _ pack: PackContents) {
    let id = measure.measure.value
    guard let row = pack.judged(id) ?? pack.headline(id) else { return nil }
    self.measure = measure
    self.row = row
    let past = row.pastYear
    self.past = past
    let missed = Self.missedTargets(measure, pack)
    // Neighbours are left out because only some pipelines have them.
    let areas = row.comparisons.filter { if case .area = $0.against { true } else { false } }
    let worse = areas.filter { $0.verdict == .worse }
    let month = Self.unusualMonth(measure, row, pack)
    missedTarget = missed != nil
    reasons = [missed != nil, past?.verdict == .worse, !worse.isEmpty, month != nil].count { $0 }
    let verdicts = ([past].compactMap(\.self) + areas).compactMap(\.verdict)
    if reasons > 0 {
      group = .attention
    } else if past?.verdict == .better {
      group = .improved
    } else if measure.polarity == .neither {
      group = .noDirection
    } else if !verdicts.isEmpty || Self.isRated(measure, pack) {
      group = .steady
    } else {
      group = .notJudged(Self.whyNotJudged(row, past))
    }
    var clauses: [String] = []
    if past?.few == nil, past?.verdict != .unclear {
      clauses += [Wording.change(past, row, measure)].compactMap(\.self)
    }
    if group == .attention || group == .improved {
      clauses += [Self.extreme(measure, row, isGood: group == .improved, pack)].compactMap(\.self)
    }
    clauses += [month, missed].compactMap(\.self)
    if !worse.isEmpty {
      let names = worse.map {
        "\($0.against.name) (\(Wording.value($0.value, measure)), \(Wording.year($0.period)))"
      }
      clauses.append("worse than \(Wording.list(names))")
    }
    self.clauses = clauses
  }

  /// `missed its target of under 20% in October 2026`; nil where no status is red.
  private static func missedTargets(_ measure: Measure, _ pack: PackContents) -> String? {
    let red = pack.results.statuses.filter {
      $0.status.measure == measure.measure.value && $0.reported.status == .red
    }.map(\.reported)
    guard let first = red.first else { return nil }
    let targets = Wording.list(red.map { Wording.target($0.target, measure) })
    let few = first.few.map { ", \($0.numerator.text) of \($0.denominator.text) cases" } ?? ""
    return
      "missed its target\(red.count == 1 ? "" : "s") of \(targets) \(first.period.phrase) (\(Wording.value(first.value, measure))\(measure.unit == .percent ? few : ""))"
  }

  private static func isRated(_ measure: Measure, _ pack: PackContents) -> Bool {
    pack.results.statuses.contains {
      $0.status.measure == measure.measure.value && $0.reported.status?.isRating == true
    }
  }

  /// The last month, if it is worse than ordinary variation.
  private static func unusualMonth(_ measure: Measure, _ row: DisclosedReading, _ pack: PackContents)
    -> String?
  {
    guard let point = pack.judgedMonths(measure.measure.value)?.points.last, point.variation == .concern,
      let words = Wording.unusual(point)
    else { return nil }
    if point.period.end == row.key.period.end, point.value == row.value { return words }
    return "\(Wording.value(point.value, measure)) \(point.period.phrase), \(words)"
  }

  private static func extreme(
    _ measure: Measure, _ row: DisclosedReading, isGood: Bool, _ pack: PackContents
  ) -> String? {
    guard let series = pack.judgedMonths(measure.measure.value), let upIsGood = measure.agreed.upIsGood,
      let last = series.points.last, last.period.end == row.key.period.end, last.period.kind == .day,
      last.value == row.value
    else { return nil }
    return Wording.extreme(series, measure, isHighest: upIsGood == isGood)
  }

  static func whyNotJudged(_ row: DisclosedReading, _ past: DisclosedComparison?) -> String {
    switch row.value.state {
    case .missing(.confidential): return "Hidden, to keep a small number confidential"
    case .missing(.notApplicable), .missing(.nothingToMeasure): return "Nothing to measure in the period"
    case .missing(.unavailable), .low, .band: return row.notes.isEmpty ? "No figure" : "Not enough data"
    case .number: break
    }
    guard let past, past.value.number != nil else { return "No figure a year ago to compare with" }
    if past.few != nil { return "Too few cases to say" }
    return past.difference.number == nil
      ? "The figure a year ago cannot be compared" : "No test of a difference is declared"
  }

  /// What is counted. Two measures of one thing are not both in sight: a number and its share, a mean and a median.
  var thing: String {
    let cases = [measure.where, measure.denominator, measure.numerator].compactMap { $0?.value }
      .joined(separator: " AND ")
    guard let dataset = measure.dataset?.value, !cases.isEmpty else { return measure.measure.value }
    return "\(dataset): \(cases): \(measure.of?.value ?? "")"
  }

  /// The difference as a share of the larger of the two values, 0 to 1: the same up as down, and 1 from zero.
  var size: Double {
    guard let now = row.value.number?.approximate, let before = past?.value.number?.approximate else {
      return 0
    }
    let larger = max(abs(now), abs(before))
    return larger > 0 ? min(1, abs(now - before) / larger) : 0
  }

  /// Those with most reasons first; then those that missed a target; then the largest change over the year; equals in the
  /// order of tables.
  static func ranked(_ all: [Judged]) -> [Judged] {
    all.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if left.reasons != right.reasons { return left.reasons > right.reasons }
      if left.missedTarget != right.missedTarget { return left.missedTarget }
      if left.size != right.size { return left.size > right.size }
      return a.offset < b.offset
    }.map(\.element)
  }
}

extension DisclosedReading {
  /// The comparison with the year before if there is one, otherwise with the period before.
  var pastYear: DisclosedComparison? { yearBefore ?? previousPeriod }
}
