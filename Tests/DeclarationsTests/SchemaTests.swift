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

  /// A key has its note, or a comment where it is declared, and never both, which would part in time.
  @Test func aKeyIsDescribedOnce() throws {
    let kinds = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Declarations").standardized
    var described = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: kinds.path) where path.hasSuffix(".swift")
    {
      var types: [(indent: Int, name: String)] = []
      var isCommented = false
      for line in try String(contentsOf: kinds.appending(path: path), encoding: .utf8).split(separator: "\n")
      {
        let indent = line.prefix { $0 == " " }.count
        defer { isCommented = line.dropFirst(indent).hasPrefix("///") }
        if let type = line.firstMatch(of: /^ *package struct (\w+)/) {
          types = types.filter { $0.indent < indent } + [(indent, String(type.1))]
        } else if let key = line.firstMatch(of: /^ *package (?:var|let) `?(\w+)`?:/),
          let type = types.last(where: { $0.indent < indent }),
          JSONSchema.notes["\(type.name).\(key.1)"] != nil
        {
          described += 1
          #expect(!isCommented, "\(path): \(type.name).\(key.1) has a note in KeyNotes.swift and a comment")
        }
      }
    }
    #expect(described > 150)
  }
}
