import Declarations
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
}
