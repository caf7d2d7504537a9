import Artefacts
import Declarations
import Periods
import Statistics

/// Process charts of printed values: a hidden month is a gap, and limits and signals reveal nothing.
func series(of trends: [Trend], _ counts: DisclosedCounts) -> [ProcessSeries] {
  trends.compactMap { trend in
    let rows = trend.readings.compactMap { counts.rows[$0] }
    guard
      rows.contains(where: { ![.unavailable, .notApplicable, .nothingToMeasure].contains($0.value.missing) })
    else { return nil }
    var options = ProcessChart.Options()
    options.method = trend.method
    let chart = ProcessChart(
      rows.map(\.value.charted), restarts: trend.restarts, polarity: trend.polarity, options: options)
    let points = rows.enumerated().map { index, row in
      ProcessSeries.Point(
        period: row.key.period, value: row.value, signal: chart.points[index].signal,
        variation: chart.variation(at: index))
    }
    var series = ProcessSeries(
      measure: trend.measure, points: points, phases: chart.phases, screening: chart.options.screening,
      method: trend.method,
      target: trend.target, assurance: trend.target.flatMap { chart.assurance(of: $0.double) })
    series.origin = rows.first?.key.origin ?? .counted
    return series
  }
}

extension Figure {
  fileprivate var missing: Missing? {
    if case .missing(let why) = state { why } else { nil }
  }

  fileprivate var charted: ProcessChart.Reading {
    switch state {
    case .number(let value): .value(value.double)
    case .missing(.nothingToMeasure): .nothingToMeasure
    case .low, .band, .missing: .missing
    }
  }
}
