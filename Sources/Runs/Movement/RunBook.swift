import AggregateStage
import Artefacts
import Declarations
package import EvidenceStage
package import Findings
import Folders
import FoundationEssentials
package import Periods
import Tables

/// The results of one run and the cases behind them: everything needed to compare two runs.
package struct RunBook {
  package var asOf: Day
  /// Digests of the measures' declarations, and of everything that decides which records of a dataset are accepted.
  package var measures: [String: String]
  package var rules: [String: String]
  /// Datasets whose extract was missing, or was still the run before's.
  package var late: Set<String> = []
  package var figures: FigureBook
  var ledgers: [String: CaseLedger] = [:]
  /// For the current run: the work that makes its ledgers, and the files for them.
  private(set) var work: [LedgerWork] = []
  private var caseFiles: [EvidencePack.File] = []

  /// The current run, without its cases; see `keepCases`.
  init(
    _ plan: RunPlan, _ aggregated: Aggregated, _ counted: CountedCases, _ validated: Validated,
    in workspace: Workspace
  ) {
    asOf = plan.asOf
    // A measure that is also part of a ratio has one declaration, and so one digest.
    measures = plan.measuresWithParts.reduce(into: [:]) { digests, declared in
      digests[declared.value.measure.value] = definitionDigest(of: declared, in: workspace.catalogue)
    }
    rules = Dictionary(
      uniqueKeysWithValues: validated.tables.map {
        ($0.table.dataset, rulesDigest(of: $0.table.dataset, in: workspace))
      })
    let memberships = Memberships(counted, over: plan.shown)
    figures = FigureBook(
      aggregated,
      of: Dictionary(uniqueKeysWithValues: plan.measures.map { ($0.value.measure.value, $0.value) }),
      memberships: memberships.counts)
    work = validated.tables.compactMap { table in
      workspace.catalogue.dataset(table.table.dataset).map { LedgerWork(table, of: $0, memberships) }
    }
  }

  /// Takes the results of `work`: for each dataset, its parts.
  mutating func keepCases(_ parts: [[LedgerWork.Part]]) {
    caseFiles = zip(work, parts).map { $0.joined($1) }
  }

  /// Reads the cases of the current run, as a later run will.
  mutating func readCases() throws(Finding) {
    let files = caseFiles
    ledgers = try Self.ledgers(work.map(\.dataset)) { dataset throws(Finding) in
      files.first { $0.path == CaseLedger.path(dataset) }?.bytes ?? []
    }
  }

  /// Reads a complete run from a store.
  ///
  /// - Throws: `RUN-011` where there is no run; `RUN-013` where it kept nothing to compare; `RUN-012` where that is
  ///   damaged.
  package init(_ record: RunRecord) throws(Finding) {
    asOf = record.asOf
    measures = record.measures
    // A record with a dataset twice is not read.
    rules = Dictionary(uniqueKeysWithValues: record.tables.map { ($0.dataset, $0.rules) })
    late = Self.late(record)
    let path = "\(record.folder)/\(FigureBook.path)"
    figures = try FigureBook(try Self.bytes(path), path: path)
    ledgers = try Self.ledgers(record.tables.map(\.dataset)) { dataset throws(Finding) in
      let path = "\(record.folder)/\(CaseLedger.path(dataset))"
      return try Self.bytes(path, orBefore: "\(record.folder)/\(CaseLedger.pathBefore(dataset))")
    }
  }

  private static func ledgers(
    _ datasets: [String], _ bytes: @escaping @Sendable (String) throws(Finding) -> [UInt8]
  ) throws(Finding) -> [String: CaseLedger] {
    let read = parallelMap(datasets.count) { index in
      Result { () throws(Finding) in
        let dataset = datasets[index]
        return try CaseLedger(dataset: dataset, try bytes(dataset), path: CaseLedger.path(dataset))
      }
    }
    var ledgers: [String: CaseLedger] = [:]
    for (dataset, ledger) in zip(datasets, read) { ledgers[dataset] = try ledger.get() }
    return ledgers
  }

  /// The files in which the current run is kept.
  package var files: [EvidencePack.File] {
    caseFiles + [EvidencePack.File(restricted: FigureBook.path, bytes: figures.bytes)]
  }

  /// - Parameter before: the path of the same data in an earlier version's layout.
  private static func bytes(_ path: String, orBefore before: String? = nil) throws(Finding) -> [UInt8] {
    guard let data = try PlainFile.bytesIfThere(path) else {
      if let before, FileManager.default.fileExists(atPath: before) {
        throw Finding(
          "RUN-013", "'\(before)' is in the layout of an earlier version, which this one does not read",
          hint: "compare later runs, or run that day again")
      }
      throw Finding(
        "RUN-013", "cannot read '\(path)', which has the cases of each figure",
        hint: "only the account that made the run may; pipelines that declare \"movement\": true keep it")
    }
    return data
  }

  private static func late(_ record: RunRecord) -> Set<String> {
    let parent = URL(filePath: record.folder).deletingLastPathComponent()
    let store = RunStore(parent.deletingLastPathComponent().path, pipeline: parent.lastPathComponent)
    let before = store.last(before: record.asOf).flatMap { try? store.record($0) }
    func digests(_ run: RunRecord?, _ dataset: String) -> [String] {
      run?.inputs.filter { $0.dataset == dataset }.map(\.sha256) ?? []
    }
    let datasets = Set(record.inputs.map(\.dataset)).union(record.missing)
    return datasets.filter { dataset in
      let own = digests(record, dataset)
      return own.isEmpty || own == digests(before, dataset)
    }
  }
}
