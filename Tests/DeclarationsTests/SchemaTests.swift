import Declarations
import Foundation
import TestKit
import Testing

@Suite struct SchemaTests {
  @Test func committedSchemasAreTheGeneratedOnes() throws {
    for schema in try JSONSchema.schemas() {
      try expectGolden(schema.text, "../../../docs/schemas/\(schema.name).schema.json")
    }
  }

  @Test func everyNoteIsAboutAKeyThatExists() throws {
    let schemas = try JSONSchema.schemas().map(\.text).joined()
    for (key, note) in JSONSchema.notes {
      #expect(schemas.contains(JSONText.quoted(note)), "no type has \(key)")
    }
  }

  /// A key is described in `KeyNotes.swift` and has no comment beside it, which would part from the note in time.
  @Test func aKeyIsDescribedOnce() throws {
    let kinds = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Declarations/Kinds").standardized
    var keys = 0
    for path in try FileManager.default.contentsOfDirectory(atPath: kinds.path) {
      var types: [(indent: Int, isDecoded: Bool)] = []
      var isCommented = false
      for line in try String(contentsOf: kinds.appending(path: path), encoding: .utf8).split(separator: "\n")
      {
        let indent = line.prefix { $0 == " " }.count
        defer { isCommented = line.dropFirst(indent).hasPrefix("///") }
        if let type = line.firstMatch(of: /^ *(?:package )?(?:struct|enum|extension) [\w.]+(.*)/) {
          types = types.filter { $0.indent < indent } + [(indent, type.1.contains("Decodable"))]
        } else if let key = line.firstMatch(of: /^ *package (?:var|let) `?(\w+)`?: [^{]*$/),
          types.last(where: { $0.indent < indent })?.isDecoded == true
        {
          keys += 1
          #expect(!isCommented, "\(path): describe \(key.1) in KeyNotes.swift, not in a comment")
        }
      }
    }
    #expect(keys > 350)
  }
}
