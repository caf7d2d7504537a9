import Artefacts
import Declarations
import Periods
import Statistics

extension Comparing {
  /// Compares our figure with an area's latest published one; nil where none was ever published.
  mutating func areaComparison(of ours: OurFigure, with area: Area) -> Comparison? {
    let id = ours.measure.measure.value
    let latest = min(ours.year, plan.latestYear ?? ours.year)
    guard let figure = plan.published.latest(of: id, area: area.code, upTo: latest) else {
      return refusedForItsCode(ours, area, upTo: latest)
    }
    let pair = pair(of: ours, with: figure, area)
    let likeness = gate.judge(pair)
    let isRefused = likeness.decision == .refused
    let value = figure.outcome?.rounded(to: ours.measure.decimals)
    let difference = isRefused ? nil : Difference(ours, from: value, places: 0)
    var made = Comparison(
      against: .area(code: area.code, name: area.name), period: figure.year.description, value: value,
      missing: value == nil ? figure.missing ?? .unavailable : nil, difference: difference?.value,
      isRelative: ours.measure.change == .relativePercent, notes: notes(likeness, on: ours),
      likeness: likeness)
    if !isRefused, let value, ours.value != nil {
      if area.level == .national { made.z = score(of: ours, against: value, in: figure.year) }
      judge(&made, ours, against: value, derived: figure.derived)
    }
    return made
  }

  /// Omits the comparison without a note where we have no figure.
  func notes(_ likeness: LikeForLike, on ours: OurFigure) -> [String] {
    ours.value == nil && likeness.decision != .refused ? [] : likeness.reasons.map(\.text)
  }

  private mutating func pair(of ours: OurFigure, with figure: ComparatorFigure, _ area: Area) -> Gate.Pair {
    let id = ours.measure.measure.value
    let note = plan.publications[figure.comparators]
    var pair = Gate.Pair(
      measure: ours.measure, ours: ours.side,
      theirs: LikeForLike.Side(
        period: figure.year.description,
        vintage: note.map { plan.vintages.vintage(of: id, in: $0.framework.value) },
        isProvisional: note?.status == .provisional, standing: note == nil ? .submitted : .officialStatistics,
        publication: figure.comparators))
    pair.framework = note?.framework.value
    pair.year = figure.year
    pair.isProvisionalPublication = note?.status == .provisional
    pair.derived = figure.derived
    pair.isPartYear = ours.coversPartOfYear
    pair.isOtherYear = ours.year != figure.year && ours.reading.key.period.kind == .financialYear
    pair.breaks =
      ours.published == nil ? [] : plan.vintages.redefinitions(of: id, between: figure.year, and: ours.year)
    if let members = plan.councils.members(of: area, in: figure.year) {
      let published = field(of: ours.measure, in: figure.year).publishing
      // Keyed series have no councils but perhaps ours, which says nothing about who is missing.
      if published.contains(where: { !plan.councils.isSame($0, plan.own) }) {
        pair.councils = members.count
        pair.missingCouncils = members.count { !published.contains($0) }
      }
    }
    return pair
  }

  /// Reports a comparison that the shared code suggests but the definitions forbid.
  private func refusedForItsCode(_ ours: OurFigure, _ area: Area, upTo year: FinancialYear) -> Comparison? {
    guard
      let reason = formerMeaning(of: ours.measure.measure.value, area: area.code, year: year)
    else { return nil }
    var pair = Gate.Pair(
      measure: ours.measure, ours: ours.side,
      theirs: LikeForLike.Side(
        period: year.description, isProvisional: false, standing: .officialStatistics))
    pair.breaks = [reason]
    let likeness = gate.judge(pair)
    guard likeness.decision == .refused else { return nil }
    return Comparison(
      against: .area(code: area.code, name: area.name), period: year.description, value: nil,
      missing: .notApplicable, isRelative: ours.measure.change == .relativePercent,
      notes: likeness.reasons.map(\.text), likeness: likeness)
  }

  private mutating func score(
    of ours: OurFigure, against benchmark: FixedPoint, in year: FinancialYear
  ) -> ZScore? {
    guard let deviation = ours.deviation(from: benchmark) else { return nil }
    let field = field(of: ours.measure, in: year)
    let deviations = field.deviations(from: benchmark, ours.measure)
    // Over a handful of areas the tenth percentiles are the ends themselves, and nothing is learnt.
    let dispersion = deviations.count < 20 ? nil : Dispersion(of: deviations)
    let z = deviation.z()
    let adjusted = dispersion.map { deviation.z(allowingFor: $0) }
    let band = plan.bands.band(of: adjusted ?? z, polarity: ours.measure.agreed)
    guard let printed = FixedPoint(nearest: z, places: 2) else { return nil }
    return ZScore(
      unadjusted: printed, adjusted: adjusted.flatMap { FixedPoint(nearest: $0, places: 2) },
      areas: deviations.count, band: band, phrase: band.flatMap { plan.phrases[$0] })
  }
}
