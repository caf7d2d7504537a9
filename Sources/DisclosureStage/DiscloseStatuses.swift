package import Artefacts
import Statistics

extension Disclosed {
  /// With the statuses that the printed readings have, each beside its figure as it prints.
  package func showing(_ statuses: [MeasureStatus], of counts: DisclosedCounts) -> Disclosed {
    var out = self
    func disclosed(_ judged: JudgedReading) -> DisclosedJudgement {
      let key = judged.reading.key
      // A period that was not counted has no row: there is no value to print.
      let value =
        counts.rows[key]?.value
        ?? DisclosurePolicy(threshold: 0).published(nil, missing: judged.reading.missing)
      // That there is a value and what it stands at are hidden together.
      let isKeptIn =
        value.number == nil && (judged.reading.missing == .confidential || judged.status.isRating)
      return DisclosedJudgement(
        key: key, value: value, target: judged.target, status: isKeptIn ? nil : judged.status,
        rule: judged.rule, usesDefaultRule: judged.usesDefaultRule)
    }
    out.statuses = statuses.map { status in
      DisclosedStatus(
        status: status.words, series: status.series.map(disclosed),
        yearToDate: status.yearToDate.map(disclosed),
        yearToDateBefore: status.yearToDateBefore.map(disclosed))
    }
    return out
  }
}
