package import Findings

/// A value with the bytes that it was written in, so that a later check can point at it.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  package var value: Value
  package var range: Range<Int>

  package init(_ value: Value, range: Range<Int> = 0..<0) {
    self.value = value
    self.range = range
  }
}

extension Located: Decodable where Value: Decodable {
  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? any DeclarationDecoder else {
      self.init(try Value(from: decoder))
      return
    }
    self.init(try decoder.value(Value.self), range: decoder.range)
  }
}

/// A declaration with its file.
package struct Declared<Value: Sendable>: Sendable {
  package var value: Value
  package var source: SourceText

  package init(_ value: Value, source: SourceText) {
    self.value = value
    self.source = source
  }
}
