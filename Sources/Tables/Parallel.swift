import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The number of processors online, at least 1.
package let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// One result of parallel work, written once by one worker and read after all have ended.
private final class Slot<Value: Sendable>: @unchecked Sendable {
  var value: Value?

  var made: Value {
    guard let value else { preconditionFailure("a worker that returned nothing") }
    return value
  }
}

/// Calls a function for every index on all cores and returns the results in order.
///
/// Not a task group: Swift 6.3.1 on Linux at `-O` loses or corrupts arrays that children return.
package func parallelMap<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  guard count > 1 else { return count == 1 ? [body(0)] : [] }
  let slots = (0..<count).map { _ in Slot<Value>() }
  parallelForEach(count) { slots[$0].value = body($0) }
  return slots.map(\.made)
}

/// As `parallelMap` of one piece for each weight. The heaviest begin first, so that they end at about the same time.
package func parallelMap<Value: Sendable>(
  weights: [Int], _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let order = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
  let found = parallelMap(order.count) { body(order[$0]) }
  return zip(order, found).sorted { $0.0 < $1.0 }.map(\.1)
}

/// As `parallelMap` for work that waits for a disk: up to 16 at a time, each on its own thread if there is one.
package func parallelWaits<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  guard count > 1 else { return count == 1 ? [body(0)] : [] }
  let slots = (0..<count).map { _ in Slot<Value>() }
  let next = NextIndex()
  let work: @Sendable () -> Void = {
    while let index = next.take(below: count) { slots[index].value = body(index) }
  }
  let group = DispatchGroup()
  for _ in 1..<min(16, count) {
    group.enter()
    guard
      !Threads.run({
        work(); group.leave()
      })
    else { continue }
    group.leave()
    break
  }
  work()
  group.wait()
  return slots.map(\.made)
}

/// Hands out indices one after another to any caller.
private final class NextIndex: Sendable {
  private let next = Atomic<Int>(0)

  func take(below count: Int) -> Int? {
    let index = next.add(1, ordering: .acquiringAndReleasing).oldValue
    return index < count ? index : nil
  }
}

/// Runs two pieces of work in parallel.
package func sideBySide<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  let slots = (Slot<First>(), Slot<Second>())
  parallelForEach(2) { index in
    if index == 0 { slots.0.value = first() } else { slots.1.value = second() }
  }
  return (slots.0.made, slots.1.made)
}

/// A value that is computed on another core in the meantime; at once where no thread is available.
package final class Future<Value: Sendable>: Sendable {
  private let slot = Slot<Value>()
  private let group = DispatchGroup()

  package init(_ make: @escaping @Sendable () -> Value) {
    group.enter()
    let work: @Sendable () -> Void = { [slot, group] in
      slot.value = make()
      group.leave()
    }
    if !Threads.run(work) { work() }
  }

  /// Waits for the value if necessary.
  package var value: Value {
    group.wait()
    return slot.made
  }
}
