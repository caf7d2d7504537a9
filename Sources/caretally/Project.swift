import Commands
import Folders
import FoundationEssentials
import Runs

/// What a command works with: the shipped declarations, the council's folder laid over them, and what its settings say in place of
/// options.
struct Project {
  let root: String
  let council: CouncilFolder?

  init(_ arguments: Arguments) throws {
    council = try CouncilFolder.find(arguments["--council"])
    root = arguments["--root"] ?? Self.shipped(here: council?.path != ".")
  }

  /// Reads the declarations, and tells of files with errors that do not matter to these pipelines.
  ///
  /// - Parameter pipelines: nil where any may be meant, so that every error matters.
  func open(for pipelines: [String]? = [], _ console: Console) throws -> Workspace {
    let workspace = try Workspace.open(root, council: council, for: pipelines)
    guard let pipelines else { return workspace }
    for file in workspace.passedOver(for: pipelines) {
      let count = file.errors == 1 ? "1 error" : "\(file.errors) errors"
      console.complain(line: "\(file.path) is not read: it has \(count); 'caretally check' shows them")
    }
    return workspace
  }

  /// The pipeline that is named, else the settings' own.
  func pipeline(_ arguments: Arguments) throws(UsageProblem) -> String {
    try arguments.operand(or: council?.pipeline)
  }

  func input(_ arguments: Arguments) -> String { arguments["--input"] ?? council?.input ?? "." }

  func runs(_ arguments: Arguments) -> String { arguments["--runs"] ?? council?.runs ?? "runs" }

  /// The newest run of the settings' pipeline, or of `nightly`.
  func latestRun(_ arguments: Arguments) -> String {
    RunStore(runs(arguments), pipeline: council?.pipeline ?? "nightly").latestLink
  }

  /// Whether a word is the id of a pipeline, shipped or of a council's folder here.
  static func hasPipeline(_ id: String) -> Bool {
    guard id.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
    else {
      return false
    }
    return [".", shipped(here: true)].contains {
      FileManager.default.fileExists(atPath: "\($0)/pipelines/\(id).json")
    }
  }

  /// The current folder if it has `data/`, else that of the installation that this program is of.
  private static func shipped(here: Bool) -> String {
    if here, ProjectFolder.isFolder("data") { return "." }
    for folder in SystemPath.above(SystemPath.resolved(executablePath)).dropFirst() {
      for place in [folder, "\(folder)/share/caretally"]
      where ProjectFolder.isFolder("\(place)/data/datasets") { return place }
    }
    return "."
  }
}
