/// A dataset with its scope for expressions and the labels of its codes.
package struct DatasetScope: Sendable {
  package var dataset: Dataset
  package var scope: Scope
  /// By field position: the labels of its declared codes; nil for an open list and other kinds.
  package var labels: [[String]?]
  /// By field position: the group of each declared code; its own label where it has no group.
  package var groups: [Int: [String]] = [:]

  package init(dataset: Dataset, scope: Scope, labels: [[String]?]) {
    self.dataset = dataset
    self.scope = scope
    self.labels = labels
  }
}
