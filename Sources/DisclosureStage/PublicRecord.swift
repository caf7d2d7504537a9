package import Artefacts
package import Declarations
package import Statistics

/// What cannot be taken back: the council's earlier publications, and publishers' figures.
package struct PublicRecord: Sendable {
  /// A published row, with its policy at the time.
  package struct Row: Sendable {
    package var printed: PrintedRow
    package var measure: Measure
    package var policy: DisclosurePolicy
    /// The exact counts at the time, from the owner's files.
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

  /// Somebody's printed total of parts that include ours: a region of its councils.
  package struct Total: Sendable {
    package var name: CountName
    package var range: ClosedRange<Int>
    /// With each part's printed range; nil where it is hidden or ours to print.
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

/// Public knowledge of how counts relate: waiting lists, and datasets with their codes and bands.
package struct PublicDefinitions: Sendable {
  package var lists: [WaitingListDeclaration]
  package var datasets: [DatasetScope]

  package init(lists: [WaitingListDeclaration] = [], datasets: [DatasetScope] = []) {
    self.lists = lists
    self.datasets = datasets
  }
}
