import Commands
import Folders

/// Every command, in the order of help.
let commands: [any Command.Type] = [
  InitCommand.self, RunCommand.self, BackfillCommand.self, HistoryCommand.self, CompareCommand.self,
  StatusCommand.self,
  PruneCommand.self, AuditCommand.self, ClaimsCommand.self, NarrateCommand.self,
  CheckCommand.self, ExplainCommand.self, ListCommand.self, CoverageCommand.self, FrameworkCommand.self,
  BridgeCommand.self,
  ProfileCommand.self, RehearseCommand.self, ImportComparatorsCommand.self, NeighboursCommand.self,
  ContributeCommand.self, PoolCommand.self,
  SQLCommand.self, RecordsCommand.self,
  DoctorCommand.self, CompletionsCommand.self,
]

/// `caretally --help`.
var overview: String {
  """
  CareTally \(version): from adult social care extracts to comparison tables whose figures tally.

  Usage: caretally COMMAND [options]

  \(table(commands.map { ($0.syntax.command, $0.syntax.summary) }))
  'caretally help COMMAND' says more of each.

  """
}
