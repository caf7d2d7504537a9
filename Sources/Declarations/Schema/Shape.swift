/// The JSON that a declaration may have, derived from the Swift type that decodes it.
package indirect enum Shape: Sendable, Hashable {
  case text
  case integer
  case number
  case flag
  /// One of these texts.
  case word([String])
  case list(Shape)
  /// Any keys, with one kind of value.
  case map(Shape)
  case object(Object)

  package struct Object: Sendable, Hashable {
    /// The type's name in its module, such as `Measure.Example`; empty where only keys are checked.
    package var name: String
    /// In the order of decoding, which is that of the type's properties.
    package var members: [Member]

    package init(name: String, members: [Shape.Member]) {
      self.name = name
      self.members = members
    }
  }

  package struct Member: Sendable, Hashable {
    package var key: String
    package var shape: Shape
    package var isRequired: Bool

    package init(key: String, shape: Shape, isRequired: Bool) {
      self.key = key
      self.shape = shape
      self.isRequired = isRequired
    }
  }

  /// What is expected, for messages.
  package var expectation: String {
    switch self {
    case .text: "a text in double quotes"
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .word(let words): "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
    case .list: "a list in [ ]"
    case .map, .object: "an object in { }"
    }
  }
}
