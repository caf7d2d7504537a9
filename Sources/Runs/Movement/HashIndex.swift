/// Finds the position of a digest in a list. A digest serves as its own hash.
struct HashIndex {
  private var slots: [Int32]

  /// - Parameters:
  ///   - isBetter: whether the first of two positions with one digest is the one to find.
  ///   - others: receives the positions that are not.
  init(_ keys: [UInt64], others: inout [Int], _ isBetter: (_ later: Int, _ known: Int) -> Bool) {
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    next: for (position, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & (size - 1)
      while slots[slot] >= 0 {
        let known = Int(slots[slot])
        if keys[known] == key {
          let wins = isBetter(position, known)
          others.append(wins ? known : position)
          if wins { slots[slot] = Int32(position) }
          continue next
        }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = Int32(position)
    }
  }

  func find(_ key: UInt64, in keys: [UInt64]) -> Int? {
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
