import Findings
import Periods

extension CrossCheck {
  mutating func checkJudgements() {
    for declared in catalogue.judgements.all {
      let (set, source) = (declared.value, declared.source)
      checkArea(set.area, in: source)
      var seen: Set<[String]> = []
      for one in set.overrides ?? [] {
        check(one.measure, one.period, one.author, one.date, in: source)
        checkSaid(one.reason, "an override", "reason", in: source)
        checkTargetName(one.target, of: one.measure, in: source)
        let key = ["override", one.measure.value, one.target?.value ?? "target", one.period.value]
        checkOnce(key, one.measure, &seen, in: source)
      }
      for one in set.outlooks ?? [] {
        check(one.measure, one.period, one.author, one.date, in: source)
        checkSaid(one.reason, "an outlook", "reason", in: source)
        checkOnce(["outlook", one.measure.value, one.period.value], one.measure, &seen, in: source)
      }
      for one in set.comments ?? [] {
        check(one.measure, one.period, one.author, one.date, in: source)
        checkOnce(["comment", one.measure.value, one.period.value], one.measure, &seen, in: source)
      }
      for one in set.outcomes ?? [] {
        checkOutcome(one.outcome, in: source)
        check(one.period, one.author, one.date, in: source)
        checkSaid(one.reason, "a judgement of an outcome", "reason", in: source)
        checkOnce(["judgement", one.outcome.value, one.period.value], one.outcome, &seen, in: source)
      }
    }
  }

  /// An outcome is the heading of some measure with a target: the section of its file, or what the measure itself names.
  private mutating func checkOutcome(_ outcome: Located<String>, in source: SourceText) {
    let known = Set(
      catalogue.targets.all.flatMap(\.value.entries).compactMap { entry in
        catalogue.measure(entry.measure.value)?.outcome(section: entry.section) ?? entry.section
      })
    guard !known.contains(outcome.value) else { return }
    refuse(
      .unknownReference, outcome, in: source, "no measure with a target stands under \"\(outcome.value)\"",
      hint: suggestion(outcome.value, from: known.sorted(), called: "outcomes")
        ?? "write the section of an entry in data/targets/")
  }

  private mutating func check(
    _ measure: Located<String>, _ period: Located<String>, _ author: Located<String>, _ date: Located<String>,
    in source: SourceText
  ) {
    checkReference(measure, to: \.measures, in: source)
    check(period, author, date, in: source)
  }

  private mutating func check(
    _ period: Located<String>, _ author: Located<String>, _ date: Located<String>, in source: SourceText
  ) {
    checkSaid(author, "a judgement", "author", in: source)
    checkDay(date, in: source)
    guard ReportingPeriod(label: period.value) == nil else { return }
    refuse(
      .badPeriodText, period, in: source, "\"\(period.value)\" is not a reporting period",
      hint: "write it as 2026-10, 2026-27 Q2 or 2026-27")
  }

  private mutating func checkSaid(
    _ text: Located<String>, _ what: String, _ part: String, in source: SourceText
  ) {
    guard text.value.allSatisfy(\.isWhitespace) else { return }
    refuse(
      .unreasonedJudgement, text, in: source,
      "\(what) without \(part == "author" ? "an author" : "a reason")",
      hint:
        "readers see it beside the computed status, and must know \(part == "author" ? "whose" : "why") it is"
    )
  }

  private mutating func checkTargetName(
    _ name: Located<String>?, of measure: Located<String>, in source: SourceText
  ) {
    let labels = Set(
      catalogue.targets.all.flatMap(\.value.entries).filter { $0.measure.value == measure.value }.map(\.label)
    )
    let place = name ?? measure
    guard !labels.contains(name?.value ?? "target"), catalogue.measure(measure.value) != nil else { return }
    refuse(
      .unknownReference, place, in: source,
      "\"\(measure.value)\" has no target named \"\(name?.value ?? "target")\"",
      hint: labels.isEmpty
        ? "declare one in data/targets/" : "one of: \(labels.sorted().joined(separator: ", "))")
  }

  private mutating func checkOnce(
    _ key: [String], _ place: Located<String>, _ seen: inout Set<[String]>, in source: SourceText
  ) {
    guard !seen.insert(key).inserted else { return }
    refuse(
      .repeatedItem, place, in: source,
      "a second \(key[0]) for this \(key[0] == "judgement" ? "outcome" : "measure") and period",
      hint: "keep one of them")
  }
}
