import Artefacts
import Declarations
import Periods
import Statistics

/// A measure's headline with what speaks for or against it; the overview's lists are made and ranked from these.
struct Mover {
  let measure: Measure
  let reading: DisclosedReading
  /// The year before where there is one, else the period before.
  let past: DisclosedComparison?
  /// Why it needs attention, each a reason of its own; empty where it does not.
  let reasons: [String]
  init?(_ measure: Measure, _ pack: PackContents) {
    guard let reading = pack.headline(measure.measure.value) else { return nil }
    self.measure = measure
    self.reading = reading
    past = reading.yearBefore ?? reading.previousPeriod
    reasons = Self.reasons(reading, past, measure, pack)
  }

  /// The one rule of what needs attention, the same in every pipeline: worse, by the declared test, than at least two of a
  /// year before, England and the region; red against a target; or a month that is worse than ordinary variation.
  private static func reasons(
    _ reading: DisclosedReading, _ past: DisclosedComparison?, _ measure: Measure, _ pack: PackContents
  ) -> [String] {
    // Neighbours are left out: only some pipelines name them.
    let areas = reading.comparisons.filter { if case .area = $0.against { true } else { false } }
    let worse = ([past].compactMap(\.self) + areas).filter { $0.verdict == .worse }
    var out: [String] = []
    if worse.count > 1 {
      let names = worse.map { "\($0.against.name) (\($0.value.text), \($0.period))" }
      out.append("worse than \(list(names))")
    }
    let id = measure.measure.value
    for row in pack.results.statuses where row.status.measure == id && row.current.status == .red {
      let judged = row.current
      let suffix = judged.value.number == nil ? "" : Wording.suffix(measure.unit)
      out.append(
        "red in \(judged.period.label): \(judged.value.text)\(suffix) against a target of \(judged.target ?? "[x]")"
      )
    }
    if let point = pack.results.series.first(where: { $0.measure == id })?.points.last,
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

  /// The difference as a share of the larger of the two values, 0 to 1: the same up as down, and 1 from nothing.
  var size: Double {
    guard let now = reading.value.number?.approximate, let before = past?.value.number?.approximate else {
      return 0
    }
    let larger = max(abs(now), abs(before))
    return larger > 0 ? min(1, abs(now - before) / larger) : 0
  }

  /// Those with most reasons first, where they are asked for; then the largest change.
  ///
  /// Equals stay in the order of the tables.
  static func ranked(_ movers: [Mover], byReasons: Bool = false) -> [Mover] {
    movers.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if byReasons, left.reasons.count != right.reasons.count {
        return left.reasons.count > right.reasons.count
      }
      if left.size != right.size { return left.size > right.size }
      return a.offset < b.offset
    }.map(\.element)
  }
}

/// The three lists of the overview, each with its first few in sight and the rest behind a summary.
struct OverviewLists {
  let attention: [Mover]
  /// What of the rule this run has nothing to judge by, and why.
  let notLookedAt: String
  let worse: [Mover]
  let better: [Mover]

  init(_ pack: PackContents) {
    let movers = pack.shown.compactMap { Mover($0, pack) }
    notLookedAt = [
      pack.results.statuses.isEmpty
        ? " Targets were not looked at: no measure of this run is judged by one." : "",
      pack.results.series.isEmpty ? " Months were not looked at: this pipeline counts no months back." : "",
    ].joined()
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
      "Needs attention", "attention", attention, "Nothing needs attention by the rule below.",
      "Worse than at least two of a year before, England and the region; red against a target; or a month that is worse than "
        + "ordinary variation. The rule is the same in every pipeline.\(notLookedAt) Those with most reasons first, then the "
        + "largest change over the year.",
      place
    ) { mover in
      let reasons = mover.reasons.joined(separator: "; ")
      return
        "\(mover.measure.title): \(figureLink(mover.reading, mover.measure, place)), \(reasons)"
    }
      + section(
        "What got worse", "worse", worse, "No measure with an agreed direction got worse.", against, place
      ) {
        change($0, place)
      }
      + section(
        "What got better", "better", better, "No measure with an agreed direction got better.", against, place
      ) { change($0, place) }
  }

  private func change(_ mover: Mover, _ place: PagePlace) -> HTMLText {
    let change = mover.past.map { Wording.difference($0, unit: mover.measure.unit) } ?? ""
    let before = mover.past.map { "\($0.value.text) in \($0.period)" } ?? ""
    return
      "\(mover.measure.title): \(figureLink(mover.reading, mover.measure, place)), \(change) from \(before)"
  }

  /// How many of a list are in sight before its summary is opened.
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
