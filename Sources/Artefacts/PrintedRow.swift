package import Statistics

/// One reading in its public form.
package struct PrintedRow: Sendable, Hashable {
  package var key: Reading.Key
  package var value: Figure
  /// nil where the row does not print it: an earlier reading shows only its value.
  package var numerator: Figure?
  package var denominator: Figure?
  /// The public population of a rate.
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
