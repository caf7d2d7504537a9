/// A decoder that knows the place of its value.
protocol DeclarationDecoder: Decoder {
  var range: Range<Int> { get }
  /// Decodes the same value as another type.
  func value<T: Decodable>(_ type: T.Type) throws -> T
}

/// The parts of a container that only a hand-written `init(from:)` uses. No declaration has one.
protocol NoNesting {}

extension KeyedDecodingContainerProtocol where Self: NoNesting {
  var codingPath: [any CodingKey] { [] }

  func nestedContainer<N: CodingKey>(keyedBy: N.Type, forKey key: Key) throws -> KeyedDecodingContainer<N> {
    throw UnsupportedType(N.self, "nested containers are not read")
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw UnsupportedType(Key.self, "nested containers are not read")
  }

  func superDecoder() throws -> any Decoder { throw UnsupportedType(Key.self, "classes are not read") }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    throw UnsupportedType(Key.self, "classes are not read")
  }
}

extension UnkeyedDecodingContainer where Self: NoNesting {
  mutating func nestedContainer<N: CodingKey>(keyedBy: N.Type) throws -> KeyedDecodingContainer<N> {
    throw UnsupportedType(N.self, "nested containers are not read")
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw UnsupportedType(Self.self, "nested containers are not read")
  }

  mutating func superDecoder() throws -> any Decoder {
    throw UnsupportedType(Self.self, "classes are not read")
  }
}
