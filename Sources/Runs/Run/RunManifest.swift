import AggregateStage
package import Artefacts
import Declarations
package import EvidenceStage
package import Findings
import Folders
import Periods
package import Statistics
import Tables

/// The inputs and outputs of the run, as digests and counts, without clock or host.
///
/// It is exact. If exact files have their own folder, the published one has `openManifest`.
package func manifest(
  of plan: RunPlan, _ request: RunRequest, _ ingested: Ingested, _ validated: Validated,
  _ benchmarked: Benchmarked, missing: [Finding], files: [EvidencePack.File], in trees: Trees,
  _ workspace: Workspace
) -> EvidencePack.File {
  let inputs = ingested.sources.map { source in
    JSONText.object([
      ("dataset", .text(source.dataset)), ("path", .text(source.path)), ("sha256", .text(source.sha256)),
      ("bytes", .number(source.bytes)), ("records", .number(source.records)),
    ])
  }
  let tables = validated.tables.map { table in
    let newest = plan.newestDay(of: table)
    return JSONText.object([
      ("dataset", .text(table.table.dataset)), ("records", .number(table.table.rowCount)),
      ("accepted", .number(table.acceptedCount)), ("refused", .number(table.refusedCount)),
      ("findings", .number(table.breaches.count)), ("unmapped", .number(table.unmappedCount)),
      ("newest", .text(newest?.description ?? "")),
      ("rulesSHA256", .text(rulesDigest(of: table.table.dataset, in: workspace))),
    ])
  }
  let given = Set(ingested.sources.map(\.dataset))
  let absent = plan.declaration.inputs.filter { $0.optional != true && !given.contains($0.dataset.value) }
  let unread = (missing + ingested.findings).filter { $0.effect == .refusesFile }.compactMap(\.location?.path)
  let comparators = plan.comparedAreas.map { area in
    JSONText.object([
      ("area", .text(area.code)), ("figures", .number(figures(of: area.code, in: benchmarked))),
    ])
  }
  let measures = plan.measuresWithParts.map { declared in
    JSONText.object([
      ("measure", .text(declared.value.measure.value)),
      ("sha256", .text(definitionDigest(of: declared, in: workspace.catalogue))),
    ])
  }
  let sorted = files.sorted { $0.path < $1.path }
  let digests = parallelMap(sorted.count) { SHA256.hexDigest(of: sorted[$0].stretches) }
  let written = zip(sorted, digests).map { file, digest in
    JSONText.object([
      ("path", .text(file.path)), ("sha256", .text(digest)), ("bytes", .number(file.count)),
    ])
  }
  let counts = JSONText.object([
    ("records", .number(validated.tables.reduce(0) { $0 + $1.table.rowCount })),
    ("accepted", .number(validated.tables.reduce(0) { $0 + $1.acceptedCount })),
    ("readings", .number(benchmarked.readings.count)),
    ("comparisons", .number(benchmarked.readings.reduce(0) { $0 + $1.comparisons.count })),
    ("files", .number(files.count)),
  ])
  var members: [(String, JSONText)] = [
    ("tool", .text("caretally \(version)")), ("pipeline", .text(request.pipeline)),
    ("area", .text(plan.area.code)), ("asOf", .text(request.asOf.description)),
  ]
  if let day = request.extractDay { members.append(("extractDay", .text(day.description))) }
  members += [
    ("declarationsSHA256", .text(workspace.digest)), ("inputs", .list(inputs)),
    ("missing", .list(absent.map { .text($0.dataset.value) })), ("unread", .list(unread.map(JSONText.text))),
    ("tables", .list(tables)), ("comparators", .list(comparators)), ("counts", counts),
    ("measures", .list(measures)), ("files", .list(written)),
  ]
  return EvidencePack.File(exact: "manifest.json", bytes: JSONText.object(members).file, in: trees)
}

extension ValidatedTable {
  /// How many records have a value that its code list does not know.
  fileprivate var unmappedCount: Int {
    let code = CellCheck(.unknownCode).code
    let isUnmapped = checks.map { $0.code == code }
    var count = 0
    var last: Breach?
    for breach in breaches where isUnmapped[Int(breach.check)] {
      if last?.batch != breach.batch || last?.row != breach.row { count += 1 }
      last = breach
    }
    return count
  }
}

extension RunPlan {
  /// The newest day on which a case came in, if the dataset declares that field.
  fileprivate func newestDay(of table: ValidatedTable) -> Day? {
    guard let dataset = scopes.first(where: { $0.dataset.dataset.value == table.table.dataset })?.dataset,
      let day = dataset.day, let field = dataset.fields.firstIndex(where: { $0.field.value == day.value })
    else { return nil }
    return table.newestDay(of: field)
  }
}

/// How many readings could be compared with an area's published figure.
private func figures(of area: String, in benchmarked: Benchmarked) -> Int {
  benchmarked.readings.reduce(0) { total, reading in
    total + reading.comparisons.count { $0.against.id == area && $0.value != nil }
  }
}

/// A digest of all declarations that decide which records are accepted: the dataset, its code lists and its rules.
func rulesDigest(of dataset: String, in workspace: Workspace) -> String {
  let catalogue = workspace.catalogue
  var sources = catalogue.datasets.all.filter { $0.value.dataset.value == dataset }.map(\.source)
  sources += catalogue.codeLists.all.map(\.source)
  sources += catalogue.rules.all.filter { $0.value.dataset.value == dataset }.map(\.source)
  return digest(of: sources)
}

/// A digest of declarations by path and content, in the order given.
func digest(of sources: [SourceText]) -> String {
  var hash = SHA256()
  let end: [UInt8] = [0]
  for source in sources {
    let path = Array((source.isCouncils ? "council/" + source.place : source.place).utf8)
    let bytes = source.bytes
    hash.update(path.span)
    hash.update(end.span)
    hash.update(bytes.span)
    hash.update(end.span)
  }
  return hash.hexDigest()
}
