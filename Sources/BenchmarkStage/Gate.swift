import Artefacts
import Declarations
import Periods

/// Decides by the declared rules whether two figures may be compared.
struct Gate {
  let plan: ComparisonPlan

  /// The two figures, and how they are known to differ.
  struct Pair {
    var measure: Measure
    var ours: LikeForLike.Side
    var theirs: LikeForLike.Side
    /// Why definitions differ between the two years, or between two measures under one code.
    var breaks: [String] = []
    /// Whether our period is shorter than the year of the published figure.
    var isPartYear = false
    var isOtherYear = false
    var isOwnPast = false
    var missingCouncils: Int?
    var councils: Int?
    /// Whether the publisher calls the figure provisional.
    var isProvisionalPublication = false
    var framework: String?
    var year: FinancialYear?
    /// How the other figure was derived from published counts; nil where it was published itself.
    var derived: DerivedValue?
  }

  func judge(_ pair: Pair) -> LikeForLike {
    let entry = pair.isOwnPast ? nil : entry(for: pair)
    let match: LikeForLike.Match
    if !pair.breaks.isEmpty {
      match = .none
    } else if let entry {
      match = LikeForLike.Match(rawValue: entry.match.rawValue) ?? .none
    } else {
      match = pair.isOwnPast || pair.measure.calculation == .published ? .exact : .indicative
    }
    var theirs = pair.theirs
    if entry?.inDevelopment == true { theirs.standing = .inDevelopment }
    if pair.derived != nil { theirs.standing = .derived }
    let because = entry?.reason ?? "nobody has yet said how the two definitions compare"
    var reasons: [LikeForLike.Reason] = []
    var isRefused = false
    for rule in plan.rules where applies(rule.when, pair, match: match, theirs: theirs) {
      // A refusal says why; notes on a comparison that is not made would only be noise.
      guard !isRefused else { break }
      isRefused = rule.then == .refuse
      let reason = pair.breaks.isEmpty ? because : pair.breaks.joined(separator: " ")
      let text = fill(rule, pair, reason: reason)
      if isRefused { reasons.removeAll() }
      reasons.append(LikeForLike.Reason(rule: rule.rule.value, text: text, isBreak: rule.when.isBreak))
    }
    return LikeForLike(
      match: match, ours: pair.ours, theirs: theirs, missingCouncils: pair.missingCouncils,
      councils: pair.councils, decision: isRefused ? .refused : reasons.isEmpty ? .compared : .footnoted,
      reasons: reasons)
  }

  private func applies(
    _ condition: Comparability.Condition, _ pair: Pair, match: LikeForLike.Match, theirs: LikeForLike.Side
  ) -> Bool {
    switch condition {
    case .definitionChanged: !pair.breaks.isEmpty
    case .noMatch: match == .none
    case .indicative: match == .indicative
    case .close: match == .close
    case .derived: pair.derived != nil
    case .populationChanged: pair.isOwnPast && pair.ours.population != theirs.population
    case .partYearRate: pair.isPartYear && pair.measure.unit == .per100000 && !pair.measure.basis.isStock
    case .partYear: pair.isPartYear
    case .provisionalAgainstFinal: !pair.isOwnPast && pair.ours.standing == .managementInformation
    case .submittedAgainstPublished: !pair.isOwnPast && pair.ours.standing == .submitted
    case .provisionalPublication: pair.isProvisionalPublication
    case .inDevelopment: theirs.standing == .inDevelopment
    case .otherYear: pair.isOtherYear
    case .councilsMissing: (pair.missingCouncils ?? 0) > 0
    }
  }

  /// The comparability entry of a published figure. An entry for its vintage wins over one for every vintage.
  private func entry(for pair: Pair) -> Comparability.LogEntry? {
    let lines = plan.entries.filter { entry in
      guard entry.measure.value == pair.measure.measure.value else { return false }
      if let framework = entry.framework?.value, framework != pair.framework { return false }
      guard let from = entry.from.flatMap({ FinancialYear($0.value) }), let year = pair.year else {
        return true
      }
      return from <= year
    }
    return lines.first { $0.framework != nil } ?? lines.first
  }

  private func fill(_ rule: Comparability.GateRule, _ pair: Pair, reason: String) -> String {
    let isPopulation = rule.when == .populationChanged
    let values = [
      ("{derived}", pair.derived?.words ?? ""),
      ("{ours}", isPopulation ? pair.ours.population ?? "none" : pair.ours.period),
      ("{theirs}", isPopulation ? pair.theirs.population ?? "none" : pair.theirs.period),
      ("{reason}", reason), ("{missing}", pair.missingCouncils.map(String.init) ?? ""),
      ("{councils}", pair.councils.map(String.init) ?? ""),
    ]
    return values.reduce(rule.say) { text, value in
      text.split(separator: value.0, omittingEmptySubsequences: false).joined(separator: value.1)
    }
  }
}

extension DerivedValue {
  /// The counts in words, with the range that their rounding allows where it changes the printed value.
  fileprivate var words: String { least == most ? counts : "\(counts), so from \(least) to \(most)" }
}
