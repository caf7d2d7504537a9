/// What a council's folder says of itself, so that no command need be told: its file `caretally.json`.
package struct CouncilSettings: Decodable, Sendable {
  package var council: Located<String>
  package var title: String?
  package var area: Located<String>?
  package var input: String?
  package var runs: String?
  package var pipeline: Located<String>?
  package var inputs: [PipelinePlan.Input]?
}

extension CouncilSettings: Declaration {
  package static let kind = "council's settings"
  package static let namesItsFile = false
  package static let purpose =
    "A council's own folder: its area, where its extracts and runs are, and the pipeline that it runs."
  package var id: Located<String> { council }
}
