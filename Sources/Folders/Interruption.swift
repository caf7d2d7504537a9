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

/// What is put right where a signal ends the process in the middle of its work: files that are half written, and locks.
///
/// A signal that comes while something is moved into place waits until it is there.
package enum Interruption {
  private struct State {
    var isEnding = false
    /// Files being made, and moves into place, at this moment.
    var making = 0
    var moving = 0
    /// What is of this process alone, by path; folders that go if nothing is in them, the outermost first; what else is to be done.
    var paths: Set<String> = []
    var folders: [String] = []
    var cleanups: [Int: @Sendable (Finding) -> Void] = [:]
    var made = 0
  }

  private static let state = Mutex(State())

  /// The signals by which people and systems ask a process to end; one that whoever started it has it ignore stays ignored.
  private static let signals: [(number: Int32, name: String)] = [
    (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP"),
  ]
  /// A disk that does not answer must not keep a process from its end for longer.
  private static let mostWaits = 2_000

  /// Takes signals from now on: what was begun is removed, `tell` is given the reason, and the process ends with 128 and the
  /// signal's number. To be called before any thread is started.
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
        hint: "what it had begun to write is removed; run again")
      end(finding)
      tell(finding)
      _exit(128 + number)
    }
    // Without a thread to wait for them signals end the process as they always did; the next run clears what is left.
    if !isWatched { unsafe caretally_hold_signals(numbers, Int32(numbers.count), 0) }
  }

  /// Makes a file or folder; never begun once the process is ending.
  static func making<Made>(_ make: () throws(SystemFailure) -> Made) throws(SystemFailure) -> Made {
    pass { $0.making += 1 }
    defer { state.withLock { $0.making -= 1 } }
    return try make()
  }

  /// Moves what is complete into place: wholly, or not at all.
  package static func moving<Moved, Failure: Error>(_ move: () throws(Failure) -> Moved) throws(Failure)
    -> Moved
  {
    pass { $0.moving += 1 }
    defer { state.withLock { $0.moving -= 1 } }
    return try move()
  }

  /// Says of a file or folder that nobody but this process uses it, and that it is of no use once the process has ended.
  package static func own(_ path: String) { state.withLock { _ = $0.paths.insert(path) } }

  /// Says that it is no longer so.
  static func disown(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

  /// Says of folders, the outermost first, that this process made them, so that they go where nothing is in them.
  package static func own(folders: [String]) { state.withLock { $0.folders += folders } }

  /// Does some work; where a signal ends the process meanwhile, `clean` is called from another thread.
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

  /// Waits for ever once the process is ending: its end must not be overtaken by an error that it causes, or by success.
  package static func pass() { pass { _ in } }

  /// Set on the thread that cleans up, which alone goes on.
  @TaskLocal private static var isCleaning = false

  private static func pass(_ begin: (inout State) -> Void) {
    let isCleaning = isCleaning
    let isEnding = state.withLock { state in
      // What is inside a move goes on, or the move would never end.
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
