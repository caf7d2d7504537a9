/// What the shell is told; the scheduler acts on it.
enum ExitStatus: Int32 {
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
}
