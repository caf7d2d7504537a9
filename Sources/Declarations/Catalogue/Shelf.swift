/// The declarations of one kind, by id.
package struct Shelf<Value: Declaration>: Sendable {
  package private(set) var ids: [String] = []
  private var declared: [String: Declared<Value>] = [:]
  /// Names of files with a fault. A reference to one of them is no further fault.
  private var unread: Set<String> = []

  package subscript(id: String) -> Declared<Value>? { declared[id] }

  /// Sorted by id.
  package private(set) var all: [Declared<Value>] = []

  /// Whether a reference to this id resolves, or is to a file with a fault.
  package func knows(_ id: String) -> Bool { declared[id] != nil || unread.contains(id) }

  /// Adds a declaration. If its id is taken, the first one stays and is returned.
  mutating func add(_ value: Declared<Value>) -> Declared<Value>? {
    let id = value.value.id.value
    if let first = declared[id] { return first }
    declared[id] = value
    let place = ids.firstIndex { $0 > id } ?? ids.endIndex
    ids.insert(id, at: place)
    all.insert(value, at: place)
    return nil
  }

  /// Changes what is declared, but no id.
  mutating func change(_ change: (inout Declared<Value>) -> Void) {
    for place in all.indices {
      change(&all[place])
      declared[all[place].value.id.value] = all[place]
    }
  }

  mutating func addUnread(_ name: String) { unread.insert(name) }
}
