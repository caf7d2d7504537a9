/// Where digests stand in a list of them. A digest is as good as any hash of it.
struct DigestPositions {
  private var slots: [Int32] = []
  private var count = 0

  func find(_ key: UInt64, in keys: [UInt64]) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The position of a digest that is there; nil where it is new and is to be the next in the list.
  mutating func add(_ key: UInt64, _ keys: [UInt64]) -> Int? {
    reserve(count + 1, keys)
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    count += 1
    return nil
  }

  mutating func reserve(_ wanted: Int, _ keys: [UInt64]) {
    guard slots.count < wanted * 2 else { return }
    var size = 64
    while size < wanted * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (position, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(position)
    }
  }
}
