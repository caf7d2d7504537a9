import Artefacts
import Declarations
import Periods
import Statistics

/// The councils' published figures of one measure and year.
struct CouncilField {
  struct Key: Hashable {
    var measure: String
    var year: FinancialYear
  }
  struct Entry {
    var area: Area
    var figure: ComparatorFigure
  }

  /// In the order of the areas table.
  let entries: [Entry]
  /// How many councils there were.
  let councils: Int

  init(of measure: Measure, in year: FinancialYear, _ plan: ComparisonPlan) {
    let existing = plan.councils.existing(in: year)
    councils = existing.count
    entries = existing.compactMap { area in
      plan.published.figure(of: measure.measure.value, area: area.code, year: year)
        .map { Entry(area: area, figure: $0) }
    }
  }

  /// Codes of the councils that published a value.
  var publishing: Set<String> { Set(entries.filter { $0.figure.outcome != nil }.map(\.area.code)) }

  func deviations(from benchmark: FixedPoint, _ measure: Measure) -> [Deviation] {
    entries.compactMap {
      Deviation(
        of: measure, counts: ($0.figure.numerator, $0.figure.denominator), value: $0.figure.outcome,
        margin: $0.figure.margin, from: benchmark)
    }
  }
}

extension Comparing {
  /// Our rank among the councils of a published year: the reading's own year, or the latest with our figure.
  mutating func place(of ours: OurFigure) -> Place? {
    let id = ours.measure.measure.value
    let latest = min(ours.year, plan.latestYear ?? ours.year)
    let isYear = ours.published != nil
    guard let year = isYear ? ours.year : plan.published.latest(of: id, area: plan.own, upTo: latest)?.year
    else { return nil }
    let field = field(of: ours.measure, in: year)
    let mine =
      isYear
      ? ours.value : plan.published.figure(of: id, area: plan.own, year: year)?.outcome
    guard let mine = mine?.rounded(to: ours.measure.decimals) else { return nil }
    let others = field.entries.filter { !plan.councils.isSame($0.area.code, plan.own) }
      .compactMap { $0.figure.outcome?.rounded(to: ours.measure.decimals)?.units }
    // A place among a few is a place among those who happened to be keyed.
    guard others.count >= 20 else { return nil }
    let order = Ranking.Order(bestFirst: ours.measure.agreed)
    let ranking = Ranking([mine.units] + others, order)
    guard let place = ranking.places.first ?? nil else { return nil }
    return Place(
      place: place, sharing: 1 + others.count { $0 == mine.units }, of: ranking.count,
      quartile: ranking.quantiles(4)?.first ?? nil, order: order, year: year.description)
  }

  /// Compares our figure with one that came in for a whole group.
  private mutating func comparison(
    of ours: OurFigure, with group: ComparisonGroup, as figure: ComparatorFigure
  ) -> Comparison {
    var pair = Gate.Pair(
      measure: ours.measure, ours: ours.side,
      theirs: LikeForLike.Side(
        period: figure.year.description, isProvisional: false, standing: .submitted,
        publication: figure.comparators))
    pair.year = figure.year
    pair.isPartYear = ours.coversPartOfYear
    pair.isOtherYear = ours.year != figure.year && ours.reading.key.period.kind == .financialYear
    let likeness = gate.judge(pair)
    let isRefused = likeness.decision == .refused
    let value = figure.outcome?.rounded(to: ours.measure.decimals)
    var made = Comparison(
      against: .group(id: group.id, name: group.name), period: figure.year.description, value: value,
      missing: value == nil ? figure.missing ?? .unavailable : nil,
      difference: isRefused ? nil : Difference(ours, from: value, places: 0)?.value,
      isRelative: ours.measure.change == .relativePercent, notes: notes(likeness, on: ours),
      likeness: likeness)
    if !isRefused, ours.value != nil { judge(&made, ours, against: value) }
    return made
  }

  /// Compares our figure with a group of councils; nil where none of them has published.
  mutating func groupComparison(of ours: OurFigure, with group: ComparisonGroup) -> Comparison? {
    let id = ours.measure.measure.value
    let latest = min(ours.year, plan.latestYear ?? ours.year)
    if let whole = plan.published.latest(of: id, area: group.id, upTo: latest) {
      return comparison(of: ours, with: group, as: whole)
    }
    let members = group.councils.filter { !plan.councils.isSame($0, plan.own) }
    let years = members.compactMap { plan.published.latest(of: id, area: $0, upTo: latest)?.year }
    guard let year = years.max() else { return nil }
    let figures = members.map { plan.published.figure(of: id, area: $0, year: year) }
    let summary = PeerSummary(
      of: figures.map { figure in
        let counts = figure?.numerator.flatMap { n in figure?.denominator.map { Fraction(n, $0) } }
        return PeerSummary.Peer(value: figure?.outcome, parts: counts)
      })
    let places = ours.measure.decimals
    // A total of some of those that have a value would stand for a group that it is not.
    let isWhole = summary.withParts == summary.withValue && summary.withParts > 0
    let together = isWhole ? summary.aggregate?.rounded(to: places, times: ours.measure.multiplier) : nil
    let median = summary.quartiles?.median.rounded(to: places)
    let note = figures.compactMap(\.self).first.flatMap { plan.publications[$0.comparators] }
    var pair = Gate.Pair(
      measure: ours.measure, ours: ours.side,
      theirs: LikeForLike.Side(
        period: year.description, vintage: note.map { plan.vintages.vintage(of: id, in: $0.framework.value) },
        isProvisional: note?.status == .provisional, standing: note == nil ? .submitted : .officialStatistics,
        publication: note?.comparators.value))
    pair.framework = note?.framework.value
    pair.year = year
    pair.isPartYear = ours.coversPartOfYear
    pair.isOtherYear = ours.year != year && ours.reading.key.period.kind == .financialYear
    if let value = together ?? median, figures.contains(where: { $0?.derived != nil }) {
      pair.derived = DerivedValue(
        least: value, most: value, counts: "the counts of \(summary.withValue) councils")
    }
    pair.councils = members.count
    pair.missingCouncils = members.count - summary.withValue
    if ours.published != nil {
      pair.breaks = plan.vintages.redefinitions(of: id, between: year, and: ours.year)
    }
    let likeness = gate.judge(pair)
    let isRefused = likeness.decision == .refused
    let value = together ?? median
    let difference = isRefused ? nil : Difference(ours, from: value, places: 0)
    var made = Comparison(
      against: .group(id: group.id, name: group.name), period: year.description, value: value,
      missing: value == nil ? .unavailable : nil, difference: difference?.value,
      isRelative: ours.measure.change == .relativePercent, notes: notes(likeness, on: ours),
      likeness: likeness,
      group: GroupSummary(
        councils: members.count, withValue: summary.withValue, withCounts: summary.withParts,
        aggregate: together, lowerQuartile: summary.quartiles?.lower.rounded(to: places), median: median,
        upperQuartile: summary.quartiles?.upper.rounded(to: places), source: group.source))
    if !isRefused, ours.value != nil { judge(&made, ours, against: value) }
    return made
  }
}

extension Comparison {
  /// The other's value alone: numbers of cases say nothing beside those of places of other sizes.
  var asValueOnly: Comparison {
    var out = self
    (out.difference, out.standing, out.z) = (nil, nil, nil)
    return out
  }
}
