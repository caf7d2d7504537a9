import Artefacts
import Declarations
import Periods
import Statistics

/// Process charts from the values as they are printed: a hidden month is a gap, and its limits give nothing away.
func series(
  of results: Benchmarked, _ printing: Printing, hidden: Set<Reading.Key>, measures: [String: Measure]
) -> [ProcessSeries] {
  guard !results.trends.isEmpty else { return [] }
  let readings = Dictionary(
    (results.readings.map(\.reading) + results.past).map { ($0.key, $0) },
    uniquingKeysWith: { first, _ in first })
  return results.trends.compactMap { trend in
    let counted = trend.readings.compactMap { readings[$0] }
    guard let measure = measures[trend.measure], counted.contains(where: { $0.missing == nil }) else {
      return nil
    }
    let figures = counted.map { printing.value(of: $0, measure, isHidden: hidden.contains($0.key)) }
    let chart = ProcessChart(
      figures.map(\.charted), restarts: trend.restarts, polarity: trend.polarity)
    let points = zip(counted, figures).enumerated().map { index, pair in
      ProcessSeries.Point(
        period: pair.0.key.period, value: pair.1, signal: chart.points[index].signal,
        variation: chart.variation(at: index))
    }
    return ProcessSeries(
      measure: trend.measure, points: points, phases: chart.phases, screening: chart.options.screening,
      target: trend.target, assurance: trend.target.flatMap { chart.assurance(of: $0.double) })
  }
}

extension Figure {
  fileprivate var charted: ProcessChart.Reading {
    switch state {
    case .number(let value): .value(value.double)
    case .missing(.nothingToMeasure): .nothingToMeasure
    case .low, .missing: .missing
    }
  }
}
