/// What stands in extracts where there is nothing: one file in `data/datasets/blank-values/`.
///
/// A declared code that is written the same comes first. What is not listed, and is no value of its field, is a fault.
package struct BlankValues: Decodable, Sendable {
  package var blankValues: Located<String>
  package var title: String
  package var everywhere: [String]?
  package var dates: [String]?
  package var numbers: [String]?
  package var flags: [String]?
  package var source: String?

  /// What means nothing in fields of a kind.
  package func texts(of kind: Dataset.Kind) -> [String] {
    let own: [String]? =
      switch kind {
      case .date: dates
      case .integer, .decimal: numbers
      case .flag: flags
      case .identifier, .text, .code: nil
      }
    return (everywhere ?? []) + (own ?? [])
  }
}
