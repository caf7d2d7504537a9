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

    var title: String {
      switch self {
      case .workingWell: "Working well"
      case .activity: "Activity"
      case .priorityArea: "Priority area"
      }
    }
  }

  let reading: DisclosedReading
  /// The figure itself; then its comparisons and cautions.
  let lead: String
  let rest: String
  /// The heading that the comparisons suggest: worse in any comparison with a polarity makes a priority area.
  let proposed: Route
  /// The heading that the measure declares, otherwise the suggested one.
  let route: Route
  let needsPerson: Bool

  init(_ reading: DisclosedReading, _ measure: Measure, _ phrases: StatementTable) {
    self.reading = reading
    let past = reading.yearBefore ?? reading.previousPeriod
    let areas = reading.comparisons.filter { $0.isWithArea }
    let verdicts = ([past].compactMap(\.self) + areas).compactMap(\.verdict)
    proposed =
      verdicts.contains(.worse) ? .priorityArea : verdicts.contains(.better) ? .workingWell : .activity
    route = measure.keyStatistic.flatMap { Route(rawValue: $0) } ?? proposed

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
      words.merge(Self.words(comparison, measure)) { _, new in new }
      let phrase = comparison.verdict.map { Self.phrase($0, isArea: comparison.isWithArea) }
      if let phrase = comparison.few == nil ? phrase : .few, let sentence = say(phrase) {
        sentences.append(sentence)
      }
      if let phrase = comparison.z?.phrase {
        words["phrase"] = phrase
        if let sentence = say(.variation) { sentences.append(sentence) }
      }
    }
    if let interval = reading.intervals.first {
      words["interval"] = interval.label
      if let sentence = say(.interval) { sentences.append(sentence) }
    }
    if let place = reading.place {
      words.merge(
        ["rank": String(place.place), "councils": String(place.of), "year": place.year]) { _, new in new }
      if let sentence = say(.rank) { sentences.append(sentence) }
    }
    let notes = unique(reading.notes + ([past].compactMap(\.self) + areas).flatMap(\.notes))
    words["notes"] = notes.joined(separator: "; ")
    if !notes.isEmpty, let sentence = say(.reservation) { sentences.append(sentence) }
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
      "measure": measure.title,
      "value": Wording.value(reading.value, measure.unit),
      "numerator": reading.numerator.text, "denominator": reading.denominator.text,
      "period": reading.key.period.label
        + (measure.origin == reading.key.origin ? "" : ", \(Wording.origin(reading.key.origin))"),
    ]
  }

  private static func words(_ comparison: DisclosedComparison, _ measure: Measure) -> [String: String] {
    let size = Wording.difference(comparison, unit: measure.unit)
    return [
      "other": comparison.against.name, "other-value": Wording.value(comparison.value.text, measure.unit),
      "other-period": comparison.period,
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
