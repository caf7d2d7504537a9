/// A dataset with what its names mean to expressions and how its codes are printed.
package struct DatasetScope: Sendable {
  package var dataset: Dataset
  package var scope: Scope
  /// By field position: the labels of its declared codes; nil for an open list and for other kinds.
  package var labels: [[String]?]
  /// By field position: the group of each of its declared codes, which is the code's own label where it has none.
  package var groups: [Int: [String]] = [:]

  package init(dataset: Dataset, scope: Scope, labels: [[String]?]) {
    self.dataset = dataset
    self.scope = scope
    self.labels = labels
  }
}
