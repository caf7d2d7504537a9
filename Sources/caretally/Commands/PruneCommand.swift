import Commands
import Runs
import Tools

enum PruneCommand: Command {
  static let syntax = Syntax(
    command: "prune",
    summary: "Remove the runs that a pipeline's retention no longer keeps.",
    operands: [.init("PIPELINE", "A pipeline's id, such as nightly.", isRequired: false)],
    options: [
      .init("--dry-run", "Say what would go, and remove nothing."),
      StoreOptions.runs, StoreOptions.area,
    ])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let project = try Project(arguments)
    let id = try project.pipeline(arguments)
    let workspace = try project.open(for: [id], console)
    guard let retention = try workspace.retention(of: id) else {
      console.print("Pipeline \(id) declares no retention: every run is kept.")
      return .done
    }
    let store = try StoreOptions.store(arguments, id, workspace)
    let isDryRun = arguments.has("--dry-run")
    let pruned =
      try isDryRun
      ? store.prune(retention, isDryRun: true) : store.pruneLocked(retention, .machine(.none, console))
    for item in pruned {
      console.print(line: "\(isDryRun ? "would prune" : "pruned") \(item.path): \(item.reason)")
    }
    let kept =
      store.days.count - (isDryRun ? pruned.count { store.days.map(store.path).contains($0.path) } : 0)
    console.print("\(pruned.count) to go, \(kept) runs kept.")
    return .done
  }
}
