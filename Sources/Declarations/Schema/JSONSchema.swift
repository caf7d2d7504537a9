/// JSON Schema (draft 2020-12) for editors, made from the shapes that files are checked against.
package enum JSONSchema {
  /// Every kind's schema, by name: the contents of `docs/schemas/<name>.schema.json`.
  package static func schemas() throws -> [(name: String, text: String)] {
    [
      try schema(Dataset.self, named: "dataset"), try schema(CodeList.self, named: "code-list"),
      try schema(BlankValues.self, named: "blank-values"), try schema(Rule.self, named: "rule"),
      try schema(Measure.self, named: "measure"),
      try schema(Framework.self, named: "framework"), try schema(ComparatorsNote.self, named: "comparators"),
      try schema(PopulationsNote.self, named: "populations"),
      try schema(AcceptedException.self, named: "exception"),
      try schema(Submission.self, named: "submission"),
      try schema(WaitingListDeclaration.self, named: "waiting-list"),
      try schema(ExtractMapping.self, named: "mapping"),
      try schema(PolicyDeclaration.self, named: "policy"), try schema(PipelinePlan.self, named: "pipeline"),
      try schema(TargetSet.self, named: "targets"), try schema(Judgements.self, named: "judgements"),
      try schema(AssuranceFramework.self, named: "assurance"), try schema(Product.self, named: "product"),
      try schema(StatementTable.self, named: "statements"),
      try schema(Comparability.self, named: "comparability"),
      try schema(Neighbours.self, named: "neighbours"),
      try schema(Phrases.self, named: "phrases"), try schema(Layout.self, named: "layout"),
      try schema(PeerModelDeclaration.self, named: "peer-model"),
      try schema(CouncilSettings.self, named: "council"),
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
