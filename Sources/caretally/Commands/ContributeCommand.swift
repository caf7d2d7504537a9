import Commands
import Declarations
import Findings
import Folders
import Periods
import Runs
import Tools

enum ContributeCommand: Command {
  static let syntax = Syntax(
    command: "contribute",
    summary: "Make a bundle of aggregates for a pool of councils, of a completed run.",
    operands: [.init("PIPELINE", "A pipeline's id, such as region.", isRequired: false)],
    options: [
      .init("--run FOLDER", "A run that was written with --output, in place of one that is kept."),
      .init("--as-of DAY", "The day of the run. Default: the newest."),
      StoreOptions.area,
      StoreOptions.runs,
      .init("--policy ID", "The policy that the run was made under. Default: the pipeline's."),
      .init("--output FOLDER", "Where the bundle is written. Default: bundle."),
      .init("--sign-with KEY", "A private SSH key that signs the bundle, by ssh-keygen."),
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let project = try Project(arguments)
    let pipeline = try project.pipeline(arguments)
    let workspace = try project.open(for: [pipeline], console)
    let declared = workspace.catalogue.pipeline(pipeline)
    let folder = try arguments["--run"] ?? kept(arguments, pipeline, workspace)
    let made = try contribution(
      of: folder, policy: arguments["--policy"] ?? declared?.policy.value ?? "", in: workspace)
    let output = arguments["--output"] ?? "bundle"
    for path in try write(made.files, to: output) { console.print(line: "wrote \(path)") }
    if let key = arguments["--sign-with"] { try BundleSignature.sign(output, with: key) }
    made.notes.forEach { console.print(line: $0) }
    return .done
  }

  private static func kept(
    _ arguments: Arguments, _ pipeline: String, _ workspace: Workspace
  ) throws -> String {
    let day = try arguments.day("--as-of")
    let store = try StoreOptions.store(arguments, pipeline, workspace, on: day)
    guard let day = day ?? store.latest else {
      throw Finding(
        "POOL-002", "there is no run of '\(pipeline)' to contribute",
        hint: "caretally run \(pipeline), or name a run's folder with --run")
    }
    return store.path(day)
  }
}
