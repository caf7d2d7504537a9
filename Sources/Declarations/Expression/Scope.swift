/// What an expression may name: the fields of a dataset and their codes.
package struct Scope: Sendable {
  struct Entry: Sendable {
    var name: String
    var position: Int
    var kind: Dataset.Kind
    /// The declared codes, or nil where any value may be found.
    var codes: [Dataset.Code]?
    /// Decimal places; 0 for other kinds.
    var places: Int
  }
  let dataset: String
  let entries: [Entry]
  private let positions: [String: Int]

  /// The fields of a dataset. `codes` gives the declared codes of a field, or nil where any value may occur.
  package init(dataset: Dataset, codes: (Dataset.Field) -> [Dataset.Code]?) {
    self.dataset = dataset.dataset.value
    entries = dataset.fields.enumerated().map { position, field in
      Entry(
        name: field.field.value, position: position, kind: field.kind,
        codes: field.kind == .code ? codes(field) : nil,
        places: field.kind == .decimal ? field.places ?? 2 : 0)
    }
    // The catalogue reports a name that is declared twice. Here the first one wins.
    positions = Dictionary(entries.map { ($0.name, $0.position) }) { first, _ in first }
  }

  /// The declared codes of a field, in order; nil where any value may occur.
  package func codes(of field: String) -> [String]? {
    entry(named: field)?.codes?.map(\.code.value)
  }

  func entry(named name: String) -> Entry? { positions[name].map { entries[$0] } }
}
