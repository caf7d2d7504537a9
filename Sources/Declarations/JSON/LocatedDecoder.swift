package import Findings

/// Decodes plain `Decodable` structs from located JSON and reports every error of the file at once.
///
/// `JSONDecoder` stops at the first error, ignores unknown and duplicate keys, and has no positions.
package struct LocatedDecoder: Decoder, DeclarationDecoder {
  private let node: JSONNode
  private let asked: Asked

  private init(node: JSONNode, asked: Asked) { (self.node, self.asked) = (node, asked) }

  /// How many members of objects were decoded.
  ///
  /// A type asks for each of its keys once, and only one value is decoded from each object. So there are no unknown
  /// members where the count is that of all members.
  fileprivate final class Asked {
    var count = 0
  }

  /// Decodes a file; nil where it has a fault. Findings are in the order of the file.
  ///
  /// Only a file that fails, or has members that were not decoded, is checked against the type's shape, which finds every
  /// fault: finding a shape takes longer than decoding a file or two.
  package static func decode<T: Decodable & Sendable>(
    _ type: T.Type, from source: SourceText
  ) -> (value: T?, node: JSONNode?, findings: [Finding]) {
    let (node, syntax) = JSONNode.parse(source)
    guard var node else { return (nil, nil, syntax) }
    // Editors use "$schema" to find the schema. It says nothing about the declaration.
    node.removeMember("$schema")
    let asked = Asked()
    if syntax.isEmpty, let value = try? Self(node: node, asked: asked).value(type),
      asked.count == node.memberCount
    {
      return (value, node, [])
    }
    do {
      var check = ShapeCheck(source: source)
      check.hold(node, to: try Shape.known(type))
      let findings = inOrder(syntax + check.findings)
      return (findings.isEmpty ? try Self(node: node, asked: Asked()).value(type) : nil, node, findings)
    } catch {
      preconditionFailure("\(source.path): \(error)")
    }
  }

  package var codingPath: [any CodingKey] { [] }
  package var userInfo: [CodingUserInfoKey: Any] { [:] }
  var range: Range<Int> { node.range }

  func value<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = node.value else {
      throw UnsupportedType(type, "the shape let \(node.kind) pass")
    }
    return KeyedDecodingContainer(Members(members: members, asked: asked))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let items) = node.value else {
      throw UnsupportedType([Any].self, "the shape let \(node.kind) pass")
    }
    return Items(items: items, asked: asked)
  }

  package func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }
}

extension LocatedDecoder {
  struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol, NoNesting {
    let members: [JSONNode.Member]
    fileprivate let asked: Asked

    var allKeys: [Key] { members.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { place(of: key) != nil }

    /// Members are read in place: to take one out would copy everything in it.
    private func place(of key: Key) -> Int? {
      let name = key.stringValue
      return members.indices.first { members[$0].key == name }
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      guard let place = place(of: key) else {
        throw UnsupportedType(type, "the shape let a missing key \"\(key.stringValue)\" pass")
      }
      asked.count += 1
      return try LocatedDecoder(node: members[place].node, asked: asked).value(type)
    }
  }

  struct Items: UnkeyedDecodingContainer, NoNesting {
    let items: [JSONNode]
    fileprivate let asked: Asked
    var codingPath: [any CodingKey] { [] }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex == items.count }
    var currentIndex = 0

    fileprivate init(items: [JSONNode], asked: Asked) { (self.items, self.asked) = (items, asked) }

    func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
      defer { currentIndex += 1 }
      return try LocatedDecoder(node: items[currentIndex], asked: asked).value(type)
    }
  }

  struct Single: SingleValueDecodingContainer {
    let decoder: LocatedDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) throws -> Bool {
      guard case .flag(let flag) = decoder.node.value else { throw mismatch(type) }
      return flag
    }
    func decode(_ type: String.Type) throws -> String {
      guard case .text(let text) = decoder.node.value else { throw mismatch(type) }
      return text
    }
    func decode(_ type: Double.Type) throws -> Double {
      try number { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
    }
    func decode(_ type: Int.Type) throws -> Int { try number(DeclaredNumber.read) }
    func decode(_ type: Int64.Type) throws -> Int64 { try number { DeclaredNumber.read($0).map(Int64.init) } }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.value(type) }

    private func number<T>(_ read: (String) -> T?) throws -> T {
      guard case .number(let text) = decoder.node.value, let value = read(text) else {
        throw mismatch(T.self)
      }
      return value
    }

    private func mismatch(_ type: Any.Type) -> UnsupportedType {
      UnsupportedType(type, "the shape let \(decoder.node.kind) pass")
    }
  }
}

/// Sorted by file, then by place, then by code.
func inOrder(_ findings: [Finding]) -> [Finding] {
  let nowhere = Location(path: "")
  return findings.sorted {
    ($0.location ?? nowhere, $0.code, $0.message) < ($1.location ?? nowhere, $1.code, $1.message)
  }
}
