/// How the files of one system or return are read as a dataset: one file in `data/mappings/`.
///
/// Its headers of a field replace the dataset's; its codes are added to the dataset's.
package struct ExtractMapping: Decodable, Sendable {
  package var mapping: Located<String>
  package var title: String
  package var dataset: Located<String>
  package var columns: [Column]
  package var notHeld: [NotHeld]?
  package var callsByLine: Located<String>?
  package var submission: Submission?
  package var dateOrder: PipelinePlan.DateOrder?
  package var noDates: [String]?
  package var source: String

  package struct Column: Decodable, Sendable {
    package var field: Located<String>
    package var headers: [String]
    package var codes: [Texts]?
    package var blank: [String]?
  }
  package struct Texts: Decodable, Sendable {
    package var code: Located<String>
    package var texts: [String]
  }
  /// What tells submissions of overlapping periods apart, so that they can be joined.
  package struct Submission: Decodable, Sendable {
    package var firstDay: String
    package var lastDay: String
    package var starts: Located<String>
    package var ends: Located<String>
    package var goesOn: Bool?
    package var sameEvent: [Located<String>]
  }
  package struct NotHeld: Decodable, Sendable {
    package var field: Located<String>
    package var why: String
  }
}

extension ExtractMapping: Declaration {
  package static let kind = "mapping"
  package static let purpose =
    "How the files of one system or return are read: columns to fields, and texts to codes."
  package var id: Located<String> { mapping }
}

extension Dataset {
  /// The dataset as a mapping's files have it: with its headers and codes, and without need of what they cannot hold.
  ///
  /// Fields keep their places and codes their numbers, so that tables of both can be joined.
  package func mapped(by mapping: ExtractMapping, codeLists: (String) -> [Code]?) -> Dataset {
    var out = self
    let notHeld = Set((mapping.notHeld ?? []).map(\.field.value))
    for place in fields.indices {
      let name = fields[place].field.value
      if notHeld.contains(name) { out.fields[place].required = false }
      guard let column = mapping.columns.first(where: { $0.field.value == name }) else { continue }
      if let blank = column.blank { out.fields[place].blank = (out.fields[place].blank ?? []) + blank }
      let texts = column.codes ?? []
      let codes = fields[place].codes ?? fields[place].codeList.flatMap { codeLists($0.value) }
      guard !texts.isEmpty, let codes else { continue }
      out.fields[place].codeList = nil
      out.fields[place].codes = codes.map { code in
        var code = code
        let more = texts.filter { $0.code.value == code.code.value }.flatMap(\.texts)
        code.synonyms = (code.synonyms ?? []) + more
        return code
      }
    }
    return out
  }
}
