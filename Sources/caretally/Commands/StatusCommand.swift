import Commands
import Folders
import Runs
import Tools

enum StatusCommand: Command {
  static let syntax = Syntax(
    command: "status",
    summary: "Say how a pipeline's last run went, for people and for monitoring.",
    operands: [.init("PIPELINE", "A pipeline's id, such as nightly.", isRequired: false)],
    options: [
      .init("--json", "Print status.json as it is."),
      .init("--verify", "Compare every file of the latest run with its manifest."),
      StoreOptions.runs, StoreOptions.area,
    ],
    examples: ["status nightly"])

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let project = try Project(arguments)
    let pipeline = try project.pipeline(arguments)
    // Monitoring works without declarations; only a council's folder needs them.
    let store =
      try arguments.has("--area")
      ? StoreOptions.store(arguments, pipeline, project.open(for: [pipeline], console))
      : RunStore(project.runs(arguments), pipeline: pipeline)
    let last = try store.lastState()
    if arguments.has("--json") {
      console.print(last.text.hasSuffix("\n") ? String(last.text.dropLast()) : last.text)
    } else {
      let isCutOff = last.state == .running && store.holder == nil
      console.print(line: "\(pipeline): \(isCutOff ? "cut off" : last.state.rawValue)")
      if let holder = store.holder { console.print(line: "running: \(holder)") }
      console.print(store.latest.map { "latest: \($0)" } ?? "latest: none yet")
    }
    if arguments.has("--verify"), let latest = store.latest {
      let damaged = try store.damaged(latest)
      for path in damaged { console.complain(line: "\(store.path(latest))/\(path) is gone or damaged") }
      guard damaged.isEmpty else { return .internal }
      if !arguments.has("--json") { console.print("every file is as its manifest says") }
    }
    switch last.state {
    case .published, .unchanged, .partial: return .done
    case .heldBack: return .heldBack
    case .running: return store.holder == nil ? .internal : .locked
    case .failed: return .internal
    }
  }
}
