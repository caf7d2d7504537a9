package import Findings

/// What can be wrong in one declaration file.
extension FindingCode {
  /// Not JSON.
  package static let syntax: FindingCode = "DECL-001"
  /// A text that breaks JSON's rules for strings.
  package static let string: FindingCode = "DECL-002"
  package static let duplicateKey: FindingCode = "DECL-003"
  package static let unknownKey: FindingCode = "DECL-004"
  package static let missingKey: FindingCode = "DECL-005"
  package static let wrongType: FindingCode = "DECL-006"
  /// Not one of the listed words.
  package static let unknownWord: FindingCode = "DECL-007"
  package static let notUTF8: FindingCode = "DECL-008"
  package static let tooDeep: FindingCode = "DECL-009"
}
