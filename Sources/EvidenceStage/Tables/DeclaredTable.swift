package import Declarations

/// A declared table with its references resolved. It has no figures.
package struct DeclaredTable: Sendable {
  package var plan: TablePlan
  /// The measures of its rows, in order, with families expanded.
  package var measures: [String]
  /// The breakdown's title, for a table of categories.
  package var breakdownTitle: String

  package init(plan: TablePlan, measures: [String], breakdownTitle: String) {
    self.plan = plan
    self.measures = measures
    self.breakdownTitle = breakdownTitle
  }
}
