import AggregateStage
package import Artefacts
import Declarations
package import Findings
import Tables

/// The extracts that are not counted, because too little of them could be read.
///
/// A dataset of several files lacks cases once one of them is refused, so all its figures are withheld.
package struct RefusedExtracts {
  /// FILE-019 for each file with too large a share of refused records.
  private(set) var findings: [Finding] = []
  /// By dataset, why nothing is counted from it, in words without a count.
  package private(set) var reasons: [String: String] = [:]

  /// No extract is refused.
  init() {}

  package init(
    of validated: Validated, _ ingested: Ingested, limits: CompletenessLimits, titles: [String: String]
  ) {
    var refused = Set(ingested.readings.filter(\.isRefused).map(\.dataset))
    for table in validated.tables {
      let shares = table.recordsBySource
      for (source, share) in shares.enumerated()
      where share.refused * 100 > limits.refusedPercent * share.all {
        refused.insert(table.table.dataset)
        findings.append(
          Finding(
            "FILE-019", effect: .refusesFile,
            "more than \(limits.refusedPercent)% of the file's records are refused, so nothing is counted from it",
            hint: "correct what the findings about its records say, and run again",
            location: Location(path: table.table.sources[source])))
      }
    }
    for dataset in refused {
      let files = ingested.sources.count { $0.dataset == dataset }
      let title = titles[dataset] ?? dataset
      reasons[dataset] =
        files > 1 ? "a file of the extract of \(title) was refused" : "the extract of \(title) was refused"
    }
  }
}

extension ValidatedTable {
  /// For each file, its number of records and of refused records.
  fileprivate var recordsBySource: [(all: Int, refused: Int)] {
    var out = [(all: Int, refused: Int)](repeating: (0, 0), count: table.sources.count)
    for (batch, rows) in zip(table.batches, accepted) {
      out[batch.source].all += batch.rowCount
      out[batch.source].refused += rows.count { $0 == 0 }
    }
    return out
  }
}

extension Validated {
  /// Adds findings about files.
  package func adding(_ findings: [Finding]) -> Validated {
    var out = self
    out.findings += findings
    return out
  }

  /// Removes the tables of datasets that are not counted. Their findings stay.
  package func counting(without refused: RefusedExtracts) -> Validated {
    var out = self
    out.tables.removeAll { refused.reasons[$0.table.dataset] != nil }
    return out
  }
}
