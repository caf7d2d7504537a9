/// JSON Schema (draft 2020-12) for editors, made from the same shapes that files are held against.
package enum JSONSchema {
  /// Every kind's schema, by name: the text of `docs/schemas/<name>.schema.json`.
  package static func schemas() throws -> [(name: String, text: String)] {
    [
      try schema(Dataset.self, named: "dataset"), try schema(CodeList.self, named: "code-list"),
      try schema(Rule.self, named: "rule"), try schema(Measure.self, named: "measure"),
      try schema(Framework.self, named: "framework"), try schema(ComparatorsNote.self, named: "comparators"),
      try schema(PopulationsNote.self, named: "populations"),
      try schema(AcceptedException.self, named: "exception"),
      try schema(Submission.self, named: "submission"),
      try schema(WaitingListDeclaration.self, named: "waiting-list"),
      try schema(PolicyDeclaration.self, named: "policy"), try schema(PipelinePlan.self, named: "pipeline"),
      try schema(TargetSet.self, named: "targets"), try schema(Judgements.self, named: "judgements"),
      try schema(AssuranceFramework.self, named: "assurance"), try schema(Product.self, named: "product"),
      try schema(StatementTable.self, named: "statements"),
      try schema(Comparability.self, named: "comparability"),
      try schema(Neighbours.self, named: "neighbours"),
      try schema(Phrases.self, named: "phrases"),
    ]
  }

  private static func schema<T: Declaration>(
    _ type: T.Type, named name: String
  ) throws -> (name: String, text: String) {
    guard case .object(let object) = try Shape.of(type) else { throw UnsupportedType(type, "not an object") }
    var root: [(String, JSONText)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text(name)), ("description", .text(T.purpose)),
    ]
    root += members(of: object, allowing: [("$schema", .object([("type", .text("string"))]))])
    return (name, JSONText.object(root).lines() + "\n")
  }

  private static func members(
    of object: Shape.Object, allowing extra: [(String, JSONText)] = []
  ) -> [(String, JSONText)] {
    let properties = object.members.map { member in
      (member.key, JSONText.object(description(of: object.name, member.key) + keywords(for: member.shape)))
    }
    let required = object.members.filter(\.isRequired).map { JSONText.text($0.key) }
    return [
      ("type", .text("object")), ("properties", .object(extra + properties)), ("required", .list(required)),
      ("additionalProperties", .flag(false)),
    ]
  }

  private static func description(of type: String, _ key: String) -> [(String, JSONText)] {
    notes["\(type).\(key)"].map { [("description", .text($0))] } ?? []
  }

  private static func keywords(for shape: Shape) -> [(String, JSONText)] {
    switch shape {
    case .text: [("type", .text("string"))]
    case .integer: [("type", .text("integer"))]
    case .number: [("type", .text("number"))]
    case .flag: [("type", .text("boolean"))]
    case .word(let words): [("enum", .list(words.map(JSONText.text)))]
    case .list(let element): [("type", .text("array")), ("items", .object(keywords(for: element)))]
    case .map(let element):
      [("type", .text("object")), ("additionalProperties", .object(keywords(for: element)))]
    case .object(let object): members(of: object)
    }
  }
}

/// JSON to be written, with its keys in the order they are given.
package indirect enum JSONText: Sendable {
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([JSONText])
  case object([(String, JSONText)])

  /// Two spaces a level; a list of texts stays on one line while it fits in 100 characters.
  package func lines(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return String(number)
    case .text(let text): return Self.quoted(text)
    case .list(let items):
      let line = "[" + items.map { $0.lines() }.joined(separator: ", ") + "]"
      guard line.count + indent.count > 100 || line.contains("\n") else { return line }
      return block(items.map { $0.lines(indent: inner) }, "[", "]", indent)
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      if members.count == 1, case .text = members[0].1 {
        return "{ \(Self.quoted(members[0].0)): \(members[0].1.lines()) }"
      }
      return block(members.map { "\(Self.quoted($0.0)): \($0.1.lines(indent: inner))" }, "{", "}", indent)
    }
  }

  private func block(_ parts: [String], _ open: String, _ close: String, _ indent: String) -> String {
    "\(open)\n" + parts.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(close)"
  }

  /// RFC 8259 §7: quotation mark, backslash and control characters are escaped, and nothing else.
  package static func quoted(_ text: String) -> String {
    // Nearly every text is as it is written.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return "\"\(text)\""
    }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
