package import Artefacts
import Periods
import Statistics
import Tables

/// Every count and value that a run prints, and nothing else, so that it can be audited later.
package let figuresPath = "figures.csv"
package let figuresHeader = figureColumns + [originColumn]
/// The first columns of every file of figures. The origin is the last.
package let figureColumns = [
  "area", "policy", "measure", "period_kind", "period_start", "period_end", "breakdown", "category", "value",
  "numerator", "denominator", "population",
]
package let originColumn = "origin"

/// One row for each figure printed in full, and for each earlier value in comparisons.
package func figuresFile(_ disclosed: Disclosed) -> EvidencePack.File {
  var csv = CSVWriter(header: figuresHeader, neutralisesFormulas: true)
  var written: Set<Reading.Key> = []
  written.reserveCapacity(
    disclosed.readings.reduce(0) { $0 + 1 + $1.comparisons.count }
      + disclosed.series.reduce(0) { $0 + $1.points.count })
  func add(
    _ key: Reading.Key, _ value: Figure, _ numerator: String, _ denominator: String, _ population: String
  ) {
    guard written.insert(key).inserted else { return }
    csv.row([
      disclosed.area, disclosed.policy, key.measure, key.period.kind.rawValue, key.period.start.description,
      key.period.end.description, key.category?.breakdown ?? "", key.category?.label ?? "", value.tidy,
      numerator, denominator, population, key.origin.rawValue,
    ])
  }
  let rows = disclosed.readings + (disclosed.attention?.readings ?? [])
  for row in rows {
    let isRate = row.population != nil
    add(
      row.key, row.value, row.numerator.tidy, isRate ? "" : row.denominator.tidy,
      isRate ? row.denominator.tidy : "")
  }
  for row in rows {
    for comparison in row.comparisons {
      guard let period = comparison.against.past(of: row.key.period) else { continue }
      var key = row.key
      key.period = period
      add(key, comparison.value, "", "", "")
    }
  }
  for series in disclosed.series + (disclosed.attention?.series ?? []) {
    for point in series.points {
      add(
        Reading.Key(measure: series.measure, period: point.period, origin: series.origin), point.value, "",
        "", "")
    }
  }
  for status in disclosed.statuses {
    for judged in status.series + [status.yearToDate, status.yearToDateBefore].compactMap(\.self)
      + status.toDate
    {
      add(judged.key, judged.value, "", "", "")
    }
  }
  for row in disclosed.further {
    add(row.key, row.value, row.numerator?.tidy ?? "", row.denominator?.tidy ?? "", "")
  }
  for entry in disclosed.waitingLists.flatMap(\.entries) { add(entry.key, entry.figure, "", "", "") }
  return EvidencePack.File(open: figuresPath, bytes: csv.bytes)
}

extension Comparison.Against {
  /// Our own period that a comparison with our past uses.
  fileprivate func past(of period: ReportingPeriod) -> ReportingPeriod? {
    switch self {
    case .previous: period.previous
    case .yearBefore: period.yearBefore
    case .area, .group, .target: nil
    }
  }
}
