package import Findings

/// What can be wrong between declarations.
extension FindingCode {
  /// A file in a folder that holds no declarations.
  package static let strayFile: FindingCode = "DECL-101"
  package static let wrongFileName: FindingCode = "DECL-102"
  package static let badIdentifier: FindingCode = "DECL-103"
  /// One id in two files.
  package static let repeatedID: FindingCode = "DECL-104"
  /// An id that does not exist.
  package static let unknownReference: FindingCode = "DECL-105"
  package static let noSuchField: FindingCode = "DECL-106"
  /// One item twice in a declaration.
  package static let repeatedItem: FindingCode = "DECL-107"
  /// One spelling for two fields or two codes.
  package static let synonymClash: FindingCode = "DECL-108"
  /// A key that this calculation, or this kind of field, needs.
  package static let neededKey: FindingCode = "DECL-109"
  /// A key that does not apply here.
  package static let surplusKey: FindingCode = "DECL-110"
  package static let wrongPrefix: FindingCode = "DECL-111"
  package static let tooFewExamples: FindingCode = "DECL-112"
  /// Vintages based on each other.
  package static let circularVintages: FindingCode = "DECL-113"
  /// One code for two measures in a vintage, or two codes for one.
  package static let codeClash: FindingCode = "DECL-114"
  package static let outOfRange: FindingCode = "DECL-115"
  package static let badPeriodText: FindingCode = "DECL-116"
  /// A measure that cannot be used here, such as the ratio of something other than counts.
  package static let wrongMeasure: FindingCode = "DECL-117"
  /// A text that is not a target, or not a tolerance.
  package static let badTarget: FindingCode = "DECL-140"
  /// Two targets for one measure on one day under one name.
  package static let overlappingTargets: FindingCode = "DECL-141"
  /// A judgement without an author or a reason.
  package static let unreasonedJudgement: FindingCode = "DECL-142"
  /// A table whose shape does not suit what it shows.
  package static let badTable: FindingCode = "DECL-143"
  /// A disclosure policy that gives away what it hides.
  package static let weakPolicy: FindingCode = "DECL-130"
  /// A disclosure policy for publication that protects nothing.
  package static let emptyPolicy: FindingCode = "DECL-131"
}
