import CSystem
import Dispatch
import Synchronization

/// Threads that do one piece of work after another.
///
/// Queues of Dispatch wait for ever where the system gives no more threads (`ulimit -u`, or no memory for a stack under
/// `ulimit -v`). Here whoever asks is told, and does the work alone.
package enum Threads {
  private static let idle = Mutex<[Worker]>([])

  /// Has a piece of work done on another thread; false where there is none to be had, and then nothing was done.
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

    /// Works until the process ends; there are about as many as were ever at work side by side.
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
      // The thread takes over what is retained here; where there is no thread, it is let go again.
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
