package import Findings
import FoundationEssentials
package import Periods
package import Runs
import Tables

/// One figure of one published run.
package struct HistoryPoint: Sendable, Hashable {
  package var asOf: Day
  /// `counted` or `published`: two series, even of one measure.
  package var origin: String
  package var kind: ReportingPeriod.Kind
  package var period: String
  package var start: Day
  package var end: Day
  /// As in the run's tidy feed: a number, or a symbol where there is none or it is hidden.
  package var value: String
  package var numerator: String
  package var denominator: String
  /// A digest of the measure's declaration: points with different digests have different definitions.
  package var definition: String
  /// When the extract was taken, for a run over the past.
  package var extractDay: Day?
}

/// How many records of a dataset each run had, and how many were refused.
package struct QualityPoint: Sendable, Hashable {
  package var asOf: Day
  package var dataset: String
  package var records: Int
  package var refused: Int
  package var findings: Int
}

/// The published runs of a store, read in the order of their days.
package struct History: Sendable {
  package let runs: [RunRecord]

  /// - Parameter day: only runs before it, if given: those that a run of that day may use.
  package init(_ store: RunStore, before day: Day? = nil) throws(Finding) {
    var runs: [RunRecord] = []
    for run in store.days where day.map({ run < $0 }) ?? true { runs.append(try store.record(run)) }
    // Two councils are two histories.
    let codes = store.codes ?? Set(runs.suffix(1).map(\.area))
    if let other = runs.first(where: { !codes.contains($0.area) }) {
      throw Finding(
        "RUN-057", "the run '\(other.folder)' is of \(other.area), and other runs beside it are not",
        hint: "move the runs of \(other.area) to a folder of their own; see docs/operations")
    }
    self.runs = runs
  }

  /// All cases of a measure over one kind of period, run by run.
  ///
  /// - Throws: `RUN-012` where a run's feed cannot be read.
  package func figures(of measure: String, over kind: ReportingPeriod.Kind? = nil) throws(Finding)
    -> [HistoryPoint]
  {
    var out: [HistoryPoint] = []
    for run in runs {
      let path = "\(run.folder)/comparison.csv"
      guard let data = try PlainFile.bytesIfThere(path) else {
        throw Finding("RUN-012", "'\(path)' is gone", hint: "run that day again")
      }
      let table = try TextTable.read(data, path: path)
      let columns = [
        "measure", "period_kind", "period", "period_start", "period_end", "breakdown", "value", "numerator",
        "denominator",
      ].compactMap { table.column($0) }
      // Feeds of earlier versions do not have it.
      let origin = table.column("origin")
      guard columns.count == 9 else {
        throw Finding("RUN-012", "'\(path)' is not a tidy feed", hint: "run that day again")
      }
      for row in table.rows {
        let cells = columns.map { row.cells[$0] }
        guard cells[0] == measure, cells[5] == "Total", let found = ReportingPeriod.Kind(rawValue: cells[1]),
          kind == nil || found == kind, let start = Day(iso: cells[3]), let end = Day(iso: cells[4])
        else { continue }
        out.append(
          HistoryPoint(
            asOf: run.asOf, origin: origin.map { row.cells[$0] } ?? "counted", kind: found, period: cells[2],
            start: start, end: end, value: cells[6],
            numerator: cells[7], denominator: cells[8], definition: run.measures[measure] ?? "",
            extractDay: run.extractDay))
      }
    }
    return out
  }

  /// Records, refusals and findings of every dataset, run by run.
  package var quality: [QualityPoint] {
    runs.flatMap { run in
      run.tables.map {
        QualityPoint(
          asOf: run.asOf, dataset: $0.dataset, records: $0.records, refused: $0.refused, findings: $0.findings
        )
      }
    }
  }
}
