package import Artefacts
import Statistics

extension Benchmarked {
  /// With the readings that statuses are told from, so that what is hidden is chosen over all that is printed.
  package func adding(_ statuses: [MeasureStatus]) -> Benchmarked {
    var out = self
    var known = Set(readings.map(\.reading.key))
    for judged in statuses.flatMap(\.judged) where known.insert(judged.reading.key).inserted {
      out.readings.append(BenchmarkedReading(reading: judged.reading, comparisons: []))
    }
    return out
  }
}

extension Disclosed {
  /// The statuses with their figures as disclosed, and the readings without those that only statuses needed.
  ///
  /// A status tells on which side of a target a figure lies, so it is hidden with its figure.
  /// - Parameter shown: the readings that tables of readings are of.
  package func showing(_ statuses: [MeasureStatus], beside shown: Benchmarked) -> Disclosed {
    var out = self
    let figures = Dictionary(readings.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    func disclosed(_ judged: JudgedReading) -> DisclosedJudgement {
      guard let value = figures[judged.reading.key] else {
        preconditionFailure("a status of a reading that was never disclosed")
      }
      let isKeptIn = value.number == nil && judged.reading.missing == nil
      return DisclosedJudgement(
        period: judged.reading.key.period, value: value, target: judged.target,
        status: isKeptIn && judged.status.isRating ? nil : judged.status, rule: judged.rule,
        usesDefaultRule: judged.usesDefaultRule)
    }
    out.statuses = statuses.map { status in
      DisclosedStatus(
        status: status.words, series: status.series.map(disclosed),
        yearToDate: status.yearToDate.map(disclosed),
        yearToDateBefore: status.yearToDateBefore.map(disclosed))
    }
    let keys = Set(shown.readings.map(\.reading.key))
    out.readings = readings.filter { keys.contains($0.key) }
    return out
  }
}

extension MeasureStatus {
  /// Every reading of the row.
  fileprivate var judged: [JudgedReading] { series + [yearToDate, yearToDateBefore].compactMap(\.self) }
}
