/// The values that mean blank in extracts: one file in `data/datasets/blank-values/`.
///
/// A declared code with the same spelling wins. Any other text that is not a value of its field is a fault.
package struct BlankValues: Decodable, Sendable {
  package var blankValues: Located<String>
  package var title: String
  package var everywhere: [String]?
  package var dates: [String]?
  package var numbers: [String]?
  package var flags: [String]?
  package var source: String?

  /// The values that mean blank in fields of a kind.
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
