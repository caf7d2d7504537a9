import Folders
import Periods
import Tables

/// A moment, for logs and the lock. No figure depends on it.
package struct Moment: Sendable, Hashable, CustomStringConvertible {
  /// Milliseconds since 1970 by the machine's clock, which may be set or jump.
  package var clock: Int
  /// Milliseconds of a monotonic clock.
  package var uptime: Int

  package init(clock: Int, uptime: Int) {
    self.clock = clock
    self.uptime = uptime
  }

  /// Seconds between two moments, by the monotonic clock.
  package func seconds(since start: Moment) -> Double { Double(max(0, uptime - start.uptime)) / 1000 }

  /// `2026-10-31T01:00:03Z`
  package var description: String {
    let total = clock / 1000
    let days = total >= 0 ? total / 86_400 : (total - 86_399) / 86_400
    let second = total - days * 86_400
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return
      "\(Day(number: Int32(days)))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }
}

/// What a run knows about its machine: for the lock, the log and the status, never for a figure.
package struct RunHost: Sendable {
  package var now: @Sendable () -> Moment
  package var host: String
  package var process: Int
  /// SHA-256 of the program, so that another build of the same version does not reuse its runs.
  package var program: String
  /// Called at the end of each stage.
  package var tell: @Sendable (StageReport) -> Void

  package init(
    now: @escaping @Sendable () -> Moment, host: String, process: Int, program: String,
    tell: @escaping @Sendable (StageReport) -> Void
  ) {
    self.now = now
    self.host = host
    self.process = process
    self.program = program
    self.tell = tell
  }
}

/// The end of a stage, with the amount it processed.
package struct StageReport: Sendable, Hashable {
  package var stage: Stage
  /// Such as 4,188 `records`.
  package var count: Int
  package var unit: String
  /// How long the stage took; nil without a clock.
  package var seconds: Double?
  /// The expected time left, from the timings of the run before; nil where they do not tell.
  package var secondsLeft: Double?
}

/// SHA-256 of some bytes, to tell programs apart.
package func contentDigest(_ bytes: [UInt8]) -> String { SHA256.hexDigest(of: bytes) }
