/// What an expression may name: a dataset's fields, and the codes each may hold.
package struct Scope: Sendable {
  struct Entry: Sendable {
    var name: String
    var position: Int
    var kind: Dataset.Kind
    /// The declared codes, or nil where any value may be found.
    var codes: [Dataset.Code]?
    /// Places after the point; 0 but for a decimal.
    var places: Int
  }
  let dataset: String
  let entries: [Entry]
  private let positions: [String: Int]

  /// The fields of a dataset; `codes` gives those declared for a field of codes, nil where it is open.
  package init(dataset: Dataset, codes: (Dataset.Field) -> [Dataset.Code]?) {
    self.dataset = dataset.dataset.value
    entries = dataset.fields.enumerated().map { position, field in
      Entry(
        name: field.field.value, position: position, kind: field.kind,
        codes: field.kind == .code ? codes(field) : nil,
        places: field.kind == .decimal ? field.places ?? 2 : 0)
    }
    // A name declared twice is the catalogue's finding; here the first one stands.
    positions = Dictionary(entries.map { ($0.name, $0.position) }) { first, _ in first }
  }

  /// The declared codes of a field, in their order; nil where any value may be found.
  package func codes(of field: String) -> [String]? {
    entry(named: field)?.codes?.map(\.code.value)
  }

  func entry(named name: String) -> Entry? { positions[name].map { entries[$0] } }
}
