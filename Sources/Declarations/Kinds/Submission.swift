/// The requirements of a national return for each record: one file in `data/submissions/`.
///
/// Extracts are checked against it before they are sent, to foresee what would be sent back.
package struct Submission: Decodable, Sendable {
  package var submission: Located<String>
  package var title: String
  package var pipeline: Located<String>?
  package var rejects: Bool
  package var parts: [Part]
  package var events: [Event]?
  package var source: String
  package var cautions: [String]?

  /// The records of one dataset that go into the return.
  package struct Part: Decodable, Sendable {
    package var dataset: Located<String>
    package var module: String
    package var when: Located<String>?
    package var fields: [Line]
  }

  /// One field of the return.
  package struct Line: Decodable, Sendable {
    package var field: String
    package var of: Located<String>?
    package var applies: Located<String>?
    package var mandatory: Located<String>?
    package var valid: Located<String>?
    package var retired: [String]?
    package var note: String?
  }

  /// A kind of event. The last days of events decide the reporting period.
  package struct Event: Decodable, Sendable {
    package var type: String
    package var dataset: Located<String>
    package var ends: Located<String>
  }
}

extension Submission: Declaration {
  package static let kind = "submission"
  package static let purpose =
    "The requirements of a national return for each record, to check before it is sent."
  package var id: Located<String> { submission }

  /// Every expression, with the dataset whose fields it reads.
  package var namedExpressions: [Rule.NamedExpression] {
    parts.flatMap { part -> [Rule.NamedExpression] in
      let texts = [part.when] + part.fields.flatMap { [$0.applies, $0.mandatory, $0.valid] }
      return texts.compactMap(\.self).map { Rule.NamedExpression(dataset: part.dataset.value, text: $0) }
    }
      + (events ?? []).map {
        Rule.NamedExpression(dataset: $0.dataset.value, text: $0.ends, givesDay: true)
      }
  }
}

extension Dataset.Code {
  /// A code with a label.
  package init(_ code: String, label: String) {
    self.init(code: Located(code), label: label, synonyms: nil, group: nil)
  }
}
