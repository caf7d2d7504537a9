import Artefacts
package import Declarations
package import Statistics

/// What is already out and cannot be taken back: the last published run, and what publishers print.
package struct PublicRecord: Sendable {
  /// A row of the last published run, with the policy it was printed under.
  package struct Row: Sendable {
    package var printed: PrintedRow
    package var measure: Measure
    package var policy: DisclosurePolicy

    package init(printed: PrintedRow, measure: Measure, policy: DisclosurePolicy) {
      self.printed = printed
      self.measure = measure
      self.policy = policy
    }
  }

  /// A total that somebody prints of parts, ours among them: a region of its councils.
  package struct Total: Sendable {
    package var name: CountName
    package var range: ClosedRange<Int>
    /// With what is printed of each; nil where it is hidden or ours to print.
    package var parts: [(name: CountName, range: ClosedRange<Int>?)]

    package init(
      name: CountName, range: ClosedRange<Int>, parts: [(name: CountName, range: ClosedRange<Int>?)]
    ) {
      self.name = name
      self.range = range
      self.parts = parts
    }
  }

  package var lastRun: [Row]
  package var totals: [Total]

  package init(lastRun: [Row] = [], totals: [Total] = []) {
    self.lastRun = lastRun
    self.totals = totals
  }
}

/// What anybody can read of how counts hang together: waiting lists, and datasets with their codes and bands.
package struct PublicDefinitions: Sendable {
  package var lists: [WaitingListDeclaration]
  package var datasets: [DatasetScope]

  package init(lists: [WaitingListDeclaration] = [], datasets: [DatasetScope] = []) {
    self.lists = lists
    self.datasets = datasets
  }
}
