package import Findings

/// What can be wrong with an expression. `docs/expressions.md` lists the codes for analysts.
extension FindingCode {
  package static let unclosedText: FindingCode = "EXPR-001"
  package static let unexpectedToken: FindingCode = "EXPR-002"
  package static let unknownField: FindingCode = "EXPR-003"
  package static let unknownFunction: FindingCode = "EXPR-004"
  package static let unknownCode: FindingCode = "EXPR-005"
  package static let wrongKind: FindingCode = "EXPR-006"
  package static let notCondition: FindingCode = "EXPR-007"
  package static let wrongArgumentCount: FindingCode = "EXPR-008"
  package static let noOrder: FindingCode = "EXPR-009"
  package static let nestedTooDeep: FindingCode = "EXPR-010"
  package static let numberTooBig: FindingCode = "EXPR-011"
  package static let alwaysUnknown: FindingCode = "EXPR-012"
  package static let badDate: FindingCode = "EXPR-013"
  package static let unknownParameter: FindingCode = "EXPR-014"
  package static let notInDatabases: FindingCode = "EXPR-015"
}
