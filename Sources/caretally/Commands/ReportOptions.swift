import Commands
import Findings
import Runs
import Tools

/// Options for reports to other programs, and for what counts as a failure.
enum ReportOptions {
  static let all: [Syntax.Option] = [
    .init(
      "--fail-on CONDITION",
      "Exit with 1 on new findings: a severity, a share of records as 2%, or both as error,2%."),
    .init(
      "--baseline FILE", "Findings that were known before, which do not fail; written by --write-baseline."),
    .init("--write-baseline FILE", "Write what --baseline reads of the next run."),
    .init("--junit FILE", "Write the findings as JUnit XML."),
    .init("--sarif FILE", "Write the findings as SARIF 2.1.0."),
    .init("--gitlab FILE", "Write the findings as a GitLab Code Quality report."),
    .init("--annotate STYLE", "Print annotations for github."),
  ]

  enum Style: String, CaseIterable { case github }

  static func condition(_ arguments: Arguments) throws(UsageProblem) -> FailCondition? {
    guard let text = arguments["--fail-on"] else { return nil }
    do throws(FailConditionProblem) {
      return try FailCondition(text)
    } catch {
      throw UsageProblem(message: error.message, hint: error.hint)
    }
  }

  /// Whether findings are to be reported or checked against a condition.
  static func areAsked(_ arguments: Arguments) -> Bool { all.contains { arguments.has($0.name) } }

  private static let files: [(option: String, kind: OutputFile.Kind)] = [
    ("--write-baseline", .baseline), ("--junit", .junit), ("--sarif", .sarif), ("--gitlab", .gitlab),
  ]

  /// Refuses reports that would replace somebody else's file, before anything is read.
  static func checkFiles(_ arguments: Arguments) throws(Finding) {
    for (option, kind) in files {
      if let file = arguments[option] { try OutputFile.check(file, for: kind) }
    }
  }

  /// Writes the requested reports. Returns true when the run fails by the condition.
  static func report(
    _ outcome: RunOutcome, of request: RunRequest, in workspace: Workspace, _ condition: FailCondition?,
    _ arguments: Arguments, _ console: Console
  ) throws -> Bool {
    let style = try arguments.word("--annotate", as: Style.self)
    guard areAsked(arguments) else { return false }
    guard outcome.validated != nil || !outcome.findings.isEmpty else {
      // A run that stopped before it read anything has only its most severe finding.
      return condition.map { condition in outcome.worst.map { $0 >= condition.severity } ?? false } ?? false
    }
    var ledger = FindingLedger(outcome.findings, outcome.validated, in: workspace)
    if let file = arguments["--baseline"] { ledger.know(try ReportFile.baseline(file)) }
    ledger.accept(in: workspace, area: outcome.area ?? "", asOf: request.asOf)
    for note in ledger.notes { console.complain(note.description) }
    let folder = request.inputFolder
    let severity = condition?.severity ?? .error
    for (option, kind) in files {
      guard let file = arguments[option] else { continue }
      let bytes =
        switch kind {
        case .junit: ledger.junit(inputFolder: folder, failing: severity)
        case .sarif: ledger.sarif(inputFolder: folder)
        case .gitlab: ledger.gitlab(inputFolder: folder)
        default: ledger.baseline
        }
      try OutputFile.write(bytes, to: file, as: kind)
      console.print(line: "wrote \(file)")
    }
    if style == .github { ledger.githubAnnotations(inputFolder: folder).forEach { console.print($0) } }
    let failures = condition?.failures(in: ledger) ?? []
    for failure in failures { console.complain(line: "fails: \(failure)") }
    return !failures.isEmpty
  }
}
