import Artefacts
import Findings
import Periods

/// Reports each measure whose earlier values cannot be compared, once for each break in its series.
///
/// A note beside the figure is not enough: the findings must say that a trend ends here.
func refusedTrends(in rows: [BenchmarkedReading]) -> [Finding] {
  var said: Set<String> = []
  var findings: [Finding] = []
  for row in rows where row.reading.key.category == nil {
    for comparison in row.comparisons {
      guard comparison.reading != nil, let likeness = comparison.likeness, likeness.decision == .refused,
        let reason = likeness.reasons.last?.text
      else { continue }
      let message =
        "'\(row.reading.key.measure)' of \(row.reading.key.period.label) is not compared with \(comparison.period): "
        + reason
      guard said.insert(message).inserted else { continue }
      findings.append(
        Finding(
          "BMK-010", severity: .note, effect: .reports, message,
          hint: "read the two as separate series; see caretally framework for what changed"))
    }
  }
  return findings
}
