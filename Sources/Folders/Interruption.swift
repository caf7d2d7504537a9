import CSystem
package import Findings
import FoundationEssentials
import Synchronization
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Cleans up when a signal ends the process: half-written files, and locks.
///
/// A signal that arrives during a move into place waits for its end.
package enum Interruption {
  private struct State {
    var isEnding = false
    /// How many files are being made, and how many moves are under way.
    var making = 0
    var moving = 0
    /// Paths that belong to this process; folders to remove if they are empty, outermost first; and other clean-ups.
    var paths: Set<String> = []
    var folders: [String] = []
    var cleanups: [Int: @Sendable (Finding) -> Void] = [:]
    var made = 0
  }

  private static let state = Mutex(State())

  /// The signals that ask a process to end. One that the caller ignores stays ignored.
  private static let signals: [(number: Int32, name: String)] = [
    (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP"),
  ]
  /// A disk that does not answer must not delay the end of the process for longer.
  private static let mostWaits = 2_000

  /// Handles signals from now on: unfinished work is removed, `tell` gets the reason, and the process ends with 128 and
  /// the signal's number. Call it before any thread is started.
  package static func takeSignals(_ tell: @escaping @Sendable (Finding) -> Void) {
    let taken = signals.filter { caretally_is_ignored($0.number) == 0 }
    let numbers = taken.map(\.number)
    guard !numbers.isEmpty else { return }
    unsafe caretally_hold_signals(numbers, Int32(numbers.count), 1)
    let isWatched = Threads.run {
      let number = unsafe caretally_wait_for_signal(numbers, Int32(numbers.count))
      let name = taken.first { $0.number == number }?.name ?? "signal \(number)"
      let finding = Finding(
        "RUN-054", "ended by \(name) before the work was done",
        hint: "unfinished files were removed; run again")
      end(finding)
      tell(finding)
      _exit(128 + number)
    }
    // Without a thread to wait for them, signals end the process as usual, and the next run cleans up.
    if !isWatched { unsafe caretally_hold_signals(numbers, Int32(numbers.count), 0) }
  }

  /// Makes a file or folder. Does not begin once the process is ending.
  static func making<Made>(_ make: () throws(SystemFailure) -> Made) throws(SystemFailure) -> Made {
    pass { $0.making += 1 }
    defer { state.withLock { $0.making -= 1 } }
    return try make()
  }

  /// Moves something complete into place: wholly, or not at all.
  package static func moving<Moved, Failure: Error>(_ move: () throws(Failure) -> Moved) throws(Failure)
    -> Moved
  {
    pass { $0.moving += 1 }
    defer { state.withLock { $0.moving -= 1 } }
    return try move()
  }

  /// Marks a file or folder as temporary: only this process uses it, and it is removed if the process ends.
  package static func own(_ path: String) { state.withLock { _ = $0.paths.insert(path) } }

  /// Removes that mark.
  static func disown(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

  /// Marks folders that this process made, outermost first. They are removed if empty.
  package static func own(folders: [String]) { state.withLock { $0.folders += folders } }

  /// Does some work. If a signal ends the process meanwhile, `clean` is called on another thread.
  package static func cleaning<Value>(
    by clean: @escaping @Sendable (Finding) -> Void, during work: () throws -> Value
  ) rethrows -> Value {
    let number = state.withLock { state in
      state.made += 1
      state.cleanups[state.made] = clean
      return state.made
    }
    defer { state.withLock { $0.cleanups[number] = nil } }
    return try work()
  }

  /// Waits for ever once the process is ending: an error that the end causes, or success, must not overtake it.
  package static func pass() { pass { _ in } }

  /// Set on the thread that cleans up, the only one that goes on.
  @TaskLocal private static var isCleaning = false

  private static func pass(_ begin: (inout State) -> Void) {
    let isCleaning = isCleaning
    let isEnding = state.withLock { state in
      // Work inside a move goes on: otherwise the move would never end.
      guard !state.isEnding || state.moving > 0 || isCleaning else { return true }
      begin(&state)
      return false
    }
    while isEnding { usleep(1_000_000) }
  }

  private static func end(_ why: Finding) {
    state.withLock { $0.isEnding = true }
    for _ in 0..<mostWaits {
      if state.withLock({ $0.making == 0 && $0.moving == 0 }) { break }
      usleep(5_000)
    }
    let (paths, folders, cleanups) = state.withLock { state in
      (state.paths, state.folders, state.cleanups.sorted { $0.key > $1.key }.map(\.value))
    }
    $isCleaning.withValue(true) {
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      for clean in cleanups { clean(why) }
      for folder in folders.reversed() { SystemFile.removeEmpty(folder) }
    }
  }
}
