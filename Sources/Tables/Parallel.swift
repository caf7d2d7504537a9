import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Processors that this machine has running, at least 1.
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

/// As `parallelMap` of as many pieces as there are weights, the heaviest begun first, so that they end at about one time.
package func parallelMap<Value: Sendable>(
  weights: [Int], _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let order = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
  let found = parallelMap(order.count) { body(order[$0]) }
  return zip(order, found).sorted { $0.0 < $1.0 }.map(\.1)
}

/// As `parallelMap` of what waits, for a disk and not for a core: up to 16 at a time, each on a thread of its own.
package func parallelWaits<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  guard count > 1 else { return count == 1 ? [body(0)] : [] }
  let slots = (0..<count).map { _ in Slot<Value>() }
  // The library gives every queue that does one thing at a time a thread, however many cores there are.
  let queues = (0..<min(16, count)).map { _ in DispatchQueue(label: "caretally.wait") }
  let group = DispatchGroup()
  for index in 0..<count {
    queues[index % queues.count].async(group: group) { slots[index].value = body(index) }
  }
  group.wait()
  return slots.map(\.made)
}

/// Two pieces of work side by side.
package func sideBySide<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  let slots = (Slot<First>(), Slot<Second>())
  parallelForEach(2) { index in
    if index == 0 { slots.0.value = first() } else { slots.1.value = second() }
  }
  return (slots.0.made, slots.1.made)
}

/// A value that is made on another core while its maker goes on.
package final class Later<Value: Sendable>: Sendable {
  private let slot = Slot<Value>()
  private let group = DispatchGroup()

  package init(_ make: @escaping @Sendable () -> Value) {
    DispatchQueue(label: "caretally.later").async(group: group) { [slot] in slot.value = make() }
  }

  /// Waited for where it is not there yet.
  package var value: Value {
    group.wait()
    return slot.made
  }
}
