import Folders
import Periods
import Tables

/// A moment, for logs and the lock; no figure depends on one.
package struct Moment: Sendable, Hashable, CustomStringConvertible {
  /// Milliseconds since 1970 by the machine's clock, which may be set or jump.
  package var clock: Int
  /// Milliseconds of a count that only goes forward.
  package var uptime: Int

  package init(clock: Int, uptime: Int) {
    self.clock = clock
    self.uptime = uptime
  }

  /// Seconds between two moments, by the count that no clock change touches.
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

/// What a run knows of the machine it runs on: for the lock, the log and the status, never for a figure.
package struct RunHost: Sendable {
  package var now: @Sendable () -> Moment
  package var host: String
  package var process: Int
  /// SHA-256 of the program, so that a newer one of the same version reuses nothing of an older's.
  package var program: String
  /// Told of each stage as it ends.
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

/// That a stage has ended, and how much went through it.
package struct StageReport: Sendable, Hashable {
  package var stage: Stage
  /// Such as 4,188 `records`.
  package var count: Int
  package var unit: String
  /// How long the stage took; nil where nobody holds a clock.
  package var seconds: Double?
  /// What is left by the timings of the run before; nil where they say nothing.
  package var secondsLeft: Double?
}

/// SHA-256 of some bytes, for telling one program from another.
package func contentDigest(_ bytes: [UInt8]) -> String { SHA256.hexDigest(of: bytes) }
