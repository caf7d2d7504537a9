/// A kind of file in `data/` or `pipelines/`.
package protocol Declaration: Decodable, Sendable {
  /// The kind's name in messages.
  static var kind: String { get }
  /// What the kind is for: a sentence for editors.
  static var purpose: String { get }
  /// Whether a file is named after its id. A note is named after the table beside it instead.
  static var namesItsFile: Bool { get }
  var id: Located<String> { get }
}

extension Declaration {
  package static var namesItsFile: Bool { true }
}

extension Dataset: Declaration {
  package static let kind = "dataset"
  package static let purpose = "A kind of case-level record: its fields and what identifies a case."
  package var id: Located<String> { dataset }
}

extension CodeList: Declaration {
  package static let kind = "code list"
  package static let purpose = "A code list that several datasets share."
  package var id: Located<String> { codeList }
}

extension BlankValues: Declaration {
  package static let kind = "blank values"
  package static let purpose = "Values that mean blank in extracts."
  package var id: Located<String> { blankValues }
}

extension Rule: Declaration {
  package static let kind = "rule"
  package static let purpose = "A condition on records, and the message where it is not met."
  package var id: Located<String> { rule }
}

extension Measure: Declaration {
  package static let kind = "measure"
  package static let purpose = "A defined count, proportion, rate, mean or median, with its own examples."
  package var id: Located<String> { measure }
}

extension Framework: Declaration {
  package static let kind = "framework"
  package static let purpose = "One vintage of a set of measures, as a delta on the one before."
  package var id: Located<String> { framework }
}

extension ComparatorsNote: Declaration {
  package static let kind = "comparators"
  package static let namesItsFile = false
  package static let purpose = "Where a file of published figures came from."
  package var id: Located<String> { comparators }
}

extension PopulationsNote: Declaration {
  package static let kind = "populations"
  package static let namesItsFile = false
  package static let purpose = "Where a file of populations came from."
  package var id: Located<String> { populations }
}

extension PeerModelDeclaration: Declaration {
  package static let kind = "peer model"
  package static let purpose = "How councils that are alike are found, for caretally neighbours."
  package var id: Located<String> { peerModel }
}

extension Layout: Declaration {
  package static let kind = "layout"
  package static let purpose = "How a publisher lays out a file of figures, for caretally import-comparators."
  package var id: Located<String> { layout }
}

extension PolicyDeclaration: Declaration {
  package static let kind = "policy"
  package static let purpose = "How small numbers are hidden."
  package var id: Located<String> { policy }
}

extension PipelinePlan: Declaration {
  package static let kind = "pipeline"
  package static let purpose = "What one scheduled run reads, counts, compares and publishes."
  package var id: Located<String> { pipeline }
}

extension TargetSet: Declaration {
  package static let kind = "set of targets"
  package static let purpose = "The targets of measures, from when they apply, and who answers for them."
  package var id: Located<String> { targets }
}

extension Judgements: Declaration {
  package static let kind = "set of judgements"
  package static let purpose = "Overrides, outlooks and comments, each with its author, day and reason."
  package var id: Located<String> { judgements }
}
