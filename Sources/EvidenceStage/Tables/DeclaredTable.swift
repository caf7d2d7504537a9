package import Declarations

/// A table that the pipeline declares, with what it names looked up; it holds no figure.
package struct DeclaredTable: Sendable {
  package var plan: TablePlan
  /// The measures of its rows, in their order, families written out.
  package var measures: [String]
  /// The breakdown's title, for a table of categories.
  package var breakdownTitle: String

  package init(plan: TablePlan, measures: [String], breakdownTitle: String) {
    self.plan = plan
    self.measures = measures
    self.breakdownTitle = breakdownTitle
  }
}
