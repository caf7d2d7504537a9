package import Findings
package import Statistics

/// How far a reading could move if the cases behind findings were resolved one way or the other.
package struct Bounds: Sendable, Hashable {
  package var key: Reading.Key
  /// The check whose cases are in doubt; all checks together where nil.
  package var code: FindingCode?
  /// Records that could count differently.
  package var records: Int
  /// The reading at its lowest and at its highest; nil where the value itself could be anything.
  package var lowest: Reading?
  package var highest: Reading?

  package init(key: Reading.Key, code: FindingCode?, records: Int, lowest: Reading?, highest: Reading?) {
    self.key = key
    self.code = code
    self.records = records
    self.lowest = lowest
    self.highest = highest
  }
}

/// Bounds that may be printed.
package struct DisclosedBounds: Sendable, Hashable {
  package var key: Reading.Key
  package var code: FindingCode?
  package var records: Figure
  package var value: Figure
  package var lowest: Figure
  package var highest: Figure

  package init(
    key: Reading.Key, code: FindingCode?, records: Figure, value: Figure, lowest: Figure, highest: Figure
  ) {
    self.key = key
    self.code = code
    self.records = records
    self.value = value
    self.lowest = lowest
    self.highest = highest
  }
}
