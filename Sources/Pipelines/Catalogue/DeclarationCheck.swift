import Declarations
package import Findings

/// What `caretally check` found.
package struct CheckOutcome: Sendable {
  package var findings: [Finding]
  package var summary: String
}

/// Holds every declaration to the others and runs the examples of rules and measures.
///
/// Examples go through the stages that cases go through, so that they test what will run.
package func checkDeclarations(root: String) throws -> CheckOutcome {
  let workspace = try Workspace.read(root)
  var findings = workspace.findings
  var examples = 0
  // Examples of unsound declarations would only repeat what is already said.
  if !findings.contains(where: { $0.severity == .error }) {
    for rule in workspace.catalogue.rules.all {
      findings += wrongExamples(of: rule, in: workspace)
      examples += rule.value.examples.count
    }
    for measure in workspace.catalogue.measures.all {
      findings += wrongExamples(of: measure, in: workspace)
      examples += measure.value.examples?.count ?? 0
    }
  }
  let catalogue = workspace.catalogue
  let errors = findings.count { $0.severity == .error }
  let summary = """
    \(catalogue.datasets.all.count) datasets, \(catalogue.rules.all.count) rules, \
    \(catalogue.measures.all.count) measures, \(catalogue.frameworks.all.count) frameworks, \
    \(catalogue.comparators.all.count) comparators, \(catalogue.pipelines.all.count) pipelines: \
    \(examples) examples run, \(errors) errors, \(findings.count - errors) other findings
    """
  return CheckOutcome(findings: findings, summary: summary)
}
