import Dispatch
import Synchronization

/// Calls a function for every index on all cores. Returns when all calls have ended.
///
/// Nested calls are shared too: a core without outer work helps with inner work, for which
/// `DispatchQueue.concurrentPerform` would use one core. The caller takes indices until there are none left, and then
/// waits only for those that other cores are working on, so no call can wait for itself.
package func parallelForEach(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  guard count > 1, processorCount > 1 else { return (0..<max(count, 0)).forEach(body) }
  let work = SharedWork(count, body)
  OpenWork.shared.open(work)
  work.runWhatIsLeft()
  OpenWork.shared.close(work)
}

/// The indices of one call, handed out one after another to any thread.
private final class SharedWork: Sendable {
  let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)
  private let unfinished: Atomic<Int>
  private let end = DispatchSemaphore(value: 0)

  init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    (self.count, self.body) = (count, body)
    unfinished = Atomic(count)
    // A thread that takes an index sees everything that was written before the call.
    next.store(0, ordering: .releasing)
  }

  var hasMore: Bool { next.load(ordering: .relaxed) < count }

  /// A thread that sees the end also sees everything written before it.
  var hasEnded: Bool { unfinished.load(ordering: .acquiring) == 0 }

  func runWhatIsLeft() {
    while true {
      let index = next.add(1, ordering: .acquiringAndReleasing).oldValue
      guard index < count else { return }
      body(index)
      if unfinished.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { end.signal() }
    }
  }

  func waitForEnd() {
    end.wait()
    precondition(hasEnded)
  }
}

/// All calls with indices left, and the threads that help with them.
private final class OpenWork: Sendable {
  static let shared = OpenWork()

  private struct State {
    /// The newest call gets help first, because outer calls wait for inner ones.
    var work: [SharedWork] = []
    /// Threads that help, and threads that wait for the end of their own calls.
    var helping = 0
    var waiting = 0

    /// Whether a core is idle. The first caller works too.
    var hasIdleCore: Bool { helping - waiting < processorCount - 1 }
  }

  private let state = Mutex(State())

  func open(_ work: SharedWork) {
    let helpers = state.withLock { state in
      state.work.append(work)
      return Self.callHelpers(&state, atMost: work.count - 1)
    }
    start(helpers)
  }

  /// Waits for the end of a call whose indices have all been taken.
  func close(_ work: SharedWork) {
    let helpers = state.withLock { state -> Int? in
      state.work.removeAll { $0 === work }
      guard !work.hasEnded else { return nil }
      state.waiting += 1
      return Self.callHelpers(&state, atMost: state.work.contains(where: \.hasMore) ? 1 : 0)
    }
    guard let helpers else { return }
    start(helpers)
    work.waitForEnd()
    state.withLock { $0.waiting -= 1 }
  }

  private static func callHelpers(_ state: inout State, atMost most: Int) -> Int {
    var called = 0
    while called < most, state.hasIdleCore {
      state.helping += 1
      called += 1
    }
    return called
  }

  private func start(_ helpers: Int) {
    for number in 0..<helpers {
      guard !Threads.run({ self.help() }) else { continue }
      // No thread is available: the caller does all of it.
      return state.withLock { $0.helping -= helpers - number }
    }
  }

  private func help() {
    while let work = takeWork() { work.runWhatIsLeft() }
  }

  /// A call with indices left; nil where there is none, or enough threads help it. Then this thread no longer counts.
  private func takeWork() -> SharedWork? {
    state.withLock { state in
      let isTooMany = state.helping - state.waiting > processorCount - 1
      if !isTooMany, let work = state.work.last(where: \.hasMore) { return work }
      state.helping -= 1
      return nil
    }
  }
}
