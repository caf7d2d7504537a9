import AggregateStage
import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Periods
import Tables

/// What one run came to and from which cases: everything that telling two runs apart needs.
struct RunBook {
  var asOf: Day
  /// Digests of the measures' declarations, and of what decides each dataset's records' fate.
  var measures: [String: String]
  var rules: [String: String]
  /// Datasets whose extract was missing, or still that of the run before.
  var late: Set<String> = []
  var figures: FigureBook
  /// Of a run that is being made, until its cases are kept.
  private var memberships: [Membership] = []
  var ledgers: [String: Ledger] = [:]

  /// A run that is being made, with what of it says which cases are counted where; `keepCases` does the rest.
  init(
    _ plan: RunPlan, _ aggregated: Aggregated, _ counted: CountedCases, _ validated: Validated,
    in workspace: Workspace
  ) {
    asOf = plan.asOf
    measures = Dictionary(
      plan.measuresWithParts.map {
        ($0.value.measure.value, definitionDigest(of: $0, in: workspace.catalogue))
      }, uniquingKeysWith: { first, _ in first })
    rules = Dictionary(
      validated.tables.map { ($0.table.dataset, rulesDigest(of: $0.table.dataset, in: workspace)) },
      uniquingKeysWith: { first, _ in first })
    memberships = AggregateStage.memberships(of: counted, over: plan.shown)
    figures = FigureBook(
      aggregated,
      of: Dictionary(
        plan.measures.map { ($0.value.measure.value, $0.value) }, uniquingKeysWith: { first, _ in first }),
      memberships: memberships)
  }

  /// Makes the ledgers of a run that is being made, on all cores.
  mutating func keepCases(_ validated: Validated, in workspace: Workspace) {
    let (tables, memberships) = (validated.tables, memberships)
    let made = parallelMap(tables.count) { index -> Ledger? in
      let table = tables[index]
      let own = memberships.filter { $0.dataset == table.table.dataset }
      return workspace.catalogue.dataset(table.table.dataset).map {
        Ledger(table, of: $0, memberships: own)
      }
    }
    ledgers = Dictionary(
      made.compactMap { $0.map { ($0.dataset, $0) } }, uniquingKeysWith: { _, last in last })
    self.memberships = []
  }

  /// A complete run in a store.
  ///
  /// - Throws: `RUN-011` where there is no run; `RUN-013` where it kept nothing to compare; `RUN-012` where that is damaged.
  init(_ record: RunRecord) throws(Finding) {
    asOf = record.asOf
    measures = record.measures
    rules = Dictionary(
      record.tables.map { ($0.dataset, $0.rules) }, uniquingKeysWith: { first, _ in first })
    late = Self.late(record)
    let path = "\(record.folder)/\(FigureBook.path)"
    figures = try FigureBook(try Self.bytes(path), path: path)
    let datasets = record.tables.map(\.dataset)
    let read = parallelMap(datasets.count) { index in
      Result { () throws(Finding) in
        let path = "\(record.folder)/\(Ledger.path(datasets[index]))"
        return try Ledger(dataset: datasets[index], try Self.bytes(path), path: path)
      }
    }
    for (dataset, ledger) in zip(datasets, read) { ledgers[dataset] = try ledger.get() }
  }

  /// What it is kept in, a piece of work for each file.
  var files: [@Sendable () -> [EvidencePack.File]] {
    let figures = figures
    return ledgers.sorted { $0.key < $1.key }.map { dataset, ledger in
      { [EvidencePack.File(path: Ledger.path(dataset), bytes: ledger.bytes)] }
    } + [{ [EvidencePack.File(path: FigureBook.path, bytes: figures.bytes)] }]
  }

  private static func bytes(_ path: String) throws(Finding) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Finding(
        "RUN-013", "cannot read '\(path)', without which nothing says which cases a figure is of",
        hint: "only the account that made the run may; pipelines that declare \"movement\": true keep it")
    }
    return Array(data)
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
