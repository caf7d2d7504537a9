import AggregateStage
package import Artefacts
import Declarations
package import Findings
import Tables

/// The extracts that nothing is counted from, because too little of them could be read.
///
/// A dataset of several files lacks cases as soon as one of its files is refused, so that none of its figures stands.
package struct RefusedExtracts {
  /// FILE-019, one for each file of which too large a share of the records is refused.
  private(set) var findings: [Finding] = []
  /// By dataset, why nothing is counted from it, in words without a count.
  package private(set) var reasons: [String: String] = [:]

  /// None is refused.
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
            "more than \(limits.refusedPercent)% of the file's records are refused, so that nothing is counted from it",
            hint: "mend what the findings about its records say, and run again",
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
  /// For each file, how many records it has and how many of them are refused.
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
  /// With findings about files.
  package func adding(_ findings: [Finding]) -> Validated {
    var out = self
    out.findings += findings
    return out
  }

  /// Without the tables of datasets that nothing is counted from; what is found in them stays in the findings.
  package func counting(without refused: RefusedExtracts) -> Validated {
    var out = self
    out.tables.removeAll { refused.reasons[$0.table.dataset] != nil }
    return out
  }
}
