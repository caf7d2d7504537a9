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
  private let fewCases: Int

  init?(_ measure: Measure, _ pack: PackContents) {
    guard let reading = pack.headline(measure.measure.value) else { return nil }
    self.measure = measure
    self.reading = reading
    fewCases = pack.layout.phrases?.limits.smallDenominator ?? 30
    past = reading.yearBefore ?? reading.previousPeriod
    reasons = Self.reasons(reading, past, measure, pack)
  }

  /// Worse than two others at least, red against its target, or beyond its process limits the wrong way.
  private static func reasons(
    _ reading: DisclosedReading, _ past: DisclosedComparison?, _ measure: Measure, _ pack: PackContents
  ) -> [String] {
    let worse = ([past].compactMap(\.self) + reading.comparisons.filter(\.isWithArea))
      .filter { $0.verdict == .worse }
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

  /// Whether chance alone could have made the change; a number without an interval is not said to be chance.
  var isWithinChance: Bool { past?.standing?.side == .similar }

  /// Whether a few cases more or fewer would have made the change: a share, mean or median of few, or a small number.
  var isOfFew: Bool {
    switch measure.unit {
    case .percent: (reading.denominator.number?.units).map { $0 < fewCases } ?? false
    case .days, .weeks, .months, .score: (reading.denominator.number?.units).map { $0 < Self.few } ?? false
    case .count:
      max(reading.value.number?.approximate ?? 0, past?.value.number?.approximate ?? 0) < Double(Self.few)
    case .per100000: (reading.numerator.number?.units).map { $0 < Self.few } ?? false
    }
  }

  /// Below this a number of people says more about the people than about the service.
  static let few = 10

  /// 0 where the change stands, 1 where few cases made it, 2 where chance alone could have.
  private var doubt: Int { isWithinChance ? 2 : isOfFew ? 1 : 0 }

  /// The difference as a share of the larger of the two values, 0 to 1: the same up as down, and 1 from nothing.
  var size: Double {
    guard let now = reading.value.number?.approximate, let before = past?.value.number?.approximate else {
      return 0
    }
    let larger = max(abs(now), abs(before))
    return larger > 0 ? min(1, abs(now - before) / larger) : 0
  }

  /// Those with most reasons first, where they are asked for; then what is surest; then the largest change.
  ///
  /// Equals stay in the order of the tables.
  static func ranked(_ movers: [Mover], byReasons: Bool = false) -> [Mover] {
    movers.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      if byReasons, left.reasons.count != right.reasons.count {
        return left.reasons.count > right.reasons.count
      }
      if left.doubt != right.doubt { return left.doubt < right.doubt }
      if left.size != right.size { return left.size > right.size }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// Why the change is to be read with care; empty where it stands.
  var caution: String {
    switch doubt {
    case 0: ""
    case 1: "few cases"
    default: "chance alone could have made this"
    }
  }
}

/// The three lists of the overview, each with its first few in sight and the rest behind a summary.
struct OverviewLists {
  let attention: [Mover]
  /// What this pipeline has no means to look at, of all that could make a measure need attention.
  let notLookedAt: [String]
  /// Whether anything could be found to need attention at all.
  let couldNeedAttention: Bool
  /// Whether any figure has one of our own past to be better or worse than.
  let hasPast: Bool
  let worse: [Mover]
  let better: [Mover]

  init(_ pack: PackContents) {
    let movers = pack.shown.compactMap { Mover($0, pack) }
    let means = [
      (
        "a year before, England, the region and neighbours, of which no measure has two",
        movers.contains { mover in
          mover.reading.comparisons.count { $0.isWithArea } + (mover.past == nil ? 0 : 1) > 1
        }
      ),
      ("targets, of which this pipeline shows none", !pack.results.statuses.isEmpty),
      ("process limits, which this pipeline does not draw", !pack.results.series.isEmpty),
    ]
    notLookedAt = means.filter { !$0.1 }.map(\.0)
    couldNeedAttention = means.contains(where: \.1)
    hasPast = movers.contains { $0.past != nil }
    attention = Mover.ranked(movers.filter { !$0.reasons.isEmpty }, byReasons: true)
    worse = Mover.ranked(movers.filter { $0.past?.verdict == .worse })
    better = Mover.ranked(movers.filter { $0.past?.verdict == .better })
  }

  func sections(_ place: PagePlace) -> HTMLText {
    let against = """
      Against a year before where there is one, else against the period before. Largest first, as a share of the larger \
      of the two values; changes made by few cases, or that chance alone could have made, come after and say so.
      """
    return section(
      "Needs attention", "attention", attention,
      couldNeedAttention
        ? "Nothing needs attention by the rule below."
        : "This was not looked for: this pipeline has none of the means below.",
      "Worse than at least two of a year before, England, the region and neighbours; red against its target; or beyond its "
        + "process limits the wrong way. Those with most reasons first, then the largest change over the year."
        + (notLookedAt.isEmpty ? "" : " Not looked at here: \(notLookedAt.joined(separator: "; "))."),
      place
    ) { mover in
      let reasons = mover.reasons.joined(separator: "; ")
      return
        "\(mover.measure.title): \(figureLink(mover.reading, mover.measure, place)), \(reasons)\(doubtOfChange(mover))"
    }
      + section(
        "What got worse", "worse", worse,
        hasPast
          ? "No measure with an agreed direction got worse."
          : "This was not looked for: no figure has one of an earlier period beside it.", against, place
      ) {
        change($0, place)
      }
      + section(
        "What got better", "better", better,
        hasPast
          ? "No measure with an agreed direction got better."
          : "This was not looked for: no figure has one of an earlier period beside it.", against, place
      ) { change($0, place) }
  }

  private func change(_ mover: Mover, _ place: PagePlace) -> HTMLText {
    let change = mover.past.map { Wording.difference($0, unit: mover.measure.unit) } ?? ""
    let before = mover.past.map { "\($0.value.text) in \($0.period)" } ?? ""
    return
      "\(mover.measure.title): \(figureLink(mover.reading, mover.measure, place)), \(change) from \(before)\(caution(mover))"
  }

  /// The reasons stand by themselves; only the change over the year, which they are ranked by, can be in doubt.
  private func doubtOfChange(_ mover: Mover) -> HTMLText {
    mover.isWithinChance ? " <span class=\"unit\">(its change could be chance alone)</span>" : caution(mover)
  }

  private func caution(_ mover: Mover) -> HTMLText {
    mover.caution.isEmpty ? "" : " <span class=\"unit\">(\(mover.caution))</span>"
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
