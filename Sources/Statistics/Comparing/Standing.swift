/// The side of a benchmark that a figure is on, by a declared test.
///
/// A benchmark is fixed: its own interval is not used, as in Fingertips.
package struct Standing: Sendable, Hashable {
  package enum Side: String, Sendable, Hashable, CaseIterable, Codable { case below, similar, above }

  package let side: Side
  /// The highest confidence at which it differs; nil when similar, and where no interval decides.
  package let confidence: Confidence?
  package let polarity: Polarity
  /// Whether an interval decided, rather than a declared least change.
  package let isByInterval: Bool

  init(_ side: Side, at confidence: Confidence?, polarity: Polarity) {
    self.side = side
    self.confidence = side == .similar ? nil : confidence
    self.polarity = polarity
    isByInterval = true
  }

  /// By a least change: on that side if the difference reaches it, otherwise similar.
  package init(byLeastChange side: Side, polarity: Polarity) {
    self.side = side
    confidence = nil
    self.polarity = polarity
    isByInterval = false
  }

  /// The standing that all possible values of a rounded figure share: their common side with the lowest confidence, or
  /// similar. nil for none.
  package static func common(of all: [Standing]) -> Standing? {
    guard let first = all.first else { return nil }
    let isCommon = all.allSatisfy { $0.side == first.side }
    if let similar = all.first(where: { $0.side == .similar }) { return similar }
    guard isCommon else { return Standing(.similar, at: nil, polarity: first.polarity) }
    return all.min { ($0.confidence ?? .ninetyFive) < ($1.confidence ?? .ninetyFive) }
  }

  /// By a figure's intervals: one gives three classes, two confidences give five.
  ///
  /// A benchmark on the end of an interval is similar. Intervals and benchmark have the same units.
  package init(of intervals: [Interval], against benchmark: Double, polarity: Polarity) {
    precondition(!intervals.isEmpty, "no interval to compare by")
    let outside = intervals.filter { !$0.contains(benchmark) }.max { $0.confidence < $1.confidence }
    let side: Side = outside.map { $0.lower > benchmark ? .above : .below } ?? .similar
    self.init(side, at: outside?.confidence, polarity: polarity)
  }

  /// `better`, `no clear difference` or `worse` with a polarity, otherwise `higher` or `lower`.
  package var word: String {
    switch (side, isFavourable) {
    case (.similar, _): "no clear difference"
    case (_, true?): "better"
    case (_, false?): "worse"
    case (.above, nil): "higher"
    case (.below, nil): "lower"
    }
  }

  /// The word with its confidence where it differs: `better (95%)`.
  package var label: String { confidence.map { "\(word) (\($0.label))" } ?? word }

  /// Whether the difference is a good one; nil when similar or without a polarity.
  package var isFavourable: Bool? {
    guard side != .similar else { return nil }
    return polarity.upIsGood.map { $0 == (side == .above) }
  }
}
