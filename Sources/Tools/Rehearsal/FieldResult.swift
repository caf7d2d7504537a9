/// Whether a field has to be filled in for a record: the status codes of the department's checker.
///
/// Source: DHSC, ASC-CLD-LA-Dashboard, create_GetDQValues procedure.
enum FieldStatus: Int, Sendable, CaseIterable {
  case mandatory = 2
  case applicable = 1
  case notApplicable = 0
  /// What it depends on is itself missing.
  case undetermined = -1

  var label: String {
    switch self {
    case .mandatory: "mandatory"
    case .applicable: "applicable"
    case .notApplicable: "not applicable"
    case .undetermined: "undetermined"
    }
  }
}

/// What the checker would say of a field of a record.
enum FieldValidity: Int, Sendable, CaseIterable {
  case valid = 1
  case allowedBlank = 0
  case missing = -1
  /// The checker's −2 to −6 tell apart how; an extract does not say enough for that.
  case invalid = -2
  case retired = -7

  var label: String {
    switch self {
    case .valid: "Passed: Valid"
    case .allowedBlank: "Passed: Blank (Not Mandatory)"
    case .missing: "Failed: Blank (Mandatory)"
    case .invalid: "Failed: Invalid"
    case .retired: "Failed: Release 1"
    }
  }
}
