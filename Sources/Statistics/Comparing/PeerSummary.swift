/// The total and the median of a group of similar councils.
package struct PeerSummary: Sendable, Hashable {
  /// One peer's published value, with numerator and denominator if they are published.
  package struct Peer: Sendable, Hashable {
    package var value: FixedPoint?
    package var parts: Fraction?

    package init(value: FixedPoint?, parts: Fraction?) {
      self.value = value
      self.parts = parts
    }
  }

  /// Peers in the group, with or without data.
  package let peers: Int
  /// Peers with a value, used for the median and quartiles.
  package let withValue: Int
  /// Peers with numerator and denominator, used for the aggregate; may be fewer than have a value.
  package let withParts: Int
  /// Σ numerator / Σ denominator, unrounded; nil when no peer has both. Never a mean of percentages.
  package let aggregate: Fraction?
  package let quartiles: Quartiles?

  package init(of group: [Peer]) {
    let values = group.compactMap(\.value)
    let parts = group.compactMap(\.parts).filter { $0.denominator > 0 }
    peers = group.count
    withValue = values.count
    withParts = parts.count
    aggregate =
      parts.isEmpty
      ? nil
      : Fraction(parts.reduce(0) { $0 + $1.numerator }, parts.reduce(0) { $0 + $1.denominator })
    quartiles = Quartiles(of: values)
  }
}
