import Dispatch
import Synchronization

/// Calls a function for every index on all cores; returns when all have ended.
///
/// Work inside work is shared out too: a core that has nothing left of the outer helps with what is open of the inner, which
/// `DispatchQueue.concurrentPerform` gives one core alone. Whoever calls works through its own indices until none is left, and
/// waits only for those that another core is at, so that nothing can wait for itself.
package func parallelForEach(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  guard count > 1, processorCount > 1 else { return (0..<max(count, 0)).forEach(body) }
  let work = SharedWork(count, body)
  OpenWork.shared.open(work)
  work.runWhatIsLeft()
  OpenWork.shared.close(work)
}

/// The indices of one call, taken one after another by whoever comes.
private final class SharedWork: Sendable {
  let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)
  private let unfinished: Atomic<Int>
  private let end = DispatchSemaphore(value: 0)

  init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    (self.count, self.body) = (count, body)
    unfinished = Atomic(count)
    // Whoever takes an index sees all that was written before the work was called for.
    next.store(0, ordering: .releasing)
  }

  var hasMore: Bool { next.load(ordering: .relaxed) < count }

  /// What is written before the last index ends is seen by whoever sees that it has.
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

/// All work that has indices left, and the cores that help with it.
private final class OpenWork: Sendable {
  static let shared = OpenWork()

  private struct State {
    /// What was opened last is helped with first: what is inside other work holds that up.
    var work: [SharedWork] = []
    /// Threads that help, and threads that only wait for the end of work they called for.
    var helping = 0
    var waiting = 0

    /// Whether a core has nothing to do: whoever called first works too.
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

  /// Waits until work whose indices are all taken has ended.
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
      // No thread is to be had: whoever called does all of it.
      return state.withLock { $0.helping -= helpers - number }
    }
  }

  private func help() {
    while let work = takeWork() { work.runWhatIsLeft() }
  }

  /// Work that has indices left; nil where there is none, or enough help, and this thread no longer counts.
  private func takeWork() -> SharedWork? {
    state.withLock { state in
      let isTooMany = state.helping - state.waiting > processorCount - 1
      if !isTooMany, let work = state.work.last(where: \.hasMore) { return work }
      state.helping -= 1
      return nil
    }
  }
}
