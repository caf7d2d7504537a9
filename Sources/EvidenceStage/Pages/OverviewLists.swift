import Artefacts
import Declarations
import Periods
import Statistics

/// A measure's headline with the reasons for and against it. The overview's lists are made and ranked from these.
struct Mover {
  let measure: Measure
  let reading: DisclosedReading
  /// The comparison with the year before if there is one, otherwise with the period before.
  let past: DisclosedComparison?
  /// The figure that decides whether it needs attention, with its value a year before. Tables may show another.
  let judged: DisclosedReading?
  /// Why it needs attention; empty where it does not.
  let reasons: [String]

  init?(_ measure: Measure, _ pack: PackContents) {
    guard let reading = pack.headline(measure.measure.value) else { return nil }
    self.measure = measure
    self.reading = reading
    past = reading.pastYear
    judged = pack.judged(measure.measure.value)
    reasons = Self.reasons(judged, measure, pack)
  }

  /// The rule for what needs attention, the same in every pipeline: worse, by the declared test, than at least two of a
  /// year before, England and the region; red against a target; or a month worse than ordinary variation.
  private static func reasons(
    _ reading: DisclosedReading?, _ measure: Measure, _ pack: PackContents
  ) -> [String] {
    let past = reading?.pastYear
    // Neighbours are left out because only some pipelines have them.
    let areas = (reading?.comparisons ?? []).filter { if case .area = $0.against { true } else { false } }
    let worse = ([past].compactMap(\.self) + areas).filter { $0.verdict == .worse }
    var out: [String] = []
    if worse.count > 1 {
      let names = worse.map { "\($0.against.name) (\($0.value.text), \($0.period))" }
      out.append("worse than \(list(names))")
    }
    let id = measure.measure.value
    for row in pack.results.statuses where row.status.measure == id && row.reported.status == .red {
      let judged = row.reported
      let few = Wording.few(judged, measure).map { " (\($0))" } ?? ""
      out.append(
        "red in \(judged.period.label): \(Wording.value(judged.value, measure.unit))\(few) against a target of \(judged.target ?? "[x]")"
      )
    }
    if let point = pack.judgedMonths(id)?.points.last,
      point.variation == .concern, let rule = Wording.rule(point)
    {
      out.append("more than ordinary variation: \(rule) (\(point.period.label))")
    }
    return out
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
  }

  /// The headline's difference as a share of the larger of the two values, 0 to 1: the same up as down, and 1 from zero.
  var size: Double { Self.size(reading) }
  /// The same for the figure that decides whether it needs attention.
  var judgedSize: Double { judged.map(Self.size) ?? 0 }

  private static func size(_ reading: DisclosedReading) -> Double {
    guard let now = reading.value.number?.approximate,
      let before = reading.pastYear?.value.number?.approximate
    else {
      return 0
    }
    let larger = max(abs(now), abs(before))
    return larger > 0 ? min(1, abs(now - before) / larger) : 0
  }

  /// Those with most reasons first, on request; then the largest change.
  ///
  /// Equals stay in the order of tables.
  static func ranked(_ movers: [Mover], byReasons: Bool = false) -> [Mover] {
    movers.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if byReasons, left.reasons.count != right.reasons.count {
        return left.reasons.count > right.reasons.count
      }
      let (one, other) = byReasons ? (left.judgedSize, right.judgedSize) : (left.size, right.size)
      if one != other { return one > other }
      return a.offset < b.offset
    }.map(\.element)
  }
}

extension DisclosedReading {
  /// The comparison with the year before if there is one, otherwise with the period before.
  fileprivate var pastYear: DisclosedComparison? { yearBefore ?? previousPeriod }
}

/// The three lists of the overview, each with its first few entries in sight and the rest behind a summary.
struct OverviewLists {
  let attention: [Mover]
  /// Which figures the rule uses.
  let whatIsLookedAt: String
  /// Which parts of the rule have no data in this run, and why.
  let notLookedAt: String
  /// Whether anything could be found to need attention at all.
  let couldNeedAttention: Bool
  /// Whether any figure has an earlier one of our own to be better or worse than.
  let hasPast: Bool
  let worse: [Mover]
  let better: [Mover]
  private let pack: PackContents

  init(_ pack: PackContents) {
    self.pack = pack
    let movers = pack.shown.compactMap { Mover($0, pack) }
    let hasSeveral = movers.contains { mover in
      guard let judged = mover.judged else { return false }
      let areas = judged.comparisons.count { $0.isWithArea && $0.value.number != nil }
      return areas + (judged.pastYear?.value.number == nil ? 0 : 1) > 1
    }
    // A status without a reading cannot show that anything needs attention.
    let hasTargets = pack.results.statuses.contains { $0.current.status?.isRating == true }
    let hasMonths = movers.contains { mover in
      pack.judgedMonths(mover.measure.measure.value)?.points.last?.value.number != nil
    }
    let isForColleagues = pack.results.attention != nil
    notLookedAt = [
      hasTargets ? "" : " Targets were not examined: no measure of this run has one.",
      hasMonths
        ? ""
        : " Months were not examined: "
          + (isForColleagues
            ? "no measure of this run has a figure of the last one."
            : "a run for publication prints only the months of its tables."),
      hasSeveral
        ? "" : " No measure has at least two comparisons with a year before, England and the region.",
    ].joined()
    whatIsLookedAt =
      isForColleagues
      ? "It uses the day, or the 12 months to it, and the months before, whatever the tables below show."
      : "It looks only at what these pages print."
    couldNeedAttention = hasSeveral || hasTargets || hasMonths
    hasPast = movers.contains { $0.past != nil }
    attention = Mover.ranked(movers.filter { !$0.reasons.isEmpty }, byReasons: true)
    worse = Mover.ranked(movers.filter { $0.past?.verdict == .worse })
    better = Mover.ranked(movers.filter { $0.past?.verdict == .better })
  }

  func sections(_ place: PagePlace) -> HTMLText {
    let against = """
      Against a year before where there is one, else against the period before. Largest first, as a share of the larger \
      of the two values. A change that chance alone could have made, or that few cases made, is not here.
      """
    return section(
      "Needs attention", "attention", attention,
      !couldNeedAttention
        ? "This was not examined: this run has nothing to judge by."
        : notLookedAt.isEmpty
          ? "Nothing needs attention by this rule." : "Nothing that was examined needs attention.",
      "Worse than at least two of a year before, England and the region; red against a target; or a month that is worse than "
        + "ordinary variation. The rule is the same in every pipeline. \(whatIsLookedAt)\(notLookedAt) Those with most "
        + "reasons first, then the largest change over the year.",
      place
    ) { mover in
      let row = mover.judged ?? mover.reading
      return
        "\(mover.measure.title): \(figure(row, mover.measure, place)), \(mover.reasons.joined(separator: "; "))\(origins(row, mover.measure, place))"
    }
      + section(
        "What got worse", "worse", worse,
        hasPast
          ? "No measure with an agreed direction got worse."
          : "This was not examined: no figure has an earlier one to compare with.", against, place
      ) {
        change($0, place)
      }
      + section(
        "What got better", "better", better,
        hasPast
          ? "No measure with an agreed direction got better."
          : "This was not examined: no figure has an earlier one to compare with.", against, place
      ) { change($0, place) }
  }

  /// A figure that no table of this run shows has no row to link to, and states its period.
  private func figure(_ row: DisclosedReading, _ measure: Measure, _ place: PagePlace) -> HTMLText {
    if pack.isShown(row.key) { return figureLink(row, measure, place) }
    return "\(figureText(row, measure)) (\(row.key.period.label))"
  }

  /// Which of two figures it is, and the other one.
  private func origins(_ row: DisclosedReading, _ measure: Measure, _ place: PagePlace) -> HTMLText {
    guard let words = pack.originWords(row.key) else { return "" }
    let other = otherOrigin(row, measure, pack, place).map { "; \($0)" as HTMLText } ?? ""
    return " <span class=\"unit\">(\(words)\(other))</span>"
  }

  private func change(_ mover: Mover, _ place: PagePlace) -> HTMLText {
    let change = mover.past.map { Wording.difference($0, unit: mover.measure.unit) } ?? ""
    let before = mover.past.map { "\($0.value.text) in \($0.period)" } ?? ""
    return
      "\(mover.measure.title): \(figureLink(mover.reading, mover.measure, place)), \(change) from \(before)\(origins(mover.reading, mover.measure, place))"
  }

  /// How many entries of a list are in sight before its summary is opened.
  static let inSight = 8

  private func section(
    _ title: String, _ id: String, _ movers: [Mover], _ nothing: String, _ how: String, _ place: PagePlace,
    _ item: (Mover) -> HTMLText
  ) -> HTMLText {
    func list(_ movers: some Sequence<Mover>) -> HTMLText {
      "<ul class=\"figures\">\n\(movers.map { "<li>\(item($0))</li>" as HTMLText }.joined(separator: "\n"))\n</ul>\n"
    }
    let count = movers.isEmpty ? "" : " (\(movers.count))"
    var body: HTMLText = movers.isEmpty ? "<p>\(nothing)</p>\n" : list(movers.prefix(Self.inSight))
    let rest = movers.dropFirst(Self.inSight)
    if !rest.isEmpty {
      let words = rest.count == 1 ? "The other one" : "The other \(rest.count)"
      body +=
        "<details><summary>\(words)<span class=\"hide\"> under \(title.lowercased())</span></summary>\(list(rest))</details>\n"
    }
    return "\(place.heading(2, "\(title)\(count)", id: id))<p class=\"unit\">\(how)</p>\n\(body)"
  }
}
