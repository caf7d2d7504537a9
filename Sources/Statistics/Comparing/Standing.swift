/// Where a figure stands against a benchmark once chance is allowed for.
///
/// The benchmark is taken as fixed: its own interval plays no part, which is how Fingertips compares.
package struct Standing: Sendable, Hashable {
  package enum Side: String, Sendable, Hashable, CaseIterable, Codable { case below, similar, above }

  package let side: Side
  /// The greatest confidence with which it differs; nil when similar.
  package let confidence: Confidence?
  package let polarity: Polarity

  init(_ side: Side, at confidence: Confidence?, polarity: Polarity) {
    self.side = side
    self.confidence = side == .similar ? nil : confidence
    self.polarity = polarity
  }

  /// Compares by a figure's intervals: one gives three classes, two confidences give five.
  ///
  /// An end that touches the benchmark is similar. Intervals and benchmark are in the same units.
  package init(of intervals: [Interval], against benchmark: Double, polarity: Polarity) {
    precondition(!intervals.isEmpty, "no interval to compare by")
    let outside = intervals.filter { !$0.contains(benchmark) }.max { $0.confidence < $1.confidence }
    let side: Side = outside.map { $0.lower > benchmark ? .above : .below } ?? .similar
    self.init(side, at: outside?.confidence, polarity: polarity)
  }

  /// `better`, `similar` or `worse` where polarity is agreed, otherwise `higher`, `similar` or `lower`.
  package var word: String {
    switch (side, isFavourable) {
    case (.similar, _): "similar"
    case (_, true?): "better"
    case (_, false?): "worse"
    case (.above, nil): "higher"
    case (.below, nil): "lower"
    }
  }

  /// The word with its confidence where it differs: `better (95%)`.
  package var label: String { confidence.map { "\(word) (\($0.label))" } ?? word }

  /// Whether the difference is a good one; nil when similar or when polarity is not agreed.
  package var isFavourable: Bool? {
    guard side != .similar else { return nil }
    return polarity.upIsGood.map { $0 == (side == .above) }
  }
}
