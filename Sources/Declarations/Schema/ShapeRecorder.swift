import Synchronization

/// A type that no declaration can use, and why. The first test that reads any file finds it.
struct UnsupportedType: Error, CustomStringConvertible {
  var description: String
  init(_ type: Any.Type, _ why: String) { description = "\(type) cannot be declared: \(why)" }
}

extension Shape {
  /// The shape that a type's `init(from:)` decodes.
  ///
  /// The type is decoded from a sample: every text empty, every number 0, every list one element long. What it decodes is
  /// its shape. Swift has no other way to list the keys of a `Decodable` type.
  package static func of<T: Decodable>(_ type: T.Type) throws -> Shape {
    try ShapeRecorder.sample(type, ShapeRecorder.Known(tellsNames: true)).shape
  }

  /// As `of`, without types' names and cached by type: a project has hundreds of files of a dozen types.
  static func known<T: Decodable>(_ type: T.Type) throws -> Shape {
    if let shape = shapes.withLock({ $0[ObjectIdentifier(type)] }) { return shape }
    let shape = try ShapeRecorder.sample(type, ShapeRecorder.Known(tellsNames: false)).shape
    shapes.withLock { $0[ObjectIdentifier(type)] = shape }
    return shape
  }

  private static let shapes = Mutex<[ObjectIdentifier: Shape]>([:])
}

/// A decoder that returns samples and records what is decoded.
struct ShapeRecorder: Decoder, DeclarationDecoder {
  let noted: Noted
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var range: Range<Int> { 0..<0 }

  /// What a type has decoded.
  final class Noted {
    var shape: Shape?
    var members: [Shape.Member] = []
    var optional: Set<String> = []
    let known: Known

    init(_ known: Known) { self.known = known }
  }

  /// The samples so far: a type decodes hundreds of located texts.
  final class Known {
    /// Only schemas need names, and the runtime takes longer to find a name than a shape.
    let tellsNames: Bool
    var samples: [ObjectIdentifier: (shape: Shape, value: Any)] = [:]

    init(tellsNames: Bool) { self.tellsNames = tellsNames }
  }

  static func sample<T: Decodable>(_ type: T.Type, _ known: Known) throws -> (shape: Shape, value: T) {
    if let (shape, value) = known.samples[ObjectIdentifier(type)], let value = value as? T {
      return (shape, value)
    }
    let made = try newSample(type, known)
    known.samples[ObjectIdentifier(type)] = made
    return made
  }

  private static func newSample<T: Decodable>(
    _ type: T.Type, _ known: Known
  ) throws -> (shape: Shape, value: T) {
    let recorder = ShapeRecorder(noted: Noted(known))
    let value: T
    do {
      value = try T(from: recorder)
    } catch {
      // An enum of texts has no empty case. Asking every type whether it is one would cost more than everything else: the
      // runtime searches all loaded code for a conformance that does not exist.
      guard case .text = recorder.noted.shape, let (words, first) = words(of: type) else { throw error }
      return (.word(words), first)
    }
    guard let shape = recorder.noted.shape else { throw UnsupportedType(type, "it asks for no value") }
    guard case .object(var object) = shape else { return (shape, value) }
    if known.tellsNames {
      object.name = String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
    }
    object.members = recorder.noted.members
    return (.object(object), value)
  }

  /// The raw values of an enum of texts, and its first case.
  private static func words<T>(of type: T.Type) -> (all: [String], first: T)? {
    guard let type = type as? any CaseIterable.Type else { return nil }
    func words<C: CaseIterable>(of type: C.Type) -> (all: [String], first: T)? {
      let all = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
      guard all.count == type.allCases.count, let first = type.allCases.first as? T else { return nil }
      return (all, first)
    }
    return words(of: type)
  }

  func value<T: Decodable>(_ type: T.Type) throws -> T {
    let (shape, value) = try Self.sample(type, noted.known)
    if case .object(let object) = shape { noted.members = object.members }
    noted.shape = shape
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    noted.shape = .object(.init(name: "", members: []))
    return KeyedDecodingContainer(Members(noted: noted))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { Items(noted: noted) }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(recorder: self) }
}

extension ShapeRecorder {
  struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol, NoNesting {
    let noted: Noted

    /// A dictionary lists its keys; a struct decodes those that it knows.
    var allKeys: [Key] {
      noted.shape = .map(.text)
      return Key(stringValue: "").map { [$0] } ?? []
    }

    /// Only an optional property calls this before it decodes.
    func contains(_ key: Key) -> Bool {
      noted.optional.insert(key.stringValue)
      return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      let (shape, value) = try ShapeRecorder.sample(type, noted.known)
      if case .map = noted.shape {
        noted.shape = .map(shape)
      } else {
        let isRequired = !noted.optional.contains(key.stringValue)
        noted.members.append(.init(key: key.stringValue, shape: shape, isRequired: isRequired))
      }
      return value
    }
  }

  struct Items: UnkeyedDecodingContainer, NoNesting {
    let noted: Noted
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var currentIndex = 0
    var isAtEnd: Bool { currentIndex == 1 }

    init(noted: Noted) { self.noted = noted }

    func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
      currentIndex = 1
      let (shape, value) = try ShapeRecorder.sample(type, noted.known)
      noted.shape = .list(shape)
      return value
    }
  }

  struct Single: SingleValueDecodingContainer {
    let recorder: ShapeRecorder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) -> Bool { note(.flag, false) }
    func decode(_ type: String.Type) -> String { note(.text, "") }
    func decode(_ type: Double.Type) -> Double { note(.number, 0) }
    func decode(_ type: Int.Type) -> Int { note(.integer, 0) }
    func decode(_ type: Int64.Type) -> Int64 { note(.integer, 0) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try recorder.value(type) }

    private func note<T>(_ shape: Shape, _ value: T) -> T {
      recorder.noted.shape = shape
      return value
    }
  }
}
