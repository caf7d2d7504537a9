package import Declarations
package import Findings
package import Tables

/// The code, message and effect of a fault found while typing a cell.
package struct CellCheck: Sendable, Hashable {
  package var code: FindingCode
  package var severity: Severity
  /// Starts with `{field}` for the field's title. It never has a value.
  package var template: String
  package var hint: String

  private init(_ code: FindingCode, _ template: String, hint: String, severity: Severity = .error) {
    self.code = code
    self.severity = severity
    self.template = template
    self.hint = hint
  }

  /// Codes are fixed. CELL-009, a repeated key, is raised by `validate`, which sees all records.
  package init(_ kind: CellFault.Kind) {
    switch kind {
    case .missing: self = .init("CELL-001", "{field} is missing", hint: "every record must have it")
    case .badDate:
      self = .init("CELL-002", "{field} is not a date", hint: "write dates as 2024-07-31 or 31/07/2024")
    case .badInteger:
      self = .init("CELL-003", "{field} is not a whole number", hint: "write it with digits only")
    case .badDecimal:
      self = .init(
        "CELL-004", "{field} is not a number", hint: "write it with digits and a point, such as 1234.50")
    case .badFlag: self = .init("CELL-005", "{field} is neither yes nor no", hint: "write Y or N")
    case .unknownCode:
      self = .init(
        "CELL-006", "{field} has a value that its code list does not",
        hint: "correct the value, or add it to the code list as a synonym", severity: .warning)
    case .textTooLong:
      self = .init(
        "CELL-007", "{field} is longer than \(FieldPlan.longestText) bytes",
        hint: "shorten it; an unclosed quote can also run fields together")
    case .ragged:
      self = .init(
        "CELL-008", "the record has more or fewer fields than the header",
        hint: "put quotes round a value that holds a comma or a line break")
    case .notUTF8:
      self = .init("CELL-010", "{field} holds bytes that are not UTF-8", hint: "save the file as UTF-8")
    case .badNHSNumber:
      self = .init(
        "CELL-012", "{field} does not have ten digits, and is not read",
        hint: "correct it at its source; spaces and hyphens do not matter", severity: .warning)
    case .cutNumber:
      self = .init(
        "CELL-013", "{field} was shortened by a spreadsheet, such as 9.43E+09, and is not read",
        hint: "export it again with the column as text, and do not save it from a spreadsheet",
        severity: .warning)
    case .notKnown:
      self = .init(
        "CELL-014", "{field} is an error of a spreadsheet, so its value is unknown",
        hint: "correct the formula or the look-up, recalculate the spreadsheet, and save it again")
    case .unclosedQuote:
      self = .init(
        "CELL-011", "the record opens a quote that is never closed, and takes the rest of the file",
        hint: "close the quote, or double a quote that is part of the text")
    }
  }

  package static let duplicateKey = CellCheck(
    "CELL-009", "{field} is the same as in an earlier record",
    hint: "remove the repeated record, or give it a key of its own")

  /// The message about a field. Checks of a whole record name none.
  package func message(field title: String?) -> String {
    let mark = "{field}"
    guard template.hasPrefix(mark) else { return template }
    return (title ?? "a field") + template.dropFirst(mark.count)
  }

  /// The effect of a fault: it refuses the record if the field is required or declared so; an unknown code or flag is
  /// only reported.
  package static func effect(of kind: CellFault.Kind, in field: Dataset.Field?) -> Effect {
    guard let field else { return .refusesRecord }
    if field.required == true { return .refusesRecord }
    // An unknown value is left out of the record and reported. In a text, anything else is a value.
    let isText = field.kind == .code || field.kind == .text || field.kind == .identifier
    let isReported = (kind == .notKnown && isText) || field.kind == .code || field.kind == .flag
    let unreadable = field.unreadable ?? (isReported ? .reports : .refusesRecord)
    return unreadable == .refusesRecord ? .refusesRecord : .reports
  }

  /// The finding for a fault, without its place.
  ///
  /// For an unknown code that is close to a declared one, the hint suggests that one.
  package static func finding(for fault: CellFault, in dataset: Dataset, dictionaries: [[String]]) -> Finding
  {
    let check = CellCheck(fault.kind)
    let field = fault.field < 0 ? nil : dataset.fields[Int(fault.field)]
    let codes = fault.field < 0 ? [] : dictionaries[Int(fault.field)]
    let suggestion = Int(fault.suggestion)
    let isSuggested = fault.kind == .unknownCode && codes.indices.contains(suggestion)
    return Finding(
      check.code, severity: check.severity, effect: effect(of: fault.kind, in: field),
      check.message(field: field?.title),
      hint: isSuggested ? "did you mean '\(codes[suggestion])'?" : check.hint, field: field?.field.value)
  }
}
