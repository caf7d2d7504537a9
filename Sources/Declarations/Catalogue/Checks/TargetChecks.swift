import Findings
import Periods
import Statistics

extension CrossCheck {
  mutating func checkTargets() {
    for declared in catalogue.targets.all {
      let (set, source) = (declared.value, declared.source)
      checkArea(set.area, in: source)
      for (position, entry) in set.entries.enumerated() {
        checkReference(entry.measure, to: \.measures, in: source)
        checkDay(entry.from, in: source)
        checkDay(entry.to, in: source)
        if let from = Day(iso: entry.from.value), let to = entry.to, let last = Day(iso: to.value),
          last < from
        {
          refuse(
            .outOfRange, to, in: source, "\(last) is before \(from)",
            hint: "the last day is not before the first")
        }
        if let measure = catalogue.measure(entry.measure.value) {
          check(entry, at: position, of: measure, in: source)
        }
      }
    }
    checkOverlaps()
  }

  private mutating func check(
    _ entry: TargetSet.Entry, at position: Int, of measure: Measure, in source: SourceText
  ) {
    let profile = (entry.profile ?? [:]).sorted { $0.key < $1.key }
    let place = range(of: "entries", .item(position), in: source)
    let ways = [entry.target != nil, entry.profile != nil, entry.scale != nil].count { $0 }
    if ways > 1, entry.due != .profile || entry.scale != nil {
      refuse(
        .badTarget, at: place, in: source, "this has more than one of target, profile and scale",
        hint: "give each its own entry and name")
    }
    let texts =
      [entry.target, entry.scale?.amber, entry.scale?.red].compactMap(\.self) + profile.map(\.value)
    for text in texts { checkTarget(text, of: measure, in: source) }
    if (entry.breakdown == nil) != (entry.category == nil) {
      refuse(
        .badTarget, at: place, in: source,
        "a target of one category has its breakdown too, and the other way round",
        hint: "add the other, or leave both out")
    } else if let breakdown = entry.breakdown,
      !(measure.breakdowns ?? []).contains(where: { $0.value == breakdown.value })
    {
      refuse(
        .unknownReference, breakdown, in: source,
        "\"\(measure.measure.value)\" has no breakdown \"\(breakdown.value)\"",
        hint: suggestion(breakdown.value, from: (measure.breakdowns ?? []).map(\.value), called: "breakdowns")
      )
    }
    let kind = entry.frequency.kind
    for (label, target) in profile {
      guard ReportingPeriod(label: label)?.kind == kind else {
        let isMonthly = kind == .month
        refuse(
          .badPeriodText, target, in: source,
          "\"\(label)\" is not a \(isMonthly ? "month" : "period that is reported \(entry.frequency.rawValue)")",
          hint: isMonthly ? "write months as 2026-04" : "such as \(example(of: kind))")
        continue
      }
    }
    if entry.profile != nil, entry.frequency == .annual {
      refuse(
        .badTarget, at: place, in: source, "a profile is by month or quarter, and this has another frequency",
        hint: "make the frequency monthly, or give a target")
    }
    if entry.covers == .year, !measure.addsOverTime || measure.calculation == .rate {
      refuse(
        .badTarget, at: place, in: source,
        "only a number of events, or an amount, can have a target for the year",
        hint: "leave out \"covers\"")
    }
    if entry.due != nil,
      entry.covers != .year || entry.target == nil || (entry.due == .profile) != (entry.profile != nil)
    {
      refuse(
        .badTarget, at: place, in: source,
        "\"due\" says what part of a target that covers the year is due; only \"profile\" has a profile",
        hint: "add \"covers\": \"year\" and a target, or leave it out")
    }
    checkTolerance(entry, at: place, of: measure, in: source)
  }

  private func example(of kind: ReportingPeriod.Kind) -> String {
    ReportingPeriod(latest: kind, asOf: FinancialYear(startYear: 2026).end).label
  }

  private mutating func checkTarget(_ text: Located<String>, of measure: Measure, in source: SourceText) {
    guard case .failure(let fault) = TargetForm.read(text.value, of: measure) else { return }
    switch fault {
    case .unreadable:
      refuse(
        .badTarget, text, in: source, "\"\(text.value)\" is not a target",
        hint: "write it as >28%, <20%, 93-95%, Top quartile or 8920")
    case .needsSign:
      refuse(
        .badTarget, text, in: source, "neither way is better for \"\(measure.measure.value)\"",
        hint: "add > or <, or give a range")
    case .notPercent:
      refuse(
        .badTarget, text, in: source, "\"\(measure.measure.value)\" is not a per cent",
        hint: "leave out the % sign")
    case .emptyRange:
      refuse(
        .badTarget, text, in: source, "\"\(text.value)\" ends before it starts", hint: "the lower end first")
    }
  }

  private mutating func checkTolerance(
    _ entry: TargetSet.Entry, at place: Range<Int>, of measure: Measure, in source: SourceText
  ) {
    guard let tolerance = entry.tolerance else { return }
    let given = [tolerance.points, tolerance.percent, tolerance.absolute].compactMap(\.self)
    if given.count != 1 || entry.target == nil && entry.profile == nil {
      refuse(
        .badTarget, at: given.last?.range ?? place, in: source,
        "a tolerance is one of points, percent and absolute, beside a target",
        hint: "keep the one that the target was agreed with")
    }
    for number in given where FixedPoint(number.value).map({ $0.units < 0 }) ?? true {
      refuse(
        .badTarget, number, in: source, "\"\(number.value)\" is not a number from 0 up", hint: "such as 2.5")
    }
    if let points = tolerance.points, measure.unit != .percent {
      refuse(
        .badTarget, points, in: source, "\"\(measure.measure.value)\" is not a per cent",
        hint: "use absolute, in \(measure.unit.rawValue)")
    }
  }

  /// Checks, over all files, that a measure of an area has one target of each name on a day, and one frequency.
  private mutating func checkOverlaps() {
    struct Held {
      let area: String, measure: String, label: String, from: Day, to: Day?, path: String
      let frequency: TargetSet.Frequency
    }
    var held: [Held] = []
    for declared in catalogue.targets.all {
      for entry in declared.value.entries {
        guard let from = Day(iso: entry.from.value) else { continue }
        let new = Held(
          area: declared.value.area?.value ?? "", measure: entry.measure.value, label: entry.label,
          from: from,
          to: entry.to.flatMap { Day(iso: $0.value) }, path: declared.source.path, frequency: entry.frequency)
        for other in held.reversed() where other.measure == new.measure && other.area == new.area {
          let overlaps =
            (other.to.map { new.from <= $0 } ?? true) && (new.to.map { other.from <= $0 } ?? true)
          guard overlaps else { continue }
          if other.label == new.label {
            refuse(
              .overlappingTargets, entry.from, in: declared.source,
              "\"\(new.measure)\" already has a \"\(new.label)\" from \(other.from)"
                + (other.to.map { " to \($0)" } ?? " on")
                + (other.path == new.path ? "" : ", in \(other.path)"),
              hint: "end the one before, or give this a name of its own")
          } else if other.frequency != new.frequency {
            refuse(
              .overlappingTargets, entry.measure, in: declared.source,
              "\"\(new.measure)\" is reported \(other.frequency.rawValue) and \(new.frequency.rawValue) at once",
              hint: "give its targets one frequency")
          } else {
            continue
          }
          break
        }
        held.append(new)
      }
    }
  }
}
