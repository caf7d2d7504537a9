import Pipelines

/// One word after `caretally`: what it understands, and what it does.
protocol Command: Sendable {
  static var syntax: Syntax { get }
  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus
}

/// Every command, in the order help lists them.
let commands: [any Command.Type] = [
  RunCommand.self, BackfillCommand.self, HistoryCommand.self, CompareCommand.self, StatusCommand.self,
  PruneCommand.self, AuditCommand.self, ClaimsCommand.self, NarrateCommand.self,
  CheckCommand.self, ExplainCommand.self, ListCommand.self, FrameworkCommand.self, BridgeCommand.self,
  ProfileCommand.self, RehearseCommand.self, SynthesiseCommand.self, ImportComparatorsCommand.self,
]

/// `caretally --help`.
var overview: String {
  """
  CareTally \(version): from adult social care extracts to comparison tables whose figures tally.

  Usage: caretally COMMAND [options]

  \(table(commands.map { ($0.syntax.command, $0.syntax.summary) }))
  'caretally COMMAND --help' says more of each.

  """
}
