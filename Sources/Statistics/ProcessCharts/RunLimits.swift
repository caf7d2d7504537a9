/// The median of a phase of a run chart, and the ordinary size of its steps.
///
/// Values that share cases wander: their distance from a mean means little, but their steps from one period to the next
/// are nearly independent. A step is beyond the ordinary above 3.267 × the mean step, the upper limit of Wheeler's (1993)
/// moving range chart.
package struct RunLimits: Sendable, Hashable {
  package let median: Double
  package let meanStep: Double
  /// A larger step is a signal.
  package let largestStep: Double
  private let tolerance: Double

  /// nil where no run has two values.
  init?(of runs: [[Double]]) {
    let values = runs.flatMap(\.self).sorted()
    let steps = runs.flatMap { run in zip(run.dropFirst(), run).map { abs($0 - $1) } }
    guard !steps.isEmpty else { return nil }
    let middle = values.count / 2
    median = values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
    meanStep = steps.reduce(0, +) / Double(steps.count)
    largestStep = 3.267 * meanStep
    tolerance = 1e-9 * values.reduce(0) { max($0, abs($1)) }
  }

  /// The signals of each value in one unbroken run.
  func signals(in run: [Double]) -> [[ProcessSignal]] {
    run.indices.map { index in
      guard index > 0 else { return [] }
      let step = run[index] - run[index - 1]
      guard abs(step) > largestStep + tolerance else { return [] }
      return [ProcessSignal(rule: .step, side: step > 0 ? .high : .low)]
    }
  }
}
