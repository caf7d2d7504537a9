import Declarations
import Periods
import Statistics

/// Works out what frameworks declare as derived from published counts.
///
/// A count is a code's whole outcome; a sum of codes or of councils is made only where every one of them is published.
struct DerivedComparators {
  let catalogue: Catalogue
  let areas: Areas
  let populations: Populations
  /// Counts by framework and code, then area and year.
  private var counts: [Code: [AreaYear: RoundedCount]] = [:]

  private struct Code: Hashable {
    var framework: String
    var code: String
  }
  struct AreaYear: Hashable {
    var area: String
    var year: FinancialYear
  }

  /// A published whole number, and how far off rounding may have put it.
  ///
  /// `doubt` is in halves, so that a count rounded to 5 is off by at most 5 halves.
  struct RoundedCount {
    var value: Int
    var doubt: Int
    var comparators: String
    /// How many councils it is a sum of.
    var councils = 1

    /// Nil where the sum is no longer a number that we can hold.
    static func + (one: RoundedCount, other: RoundedCount) -> RoundedCount? {
      let value = one.value.addingReportingOverflow(other.value)
      let doubt = one.doubt.addingReportingOverflow(other.doubt)
      return value.overflow || doubt.overflow
        ? nil
        : RoundedCount(
          value: value.partialValue, doubt: doubt.partialValue, comparators: one.comparators,
          councils: max(one.councils, other.councils))
    }
  }

  init(
    _ publications: [(figures: PublishedFigures, note: ComparatorsNote)], _ catalogue: Catalogue,
    _ areas: Areas,
    _ populations: Populations
  ) {
    (self.catalogue, self.areas, self.populations) = (catalogue, areas, populations)
    var wanted: Set<Code> = []
    for framework in catalogue.frameworks.all.map(\.value) {
      for derivation in framework.derived ?? [] {
        for code in derivation.numerator + (derivation.denominator ?? []) {
          wanted.insert(Code(framework: framework.framework.value, code: code.value))
        }
      }
    }
    for (figures, note) in publications {
      let framework = note.framework.value
      guard wanted.contains(where: { $0.framework == framework }) else { continue }
      for figure in figures.all {
        let code = Code(framework: framework, code: figure.measureCode)
        guard wanted.contains(code), let number = figure.outcome.number, number.places == 0, number.units >= 0
        else { continue }
        let place = AreaYear(
          area: areas.newestCodes[figure.areaCode] ?? figure.areaCode, year: figure.timePeriod)
        counts[code, default: [:]][place] = RoundedCount(
          value: number.units, doubt: note.roundedTo ?? 0, comparators: note.comparators.value)
      }
    }
  }

  /// The derived figures by measure, in the order of frameworks and of their declarations.
  var figures: [String: [ComparatorFigure]] {
    var out: [String: [ComparatorFigure]] = [:]
    for framework in catalogue.frameworks.all.map(\.value) {
      for derivation in framework.derived ?? [] {
        guard let measure = catalogue.measure(derivation.measure.value) else { continue }
        let found = derived(derivation, measure, in: framework.framework.value)
        out[measure.measure.value, default: []] += found
      }
    }
    return out
  }

  private func derived(
    _ derivation: Framework.Derivation, _ measure: Measure, in framework: String
  ) -> [ComparatorFigure] {
    let numerators = sums(of: derivation.numerator, in: framework, derivation)
    let denominators = derivation.denominator.map { sums(of: $0, in: framework, derivation) }
    let places = numerators.keys.sorted { ($0.area, $0.year) < ($1.area, $1.year) }
    return places.compactMap { place in
      guard let top = numerators[place], let area = areas.current(place.area) else { return nil }
      let bottom: (count: RoundedCount, words: String)
      if let denominators {
        guard let count = denominators[place] else { return nil }
        bottom = (count, "of \(grouped(count.value))")
      } else {
        guard let people = population(of: derivation, place) else { return nil }
        let count = RoundedCount(value: people.value, doubt: 0, comparators: top.comparators)
        bottom = (count, "over \(grouped(people.value)) people of \(people.date)")
      }
      let multiplier = measure.multiplier
      let least = Fraction(max(0, 2 * top.value - top.doubt), 2 * bottom.count.value + bottom.count.doubt)
      let most = Fraction(2 * top.value + top.doubt, max(0, 2 * bottom.count.value - bottom.count.doubt))
      let value = Fraction(top.value, bottom.count.value)
      guard let outcome = value.rounded(to: measure.decimals, times: multiplier),
        let low = least.rounded(to: measure.decimals, times: multiplier),
        let high = most.rounded(to: measure.decimals, times: multiplier)
      else { return nil }
      var figure = ComparatorFigure(
        measure: measure.measure.value, area: area.code, areaName: area.name, year: place.year,
        outcome: outcome, missing: nil, numerator: top.value, denominator: bottom.count.value,
        comparators: top.comparators)
      let councils = top.councils > 1 ? ", \(top.councils) councils together" : ""
      figure.derived = DerivedValue(
        least: low, most: high, counts: "\(grouped(top.value)) \(bottom.words)\(councils)")
      return figure
    }
  }

  /// The sum of some codes wherever all of them are published, or all councils' are.
  private func sums(
    of codes: [Located<String>], in framework: String, _ derivation: Framework.Derivation
  ) -> [AreaYear: RoundedCount] {
    let parts = codes.map { code in
      let published = counts[Code(framework: framework, code: code.value)] ?? [:]
      return withSums(published, ofAll: derivation.sumsCouncils == true)
    }
    guard let first = parts.first else { return [:] }
    return parts.dropFirst().reduce(first) { sum, part in
      var both: [AreaYear: RoundedCount] = [:]
      for (place, count) in sum {
        if let other = part[place], let total = count + other { both[place] = total }
      }
      return both
    }
  }

  /// With the sums of areas that are made of councils, where each of these has a count and the area has none.
  ///
  /// - Parameter ofAll: whether regions and England are summed too, which publications usually give.
  private func withSums(_ published: [AreaYear: RoundedCount], ofAll: Bool) -> [AreaYear: RoundedCount] {
    var out = published
    for year in Set(published.keys.map(\.year)) {
      // A publisher's types of council are not quite those that codes show.
      let levels: Set<Area.Level> =
        ofAll ? [.national, .regional, .group, .localAuthority] : [.group, .localAuthority]
      for area in areas.all where levels.contains(area.level) {
        let place = AreaYear(area: area.code, year: year)
        guard out[place] == nil, let members = areas.members(of: area, on: year.end) else { continue }
        let found = members.compactMap { council in
          published[AreaYear(area: areas.newestCodes[council.code] ?? council.code, year: year)]
        }
        guard let first = found.first, found.count == members.count else { continue }
        out[place] = found.dropFirst().reduce(Optional(first)) { sum, next in sum.flatMap { $0 + next } }
        out[place]?.councils = members.count
      }
    }
    return out
  }

  private func population(
    of derivation: Framework.Derivation, _ place: AreaYear
  ) -> (value: Int, date: String)? {
    guard let id = derivation.population?.value else { return nil }
    let declared = derivation.populationYears?.first { $0.year.value == place.year.description }
    let date = declared?.referenceDate.value ?? "mid-\(place.year.startYear)"
    let figure = areas.codes(of: place.area).lazy.compactMap { code in
      populations.all(id, area: code).first { $0.referenceDate == date }
    }.first
    guard let people = figure?.value.number?.units, people > 0 else { return nil }
    return (people, date)
  }

  private func grouped(_ number: Int) -> String { FixedPoint(units: number, places: 0).grouped }
}
