import Artefacts
import Declarations
import EvidenceStage
import Periods
import Statistics
import Tables

/// The numbers of the cases behind each median, mean, percentile, maximum and sum, so that councils can be pooled.
///
/// Only a run whose policy prints exact counts has the file: each number is a count of few people.
package enum NumbersFile {
  package static let path = "numbers.csv"
  package static let header = ["measure", "period_kind", "period_start", "period_end", "numbers"]

  static func file(_ counts: DisclosedCounts, in trees: Trees) -> EvidencePack.File {
    var csv = CSVWriter(header: header)
    for reading in counts.aggregated.readings where reading.missing == nil {
      let key = reading.key
      guard key.category == nil, let numbers = counts.aggregated.numbers[key] else { continue }
      csv.row([
        key.measure, key.period.kind.rawValue, key.period.start.description, key.period.end.description,
        numbers.description,
      ])
    }
    return EvidencePack.File(exact: path, bytes: csv.bytes, in: trees)
  }
}
