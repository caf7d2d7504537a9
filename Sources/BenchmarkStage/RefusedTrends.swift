import Artefacts
import Findings
import Periods

/// One finding for every measure and break that kept its own past from being compared with it.
///
/// The note beside the figure is not enough: whoever reads the findings must see that a trend stops here.
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
