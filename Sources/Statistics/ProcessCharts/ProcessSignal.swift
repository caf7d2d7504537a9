/// A signal: a point beyond ordinary variation, by which rule, and in which direction.
package struct ProcessSignal: Sendable, Hashable {
  /// In the order of Making Data Count, followed by two other rules.
  package enum Rule: String, Sendable, Hashable, CaseIterable, Codable {
    case outsideLimits = "outside-limits"
    /// One of seven points, each higher than the last or each lower.
    case trend
    /// One of two points near the same limit, among three in a row on its side of the mean.
    case twoOfThree = "two-of-three"
    /// A point after a change of level, by Pettitt's test.
    case shift
    /// On a run chart: a larger step from the point before than ordinary steps.
    case step
  }
  package enum Side: String, Sendable, Hashable, CaseIterable, Codable { case low, high }

  package let rule: Rule
  /// The side of the mean; for a trend or a step, whether it rises or falls; for a shift, whether the level rose or fell.
  package let side: Side
}

/// The meaning of a point's signal.
package enum ProcessVariation: String, Sendable, Hashable, CaseIterable, Codable {
  case common, improvement, concern
  /// A signal without a polarity.
  case neutralHigh = "neutral-high"
  case neutralLow = "neutral-low"

  init(of signal: ProcessSignal?, polarity: Polarity) {
    guard let signal else {
      self = .common
      return
    }
    switch polarity.upIsGood {
    case let upIsGood?: self = upIsGood == (signal.side == .high) ? .improvement : .concern
    case nil: self = signal.side == .high ? .neutralHigh : .neutralLow
    }
  }
}

/// What an unchanged process means for a target.
package enum ProcessAssurance: String, Sendable, Hashable, CaseIterable, Codable {
  case consistentlyMet = "consistently-met"
  case consistentlyMissed = "consistently-missed"
  case inconsistent
}

/// The signals of each value in one unbroken run, by the rules over a few points, in their order.
func processSignals(in values: [Double], _ limits: ProcessLimits) -> [[ProcessSignal]] {
  let sides = values.map(limits.side)
  let near = values.map(limits.isNearLimit)
  var trends = [ProcessSignal.Side?](repeating: nil, count: values.count)
  var twoOfThree = [Bool](repeating: false, count: values.count)
  for window in windows(of: 7, over: values.count) {
    if let direction = trend(values[window], limits.tolerance) {
      // A point that ends one trend and starts another belongs to the finished one.
      for index in window where trends[index] == nil { trends[index] = direction }
    }
  }
  for window in windows(of: 3, over: values.count) {
    guard let side = sides[window.lowerBound], sides[window].allSatisfy({ $0 == side }),
      near[window].count(where: \.self) >= 2
    else { continue }
    for index in window where near[index] { twoOfThree[index] = true }
  }
  return values.indices.map { index in
    var found: [ProcessSignal] = []
    let side = sides[index]
    if let side, limits.isOutside(values[index]) {
      found.append(ProcessSignal(rule: .outsideLimits, side: side))
    }
    if let direction = trends[index] { found.append(ProcessSignal(rule: .trend, side: direction)) }
    if let side, twoOfThree[index] { found.append(ProcessSignal(rule: .twoOfThree, side: side)) }
    return found
  }
}

private func windows(of length: Int, over count: Int) -> [Range<Int>] {
  count < length ? [] : (0...(count - length)).map { $0..<($0 + length) }
}

/// The direction of values whose steps all go the same way; nil for an equal step or one the other way.
private func trend(_ values: ArraySlice<Double>, _ tolerance: Double) -> ProcessSignal.Side? {
  let steps = zip(values.dropFirst(), values).map { $0 - $1 }
  if steps.allSatisfy({ $0 > tolerance }) { return .high }
  return steps.allSatisfy { $0 < -tolerance } ? .low : nil
}
