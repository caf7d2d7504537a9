package import Findings

/// A JSON value with its place.
package struct JSONNode: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case null
    case flag(Bool)
    /// As written, so that no digit is lost to a floating-point type.
    case number(String)
    case text(String)
    case list([JSONNode])
    /// In the order of the file. No key occurs twice.
    case object([Member])
  }

  package struct Member: Sendable, Hashable {
    package var key: String
    /// The key with its quotes.
    package var keyRange: Range<Int>
    package var node: JSONNode
  }

  package var value: Value
  /// From the first byte of the value to just after its last, quotes and brackets included.
  package var range: Range<Int>

  /// Parses a whole file as one JSON value (RFC 8259).
  ///
  /// Reports every duplicate key and keeps the first. Parsing stops at the first syntax error, and there is then no node.
  package static func parse(_ source: SourceText) -> (node: JSONNode?, findings: [Finding]) {
    var parser = JSONParser(source: source)
    do {
      let node = try parser.file()
      return (node, parser.findings)
    } catch {
      return (nil, parser.findings + [error])
    }
  }

  /// The kind of value, for messages.
  package var kind: String {
    switch value {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }

  package var members: [Member] {
    if case .object(let members) = value { members } else { [] }
  }

  package var items: [JSONNode] {
    if case .list(let items) = value { items } else { [] }
  }

  /// The members of all objects in it.
  var memberCount: Int {
    switch value {
    case .object(let members): members.reduce(members.count) { $0 + $1.node.memberCount }
    case .list(let items): items.reduce(0) { $0 + $1.memberCount }
    default: 0
    }
  }

  package func member(_ key: String) -> Member? { members.first { $0.key == key } }

  mutating func removeMember(_ key: String) {
    guard case .object(let members) = value else { return }
    value = .object(members.filter { $0.key != key })
  }

  package subscript(key: String) -> JSONNode? { member(key)?.node }
}
