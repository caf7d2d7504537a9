package import Artefacts
package import Declarations
package import Periods
package import Statistics

/// The distribution of councils over a measure, in the latest year with any, as printable figures.
///
/// - Parameter latest: the latest year to use.
/// - Returns: nil where no council's figure was published.
package func disclosePublished(
  _ measure: Measure, of councils: [Area], in series: ComparatorSeries, upTo latest: FinancialYear,
  under policy: DisclosurePolicy
) -> PublishedDistribution? {
  let id = measure.measure.value
  let figures = councils.compactMap { series.latest(of: id, area: $0.code, upTo: latest) }
  guard let year = figures.filter({ $0.outcome != nil }).map(\.year).max() else { return nil }
  let current = figures.filter { $0.year == year }
  let shown = current.compactMap { figure -> PublishedDistribution.Council? in
    guard let value = figure.outcome?.rounded(to: measure.decimals) else { return nil }
    return .init(
      area: figure.area, name: figure.areaName, value: policy.published(value, missing: figure.missing))
  }
  return PublishedDistribution(
    measure: id, year: year.description, councils: shown.sorted { $0.area < $1.area },
    missing: current.count - shown.count)
}

/// An area's published values by year, oldest first, as printable figures.
package func disclosePublished(
  _ measure: Measure, of area: Area, in series: ComparatorSeries, upTo latest: FinancialYear,
  under policy: DisclosurePolicy
) -> PublishedTrend? {
  let figures = series.figures(of: measure.measure.value, area: area.code).filter { $0.year <= latest }
  guard figures.count > 1 else { return nil }
  return PublishedTrend(
    measure: measure.measure.value, area: area.code, areaName: area.name,
    points: figures.map {
      .init(
        year: $0.year.description,
        value: policy.published($0.outcome?.rounded(to: measure.decimals), missing: $0.missing))
    })
}
