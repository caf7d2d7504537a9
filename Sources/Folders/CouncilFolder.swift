package import Declarations
package import Findings
import FoundationEssentials
import Tables

/// A council's own folder: its settings, and declarations in `data/` and `pipelines/` that are laid over the shipped ones.
///
/// Nothing that installs CareTally or brings it up to date writes here.
package struct CouncilFolder: Sendable {
  /// As it was named.
  package let path: String
  package let settings: CouncilSettings
  /// The file of its settings.
  package let source: SourceText

  package static let settingsName = "caretally.json"

  /// The folder that is named, else the current one if it has settings; nil where there is neither.
  ///
  /// - Throws: `RUN-060` where the folder that is named has no settings; what is wrong with settings, as `Findings`.
  package static func find(_ given: String?) throws -> CouncilFolder? {
    var path = given ?? "."
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let bytes = try PlainFile.bytesIfThere("\(path)/\(settingsName)") else {
      guard given != nil else { return nil }
      throw Finding(
        "RUN-060", "no council's folder at '\(path)': it has no \(settingsName)",
        hint: ProjectFolder.isFolder(path)
          ? "make it with caretally init, or name the folder that has \(settingsName)"
          : "there is no such folder; make it with caretally init \(path) --input FOLDER --area NAME")
    }
    let source = SourceText(path: settingsName, of: path, bytes: bytes)
    let (settings, _, findings) = LocatedDecoder.decode(CouncilSettings.self, from: source)
    guard let settings else { throw Findings(findings) }
    return CouncilFolder(path: path, settings: settings, source: source)
  }

  /// The pipeline that a command means if none is named.
  package var pipeline: String? { settings.pipeline?.value }

  /// Where the extracts are, if the settings say.
  package var input: String? { settings.input.map(from) }

  /// Where the runs of its pipelines are kept.
  package var runs: String { from(settings.runs ?? "runs") }

  /// A path of the settings, as from the current folder.
  private func from(_ own: String) -> String {
    own.hasPrefix("/") || path == "." ? own : "\(path)/\(own)"
  }
}
