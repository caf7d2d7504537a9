package import Findings

/// The ways in which declarations can be wrong together.
extension FindingCode {
  /// A file in no folder that declarations are read from.
  package static let strayFile: FindingCode = "DECL-101"
  package static let wrongFileName: FindingCode = "DECL-102"
  package static let badIdentifier: FindingCode = "DECL-103"
  /// One id in two files.
  package static let repeatedID: FindingCode = "DECL-104"
  /// An id that nothing has.
  package static let unknownReference: FindingCode = "DECL-105"
  package static let noSuchField: FindingCode = "DECL-106"
  /// The same thing twice in one declaration.
  package static let repeatedItem: FindingCode = "DECL-107"
  /// One spelling for two fields, or for two codes.
  package static let synonymClash: FindingCode = "DECL-108"
  /// A key that this calculation, or this kind of field, needs.
  package static let neededKey: FindingCode = "DECL-109"
  /// A key that means nothing here.
  package static let surplusKey: FindingCode = "DECL-110"
  package static let wrongPrefix: FindingCode = "DECL-111"
  package static let tooFewExamples: FindingCode = "DECL-112"
  /// Vintages based on each other.
  package static let circularVintages: FindingCode = "DECL-113"
  /// One code for two measures in a vintage, or two codes for one.
  package static let codeClash: FindingCode = "DECL-114"
  package static let outOfRange: FindingCode = "DECL-115"
  package static let badPeriodText: FindingCode = "DECL-116"
  /// A measure that cannot be used so, such as a ratio of what is not a count.
  package static let wrongMeasure: FindingCode = "DECL-117"
  /// A text that is no target, or a tolerance that is none.
  package static let badTarget: FindingCode = "DECL-140"
  /// Two targets for one measure on one day under one name.
  package static let overlappingTargets: FindingCode = "DECL-141"
  /// A judgement with nobody's name, or without a reason.
  package static let unreasonedJudgement: FindingCode = "DECL-142"
  /// A table that its shape cannot make of what is declared.
  package static let badTable: FindingCode = "DECL-143"
  /// A disclosure policy that gives away what it hides.
  package static let weakPolicy: FindingCode = "DECL-130"
  /// A disclosure policy for publication that protects nothing.
  package static let emptyPolicy: FindingCode = "DECL-131"
}
