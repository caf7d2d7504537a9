import Findings

/// The exit status, which schedulers act on.
package enum ExitStatus: Int32 {
  case done = 0
  /// Findings at or above `--fail-on`.
  case findings = 1
  /// Wrong words, or a faulty declaration.
  case usage = 2
  /// Input that cannot be read.
  case unreadable = 3
  /// A bug in CareTally.
  case `internal` = 4
  /// Another run holds the lock.
  case locked = 5
  /// A declared limit held the run back. The last good one is still `latest`.
  case heldBack = 6
  /// Something could not be written (disk full, permission lost, output closed), or there was too little memory.
  case unwritable = 7
}

extension ExitStatus {
  /// The exit status of a failure.
  init(of finding: Finding) {
    switch finding.code {
    case "RUN-002", "POOL-003": self = .unreadable
    case "RUN-003", "RUN-038", "RUN-050", "RUN-051", "RUN-052", "RUN-053": self = .unwritable
    case "RUN-010": self = .locked
    default: self = finding.code.rawValue.hasPrefix("FILE") ? .unreadable : .usage
    }
  }
}
