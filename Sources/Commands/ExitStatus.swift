import Findings

/// What the shell is told; the scheduler acts on it.
package enum ExitStatus: Int32 {
  case done = 0
  /// Findings at or above `--fail-on`.
  case findings = 1
  /// Wrong words, or a declaration that is wrong.
  case usage = 2
  /// Input that cannot be read.
  case unreadable = 3
  /// A fault of CareTally's own.
  case `internal` = 4
  /// Another run holds the lock.
  case locked = 5
  /// A declared limit held the run back; the last good one is still `latest`.
  case heldBack = 6
  /// Something could not be written (disk full, permission lost, output closed), or memory was refused.
  case unwritable = 7
}

extension ExitStatus {
  /// What a failure is to whoever scheduled the command.
  init(of finding: Finding) {
    switch finding.code {
    case "RUN-002": self = .unreadable
    case "RUN-003", "RUN-038", "RUN-050", "RUN-051", "RUN-052", "RUN-053": self = .unwritable
    case "RUN-010": self = .locked
    default: self = finding.code.rawValue.hasPrefix("FILE") ? .unreadable : .usage
    }
  }
}
