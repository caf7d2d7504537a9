package import Artefacts
package import Declarations
package import Statistics

/// What is already out and cannot be taken back: what the council published before, and what publishers print.
package struct PublicRecord: Sendable {
  /// A row that was published, with the policy it was printed under.
  package struct Row: Sendable {
    package var printed: PrintedRow
    package var measure: Measure
    package var policy: DisclosurePolicy
    /// The exact counts behind it then, where the owner's own files have them.
    package var numerator: Int?
    package var denominator: Int?

    package init(
      printed: PrintedRow, measure: Measure, policy: DisclosurePolicy, numerator: Int? = nil,
      denominator: Int? = nil
    ) {
      self.printed = printed
      self.measure = measure
      self.policy = policy
      self.numerator = numerator
      self.denominator = denominator
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

  /// The earliest first.
  package var rows: [Row]
  package var totals: [Total]

  package init(rows: [Row] = [], totals: [Total] = []) {
    self.rows = rows
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
