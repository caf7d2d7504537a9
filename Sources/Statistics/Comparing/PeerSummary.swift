/// What a group of similar councils comes to: together, and in the middle.
package struct PeerSummary: Sendable, Hashable {
  /// One peer's published value with its parts, where those are published too.
  package struct Peer: Sendable, Hashable {
    package var value: FixedPoint?
    package var parts: Fraction?

    package init(value: FixedPoint?, parts: Fraction?) {
      self.value = value
      self.parts = parts
    }
  }

  /// Peers asked for, whether or not they had data.
  package let peers: Int
  /// Peers whose value the median and quartiles rest on.
  package let withValue: Int
  /// Peers whose numerator and denominator the aggregate rests on; may be fewer than have a value.
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
