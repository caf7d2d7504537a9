package import Artefacts
package import Declarations
import Periods
package import Statistics

/// Lets through what a policy allows of readings held against targets.
///
/// A status tells on which side of a target a figure lies, so it is hidden with its figure.
/// - Parameter measures: by id, for units and decimals.
package func discloseStatuses(
  _ statuses: [MeasureStatus], under policy: DisclosurePolicy, measures: [String: Measure]
) -> [DisclosedStatus] {
  let all = statuses.flatMap { $0.series + [$0.yearToDate, $0.yearToDateBefore].compactMap(\.self) }
  let hidden = hiddenReadings(all.map(\.reading), under: policy)
  func disclosed(_ judged: JudgedReading) -> DisclosedJudgement {
    let reading = judged.reading
    let measure = measures[reading.key.measure]
    let isHidden = hidden.contains(reading.key)
    let value: Figure
    if measure?.unit == .count, reading.missing == nil, let count = reading.numerator {
      value = policy.count(count, isHidden: isHidden)
    } else {
      value = policy.outcome(
        reading.rounded(to: measure?.decimals ?? 0), missing: reading.missing, isHidden: isHidden)
    }
    let isKeptIn = value.number == nil && reading.missing == nil
    return DisclosedJudgement(
      period: reading.key.period, value: value, target: judged.target,
      status: isKeptIn && judged.status.isRating ? nil : judged.status, rule: judged.rule,
      usesDefaultRule: judged.usesDefaultRule)
  }
  return statuses.map { status in
    DisclosedStatus(
      status: status.words, series: status.series.map(disclosed),
      yearToDate: status.yearToDate.map(disclosed),
      yearToDateBefore: status.yearToDateBefore.map(disclosed))
  }
}
