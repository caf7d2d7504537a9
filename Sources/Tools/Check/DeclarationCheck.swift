import Declarations
package import Findings
package import Folders
package import Runs
import Tables

/// The result of `caretally check`.
package struct CheckOutcome: Sendable {
  package var findings: [Finding]
  package var summary: String
  /// The workspace that was checked, without published figures.
  package var workspace: Workspace
}

extension CheckOutcome {
  /// The same as JSON: the summary, and an object for each finding with its place, code, message and hint.
  package var json: String {
    JSONText.object([
      ("summary", .text(summary)), ("findings", .list(findings.map(\.json))),
    ]).lines()
  }
}

extension Finding {
  fileprivate var json: JSONText {
    let place: [(String, JSONText)] =
      location.map {
        [("file", .text($0.path)), ("line", .number($0.line)), ("column", .number($0.column))]
      } ?? []
    return .object(
      place + [
        ("severity", .text(severity.rawValue)), ("code", .text(code.rawValue)), ("message", .text(message)),
      ] + (hint.map { [("hint", .text($0))] } ?? []))
  }
}

/// Checks declarations against each other and runs the examples of rules and measures.
///
/// Examples go through the stages of a run, so that they test the real code.
package func checkDeclarations(root: String, council: CouncilFolder? = nil) throws -> CheckOutcome {
  let workspace = try Workspace.read(root, council: council, comparing: false)
  var findings = workspace.findings + workspace.replacements
  var examples = 0
  // Examples of faulty declarations would only repeat their findings.
  if !findings.contains(where: { $0.severity == .error }) {
    let (rules, measures) = (workspace.catalogue.rules.all, workspace.catalogue.measures.all)
    let ground = ExampleGround(workspace)
    findings += parallelMap(rules.count + measures.count) { index in
      index < rules.count
        ? wrongExamples(of: rules[index], in: ground)
        : wrongExamples(of: measures[index - rules.count], in: ground)
    }.flatMap(\.self)
    examples = rules.reduce(0) { $0 + $1.value.examples.count }
    examples += measures.reduce(0) { $0 + ($1.value.examples?.count ?? 0) }
  }
  let catalogue = workspace.catalogue
  let errors = findings.count { $0.severity == .error }
  let summary = """
    \(catalogue.datasets.all.count) datasets, \(catalogue.rules.all.count) rules, \
    \(catalogue.measures.all.count) measures, \(catalogue.frameworks.all.count) frameworks, \
    \(catalogue.comparators.all.count) comparators, \(catalogue.pipelines.all.count) pipelines: \
    \(examples) examples run, \(errors) errors, \(findings.count - errors) other findings
    """
  return CheckOutcome(findings: findings, summary: summary, workspace: workspace)
}
