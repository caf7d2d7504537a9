/// The mean of a phase and the limits of its ordinary variation.
///
/// Limits are mean ± 2.66 × the mean moving range (2.66 = 3/1.128); near limits are two thirds of that. They are not cut
/// at zero or 100%: a limit beyond a possible value only means that chance will not reach that bound.
package struct ProcessLimits: Sendable, Hashable {
  package let mean: Double
  /// Mean of the moving ranges that were kept.
  package let meanRange: Double
  /// Moving ranges that screening left out.
  package let screenedOut: Int
  package let lower: Double
  package let upper: Double
  package let nearLower: Double
  package let nearUpper: Double
  /// Differences up to this count as none: the mean of 0.1 thirteen times over is not quite 0.1.
  let tolerance: Double

  /// nil where no run has two values.
  init?(of runs: [[Double]], _ screening: ProcessChart.Screening) {
    let values = runs.flatMap(\.self)
    let ranges = runs.flatMap { run in zip(run.dropFirst(), run).map { abs($0 - $1) } }
    guard let first = values.first, !ranges.isEmpty else { return nil }
    tolerance = 1e-9 * values.reduce(0) { max($0, abs($1)) }
    mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
    let ceiling = 3.267 * average(ranges)
    let kept = screening == .allRanges ? ranges : ranges.filter { $0 <= ceiling }
    screenedOut = ranges.count - kept.count
    meanRange = average(kept)
    let width = 2.66 * meanRange
    lower = mean - width
    upper = mean + width
    nearLower = mean - 2 * width / 3
    nearUpper = mean + 2 * width / 3
  }

  /// The side of the mean that a value is on; nil on the mean.
  func side(of value: Double) -> ProcessSignal.Side? {
    if value > mean + tolerance { return .high }
    return value < mean - tolerance ? .low : nil
  }

  func isOutside(_ value: Double) -> Bool { value > upper + tolerance || value < lower - tolerance }

  /// Whether a value lies between a near limit and its limit.
  func isNearLimit(_ value: Double) -> Bool {
    !isOutside(value) && (value > nearUpper + tolerance || value < nearLower - tolerance)
  }
}

private func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
