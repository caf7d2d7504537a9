/// Separates ordinary variation from signals in one measure over equal periods.
///
/// Periods that share no cases have an XmR chart: Wheeler (1993), as in NHS England's Making Data Count, with Pettitt's
/// test (1979) of a change of level in place of its run on one side of the mean. Periods that share cases have a run
/// chart. Process limits would be far too narrow for them, so it has a median, and its only signal is a step between two
/// neighbours beyond ordinary ones (the moving range chart of Wheeler 1993).
package struct ProcessChart: Sendable {
  package enum Method: String, Sendable, Hashable, CaseIterable, Codable {
    /// For independent values: flows, and waits that ended in the period.
    case processLimits = "process-limits"
    /// For values that share cases: stocks, current waits and anything that looks back beyond its period.
    case runChart = "run-chart"
  }

  /// One period's value, or why it has none.
  package enum Reading: Sendable, Hashable {
    case value(Double)
    /// The period was not measured or not supplied.
    case missing
    /// There was nothing to measure: a zero denominator.
    case nothingToMeasure
  }

  /// How a period without a value affects runs and moving ranges across it.
  package enum Gap: String, Sendable, Hashable, CaseIterable, Codable {
    /// The periods on either side are not neighbours.
    case breaksRuns = "breaks-runs"
    /// The periods on either side are neighbours, as if it did not exist.
    case isPassedOver = "is-passed-over"
  }

  /// Which moving ranges the limits use.
  package enum Screening: String, Sendable, Hashable, CaseIterable, Codable {
    case allRanges = "all moving ranges"
    /// Ranges above 3.267 × their mean are left out, once.
    case screened = "moving ranges screened at 3.267 times their mean"
  }

  package struct Options: Sendable, Hashable {
    package var method = Method.processLimits
    package var screening = Screening.allRanges
    package var missing = Gap.breaksRuns
    package var nothingToMeasure = Gap.breaksRuns
    /// Fewer values than this give provisional limits. Published advice varies from 12 to 20.
    package var settledFrom = 13

    package init() {}
  }

  /// Where new limits begin, with the reason.
  package struct Restart: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
      /// The definition changed, so values before and after cannot be compared.
      case definition
      /// The process changed and settled at a new level.
      case rebase
    }
    /// The first reading with the new limits, from 0.
    package let index: Int
    package let kind: Kind
    package let reason: String

    /// nil without a reason.
    package init?(at index: Int, _ kind: Kind, because reason: String) {
      guard reason.contains(where: { !$0.isWhitespace }) else { return nil }
      self.index = index
      self.kind = kind
      self.reason = reason
    }
  }

  /// Readings that share limits.
  package struct Phase: Sendable, Hashable {
    package let readings: Range<Int>
    /// Why it began; nil for the first.
    package let restart: Restart?
    /// How many readings have a value.
    package let values: Int
    /// nil where no two neighbouring readings have a value, and on a run chart.
    package let limits: ProcessLimits?
    /// The median and the ordinary steps of a run chart; nil where no two neighbouring readings have a value.
    package let run: RunLimits?
    /// Whether there are too few values for settled limits.
    package let isProvisional: Bool

    init(
      readings: Range<Int>, restart: Restart?, limits: ProcessLimits?, run: RunLimits?, values: Int,
      settledFrom: Int
    ) {
      self.readings = readings
      self.restart = restart
      self.limits = limits
      self.run = run
      self.values = values
      isProvisional = values < settledFrom
    }

    /// The signals of each value of its unbroken runs, in the order of the rules.
    fileprivate func signals(in runs: [[Double]]) -> [[[ProcessSignal]]] {
      if let run { return runs.map(run.signals) }
      guard let limits else { return [] }
      let values = runs.flatMap(\.self)
      let change = LevelChange(in: values, limits.tolerance)
      var before = 0
      return runs.map { run in
        let found = processSignals(in: run, limits).enumerated().map { offset, signals in
          guard let change, before + offset >= change.first else { return signals }
          return signals + [ProcessSignal(rule: .shift, side: change.side)]
        }
        before += run.count
        return found
      }
    }
  }

  package struct Point: Sendable, Hashable {
    package let reading: Reading
    /// Every rule that the point breaks, in order; empty for ordinary variation.
    package let signals: [ProcessSignal]

    /// The first rule it breaks, which is reported.
    package var signal: ProcessSignal? { signals.first }
  }

  package let points: [Point]
  package let phases: [Phase]
  package let polarity: Polarity
  package let options: Options

  /// Restarts outside the readings are ignored. Of two at one reading the first is used.
  package init(
    _ readings: [Reading], restarts: [Restart] = [], polarity: Polarity, options: Options = Options()
  ) {
    var starts: [(index: Int, restart: Restart?)] = [(0, nil)]
    for index in readings.indices.dropFirst() {
      if let restart = restarts.first(where: { $0.index == index }) { starts.append((index, restart)) }
    }
    var phases: [Phase] = []
    var signals = [[ProcessSignal]](repeating: [], count: readings.count)
    for (position, start) in starts.enumerated() {
      let end = position + 1 < starts.count ? starts[position + 1].index : readings.count
      let runs = unbrokenRuns(of: readings, in: start.index..<end, options)
      let bare = runs.map { $0.map(\.value) }
      let isRun = options.method == .runChart
      let phase = Phase(
        readings: start.index..<end, restart: start.restart,
        limits: isRun ? nil : ProcessLimits(of: bare, options.screening),
        run: isRun ? RunLimits(of: bare) : nil,
        values: bare.reduce(0) { $0 + $1.count }, settledFrom: options.settledFrom)
      phases.append(phase)
      for (points, found) in zip(runs, phase.signals(in: bare)) {
        for (point, signal) in zip(points, found) { signals[point.index] = signal }
      }
    }
    points = zip(readings, signals).map { Point(reading: $0, signals: $1) }
    self.phases = phases
    self.polarity = polarity
    self.options = options
  }

  /// The meaning of a point's first signal, given the measure's polarity.
  package func variation(at index: Int) -> ProcessVariation {
    ProcessVariation(of: points[index].signal, polarity: polarity)
  }

  /// Whether the current process will meet a target; nil without limits or a polarity.
  package func assurance(of target: Double) -> ProcessAssurance? {
    guard let limits = phases.last?.limits, let upIsGood = polarity.upIsGood else { return nil }
    if target > limits.upper + limits.tolerance { return upIsGood ? .consistentlyMissed : .consistentlyMet }
    if target < limits.lower - limits.tolerance { return upIsGood ? .consistentlyMet : .consistentlyMissed }
    return .inconsistent
  }
}

/// Runs of neighbouring values, each with the index of its reading.
private func unbrokenRuns(
  of readings: [ProcessChart.Reading], in range: Range<Int>, _ options: ProcessChart.Options
) -> [[(index: Int, value: Double)]] {
  var runs: [[(index: Int, value: Double)]] = [[]]
  for index in range {
    switch readings[index] {
    case .value(let value): runs[runs.count - 1].append((index, value))
    case .missing where options.missing == .breaksRuns: runs.append([])
    case .nothingToMeasure where options.nothingToMeasure == .breaksRuns: runs.append([])
    case .missing, .nothingToMeasure: continue
    }
  }
  return runs.filter { !$0.isEmpty }
}
