package import Statistics

/// One reading as everybody can see it.
package struct PrintedRow: Sendable, Hashable {
  package var key: Reading.Key
  package var value: Figure
  /// nil where the row does not print it at all: an earlier reading shows its value alone.
  package var numerator: Figure?
  package var denominator: Figure?
  /// The public number under a rate.
  package var population: Int?

  package init(
    key: Reading.Key, value: Figure, numerator: Figure?, denominator: Figure?, population: Int?
  ) {
    self.key = key
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.population = population
  }

  /// Whether any of its numbers is hidden.
  package var isHidden: Bool {
    value.isHidden || numerator?.isHidden == true || denominator?.isHidden == true
  }
}

extension Figure {
  package var isHidden: Bool { state == .missing(.confidential) }
}
