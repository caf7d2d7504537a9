/// The declarations of one kind, by id.
package struct Shelf<Value: Declaration>: Sendable {
  /// Sorted.
  package private(set) var ids: [String] = []
  private var declared: [String: Declared<Value>] = [:]
  /// Names of files that hold something wrong; what refers to them is not wrong as well.
  private var unread: Set<String> = []

  package subscript(id: String) -> Declared<Value>? { declared[id] }

  /// In the order of their ids.
  package private(set) var all: [Declared<Value>] = []

  /// Whether a reference to this id is in order.
  package func knows(_ id: String) -> Bool { declared[id] != nil || unread.contains(id) }

  /// Puts a declaration in its place; the one already there, where there is one, stays and is returned.
  mutating func add(_ value: Declared<Value>) -> Declared<Value>? {
    let id = value.value.id.value
    if let first = declared[id] { return first }
    declared[id] = value
    let place = ids.firstIndex { $0 > id } ?? ids.endIndex
    ids.insert(id, at: place)
    all.insert(value, at: place)
    return nil
  }

  mutating func addUnread(_ name: String) { unread.insert(name) }
}
