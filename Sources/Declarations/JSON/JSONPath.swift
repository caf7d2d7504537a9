/// One step down into a JSON value.
enum JSONStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case key(String)
  case item(Int)

  init(stringLiteral value: String) { self = .key(value) }
  init(integerLiteral value: Int) { self = .item(value) }
}

extension JSONNode {
  subscript(step: JSONStep) -> JSONNode? {
    switch step {
    case .key(let key): self[key]
    case .item(let position): items.indices.contains(position) ? items[position] : nil
    }
  }

  /// The place of the key whose value is written at a place.
  func keyRange(before value: Range<Int>) -> Range<Int>? {
    object(holding: value)?.members.first { $0.node.range == value }?.keyRange
  }

  /// The object with a member whose value is written at a place.
  func object(holding value: Range<Int>) -> JSONNode? {
    guard range.contains(value.lowerBound) else { return nil }
    if members.contains(where: { $0.node.range == value }) { return self }
    for member in members {
      if let found = member.node.object(holding: value) { return found }
    }
    for item in items {
      if let found = item.object(holding: value) { return found }
    }
    return nil
  }
}
