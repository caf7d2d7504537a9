import Artefacts
package import Declarations
package import DisclosureStage
package import Findings
import FoundationEssentials
import Statistics
import Tables

/// A run's printed figures, and its council.
package func readFigures(
  of folder: String, in workspace: Workspace
) throws(Finding) -> (rows: [PublicRecord.Row], area: Area?) {
  // With the owner's exact counts, the search for possible values starts from them.
  let exact = "\(folder)/\(FiguresFile.exactPath)"
  let path = FileManager.default.isReadableFile(atPath: exact) ? exact : "\(folder)/\(FiguresFile.path)"
  return try readFigures(path, in: workspace)
}

/// The figures of a file in the form of `FiguresFile`.
package func readFigures(
  _ path: String, in workspace: Workspace
) throws(Finding) -> (rows: [PublicRecord.Row], area: Area?) {
  guard let data = try PlainFile.bytesIfThere(path) else {
    throw Finding("RUN-002", "cannot read '\(path)'", hint: "name the folder of a run that was completed")
  }
  return try FiguresFile.rows(data, path, in: workspace)
}

/// Whether a run kept its printed figures.
func hasFigures(_ folder: String) -> Bool {
  FileManager.default.fileExists(atPath: "\(folder)/\(FiguresFile.path)")
}

extension Workspace {
  /// The public knowledge of how counts relate.
  package var publicDefinitions: PublicDefinitions {
    PublicDefinitions(
      lists: catalogue.waitingLists.all.map(\.value),
      datasets: catalogue.datasets.all.map { scope(of: $0.value) })
  }

  package var measuresByID: [String: Measure] {
    Dictionary(uniqueKeysWithValues: catalogue.measures.all.map { ($0.value.measure.value, $0.value) })
  }
}

extension DisclosurePolicy {
  init(_ declared: PolicyDeclaration) {
    self.init(
      threshold: declared.threshold, hidesZero: declared.hidesZero ?? false,
      roundingBase: declared.roundingBase, keepsOutcome: declared.keepsOutcome, protects: declared.protects)
    dayBands = declared.dayBands ?? []
    for terms in declared.datasets ?? [] {
      exceptions[terms.dataset.value] = DisclosurePolicy(
        threshold: terms.threshold, hidesZero: terms.hidesZero ?? false, roundingBase: terms.roundingBase,
        keepsOutcome: terms.keepsOutcome, protects: terms.protects)
      exceptions[terms.dataset.value]?.dayBands = dayBands
    }
  }
}
