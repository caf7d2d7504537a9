import Artefacts
import Declarations
import Periods
import Statistics

/// The reviewed sentences about a reading, and their heading in a self-assessment.
struct Statement {
  enum Route: String, CaseIterable {
    case workingWell = "working-well"
    case activity
    case priorityArea = "priority-area"
    /// The declared heading and the figures say different things.
    case toDecide = "to-decide"

    var title: String {
      switch self {
      case .workingWell: "Working well"
      case .activity: "Activity"
      case .priorityArea: "Priority area"
      case .toDecide: "To decide"
      }
    }
  }

  let reading: DisclosedReading
  /// The figure itself; then its comparisons and cautions.
  let lead: String
  let rest: String
  /// The heading that the figures suggest: worse in any comparison, or a missed target, makes a priority area.
  let proposed: Route
  let declared: Route?
  /// The declared heading where the figures agree with it, and the suggested one where none is declared.
  let route: Route
  let needsPerson: Bool
  private let missedTarget: Bool

  /// - Parameter missedTarget: whether the measure is red against a target.
  init(
    _ reading: DisclosedReading, _ measure: Measure, _ phrases: StatementTable, missedTarget: Bool = false
  ) {
    self.reading = reading
    self.missedTarget = missedTarget
    let past = reading.pastYear
    let areas = reading.comparisons.filter { $0.isWithArea }
    proposed = Self.proposed(reading, missedTarget)
    declared = measure.keyStatistic.flatMap { Route(rawValue: $0) }
    route = Self.route(declared, proposed)

    var words = Self.words(reading, measure)
    func say(_ when: StatementTable.When) -> String? { phrases.text(when).map { filled($0, words) } }
    let isShare =
      reading.numerator.number != nil && reading.denominator.number != nil && measure.unit == .percent
    switch reading.value.state {
    case .missing(.confidential): lead = say(.hidden) ?? ""
    case .missing: lead = say(.notAvailable) ?? ""
    default: lead = (isShare ? say(.share) : nil) ?? say(.value) ?? ""
    }
    var sentences: [String] = []
    for comparison in [past].compactMap(\.self) + areas {
      guard comparison.difference.number != nil else { continue }
      words.merge(Self.words(comparison, reading, measure)) { _, new in new }
      let phrase = comparison.verdict.map { Self.phrase($0, isArea: comparison.isWithArea) }
      if let phrase = comparison.few == nil ? phrase : .few, let sentence = say(phrase) {
        sentences.append(sentence)
      }
    }
    if let place = reading.place {
      words.merge(
        ["rank": Self.ordinal(place.place), "councils": String(place.of), "year": Wording.year(place.year)]) {
          _, new in new
        }
      if let sentence = say(.rank) { sentences.append(sentence) }
    }
    words["limit"] = reading.fewerThan.map(String.init)
    words["percent"] = String(phrases.limits.needsPersonAbovePercent)
    if isShare, reading.population == nil, reading.fewerThan != nil, let caution = say(.smallNumber) {
      sentences.append(caution)
    }
    needsPerson = Self.moved(reading, past, beyond: phrases.limits.needsPersonAbovePercent)
    if needsPerson, let caution = say(.needsPerson) { sentences.append(caution) }
    sentences += (measure.cautions ?? []).map { "Caution: \($0)" }
    rest = sentences.joined(separator: " ")
  }

  /// `12th`
  private static func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let end =
      switch number % 10 {
      case 1 where !isTeen: "st"
      case 2 where !isTeen: "nd"
      case 3 where !isTeen: "rd"
      default: "th"
      }
    return "\(number)\(end)"
  }

  private static func proposed(_ reading: DisclosedReading, _ missedTarget: Bool) -> Route {
    let areas = reading.comparisons.filter { $0.isWithArea }
    let verdicts = ([reading.pastYear].compactMap(\.self) + areas).compactMap(\.verdict)
    if missedTarget || verdicts.contains(.worse) { return .priorityArea }
    return verdicts.contains(.better) ? .workingWell : .activity
  }

  /// Where a measure's statement stands. Every table and page asks this.
  ///
  /// - Parameter reading: nil for a measure without a figure, which stays where it is declared unless that is *working well*.
  static func route(
    of measure: Measure, _ reading: DisclosedReading?, missedTarget: Bool
  ) -> Route {
    route(
      measure.keyStatistic.flatMap { Route(rawValue: $0) },
      reading.map { proposed($0, missedTarget) } ?? .activity)
  }

  /// Nothing is under *working well* whose figures do not say so. A priority that is neither better nor worse stays one.
  private static func route(_ declared: Route?, _ proposed: Route) -> Route {
    guard let declared, declared != proposed else { return proposed }
    return declared == .priorityArea && proposed == .activity ? declared : .toDecide
  }

  /// Why somebody has to decide, for the page; nil where nobody has to.
  var toDecide: String? {
    guard route == .toDecide, let declared else { return nil }
    let figures =
      switch proposed {
      case .workingWell: "the figures are better"
      case .priorityArea: missedTarget ? "it missed its target" : "the figures are worse"
      case .activity, .toDecide: "the figures show no clear difference"
      }
    return "Declared as \(declared.title.lowercased()), but \(figures)."
  }

  /// Whether a value moved, up or down, by more than a share of its earlier value.
  private static func moved(_ reading: DisclosedReading, _ past: DisclosedComparison?, beyond percent: Int)
    -> Bool
  {
    guard let now = reading.value.number, let before = past?.value.number, past?.difference.number != nil
    else {
      return false
    }
    guard let (a, b, _) = FixedPoint.aligned(now, before) else { return true }
    return (Int128(a) - Int128(b)).magnitude * 100 > Int128(b).magnitude * UInt128(max(0, percent))
  }

  private static func phrase(_ verdict: Verdict, isArea: Bool) -> StatementTable.When {
    switch verdict {
    case .better: isArea ? .areaBetter : .changeBetter
    case .worse: isArea ? .areaWorse : .changeWorse
    case .higher: isArea ? .areaHigher : .changeHigher
    case .lower: isArea ? .areaLower : .changeLower
    case .unclear: isArea ? .areaNone : .changeNone
    }
  }

  private static func words(_ reading: DisclosedReading, _ measure: Measure) -> [String: String] {
    [
      "measure": measure.title, "value": Wording.value(reading.value, measure),
      "numerator": reading.numerator.text, "denominator": reading.denominator.text,
      "when": reading.key.period.phrase
        + (measure.origin == reading.key.origin ? "" : ", \(Wording.origin(reading.key.origin))"),
    ]
  }

  private static func words(
    _ comparison: DisclosedComparison, _ reading: DisclosedReading, _ measure: Measure
  ) -> [String: String] {
    let size = Wording.difference(comparison, unit: measure.unit)
    return [
      "other": comparison.isWithArea ? comparison.against.name : Wording.before(comparison, reading),
      "other-value": Wording.value(comparison.value, measure),
      "other-period": Wording.period(comparison, of: reading.key.period),
      "difference": size.hasPrefix("+") || size.hasPrefix("-") ? String(size.dropFirst()) : size,
    ]
  }
}

/// A sentence with its placeholders filled. Unknown ones stay, and `caretally check` refuses them.
func filled(_ text: String, _ words: [String: String]) -> String {
  var out = ""
  var rest = text[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    out += rest[..<open]
    out += words[String(rest[rest.index(after: open)..<close])] ?? String(rest[open...close])
    rest = rest[rest.index(after: close)...]
  }
  return out + rest
}
