package import Artefacts
package import Declarations
import Statistics

extension Disclosed {
  /// Adds the statuses of the printed readings, each with its figure as printed.
  ///
  /// - Parameter measures: by id, for their units.
  package func showing(
    _ statuses: [MeasureStatus], of counts: DisclosedCounts, measures: [String: Measure] = [:]
  ) -> Disclosed {
    let units = measures.mapValues(\.unit)
    var out = self
    func disclosed(_ judged: JudgedReading) -> DisclosedJudgement {
      let key = judged.reading.key
      // A period that was not counted has no row, and so no value to print.
      let value =
        counts.rows[key]?.value
        ?? DisclosurePolicy(threshold: 0).published(nil, missing: judged.reading.missing)
      // The value and its status are hidden together.
      // A rating that came in without its figure says nothing of counts here.
      let isOfSource = judged.reading.value == nil && judged.reading.missing != .confidential
      let isKeptIn =
        value.number == nil
        && (judged.reading.missing == .confidential || judged.status.isRating && !isOfSource)
      var shown = DisclosedJudgement(
        key: key, value: value, target: judged.target, status: isKeptIn ? nil : judged.status,
        rule: judged.rule, usesDefaultRule: judged.usesDefaultRule)
      if judged.fewerThan != nil, value.number != nil, let row = counts.rows[key],
        let numerator = row.numerator, let denominator = row.denominator
      {
        shown.few = FewCases(numerator: numerator, denominator: denominator, isOurs: true)
        shown.isUnreliable = units[key.measure] == .percent && row.population == nil
      }
      return shown
    }
    out.statuses = statuses.map { status in
      var shown = DisclosedStatus(
        status: status.words, series: status.series.map(disclosed),
        yearToDate: status.yearToDate.map(disclosed),
        yearToDateBefore: status.yearToDateBefore.map(disclosed))
      shown.toDate = status.toDate.map(disclosed)
      return shown
    }
    return out
  }
}
