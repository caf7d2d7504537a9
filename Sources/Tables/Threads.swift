import CSystem
import Dispatch
import Synchronization

/// Threads that do one piece of work after another.
///
/// Dispatch queues wait for ever where the system gives no more threads (`ulimit -u`, or no memory for a stack under
/// `ulimit -v`). Here callers are told, and do the work themselves.
package enum Threads {
  private static let idle = Mutex<[Worker]>([])

  /// Runs work on another thread. Returns false, without running it, where no thread is available.
  package static func run(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard let worker = idle.withLock({ $0.popLast() }) else { return Worker(work).start() }
    worker.take(work)
    return true
  }

  private final class Worker: Sendable {
    private let work: Mutex<(@Sendable () -> Void)?>
    private let wake = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Void) { self.work = Mutex(work) }

    func take(_ next: @escaping @Sendable () -> Void) {
      work.withLock { $0 = next }
      wake.signal()
    }

    /// Works until the process ends. There are about as many threads as ever worked in parallel.
    private func run() {
      while true {
        let next = work.withLock { work in
          defer { work = nil }
          return work
        }
        next?()
        Threads.idle.withLock { $0.append(self) }
        wake.wait()
      }
    }

    func start() -> Bool {
      // The thread takes ownership of what is retained here. Without a thread it is released again.
      let own = unsafe Unmanaged.passRetained(self)
      let code = unsafe caretally_start_thread(
        { context in
          unsafe Unmanaged<Worker>.fromOpaque(context).takeRetainedValue().run()
          return nil
        }, own.toOpaque())
      if code != 0 { unsafe own.release() }
      return code == 0
    }
  }
}
