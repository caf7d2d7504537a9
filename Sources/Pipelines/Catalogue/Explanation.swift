import Artefacts
import Declarations
package import Findings
import Tables

/// What a measure, a rule or a code of CareTally's own means, in words.
///
/// - Throws: `RUN-008` where nothing has that name, with the nearest that does.
package func explanation(of name: String, in workspace: Workspace) throws(Finding) -> String {
  let catalogue = workspace.catalogue
  if let measure = catalogue.measures[name] { return explanation(of: measure, in: workspace) }
  if let rule = catalogue.rules[name] { return explanation(of: rule) }
  if let code = ownCodes.first(where: { $0.code == name }) { return "\(code.code): \(code.meaning)" }
  let names =
    catalogue.measures.all.map(\.value.measure.value) + catalogue.rules.all.map(\.value.rule.value)
    + ownCodes.map(\.code)
  throw Finding(
    "RUN-008", "nothing is called '\(name)'",
    hint: nearest(name, in: names).map { "did you mean '\($0)'?" } ?? "see caretally list measures")
}

private func explanation(of declared: Declared<Measure>, in workspace: Workspace) -> String {
  let measure = declared.value
  let id = measure.measure.value
  var rows: [(String, String?)] = [
    ("Id", id), ("Declared in", declared.source.path), ("Dataset", measure.dataset?.value),
    ("Calculation", measure.calculation.rawValue), ("Counts", measure.counts?.rawValue),
    ("Cases", measure.where?.value), ("Denominator", measure.denominator?.value),
    ("Numerator", measure.numerator?.value), ("Of", measure.of?.value),
    ("Population", measure.population?.value), ("Unit", measure.unit.rawValue),
    ("Decimals", String(measure.decimals)), ("Polarity", measure.polarity.rawValue),
    ("Change", measure.change.rawValue), ("Basis", measure.basis.rawValue),
    ("Breakdowns", measure.breakdowns?.map(\.value).joined(separator: ", ")),
    ("Codes", codes(of: id, in: workspace).joined(separator: ", ")),
    ("CQC quality statement", measure.qualityStatement), ("Why", measure.why), ("Source", measure.source),
  ]
  rows += (measure.cautions ?? []).map { ("Caution", $0) }
  rows += [("Owner", measure.owner), ("Reviewed", measure.reviewed)]
  return measure.title + "\n" + lines(rows)
}

/// `4B in ascof-2024-25`, for every vintage that has the measure.
func codes(of measure: String, in workspace: Workspace) -> [String] {
  workspace.catalogue.frameworks.all.flatMap { framework in
    let id = framework.value.framework.value
    return workspace.catalogue.entries(of: id).filter { $0.measure.value == measure }
      .map { "\($0.code.value) in \(id)" }
  }
}

private func explanation(of declared: Declared<Rule>) -> String {
  let rule = declared.value
  return "\(rule.rule.value): \(rule.title)\n"
    + lines([
      ("Declared in", declared.source.path), ("Dataset", rule.dataset.value),
      ("Fields", rule.fields.map(\.value).joined(separator: ", ")), ("When", rule.when?.value),
      ("Must", rule.must?.value), ("Severity", rule.severity.rawValue), ("Effect", rule.effect.rawValue),
      ("Message", rule.message), ("Hint", rule.hint), ("Why", rule.why), ("Source", rule.source),
    ])
}

private func lines(_ rows: [(String, String?)]) -> String {
  let filled = rows.compactMap { name, text in text.flatMap { $0.isEmpty ? nil : (name, $0) } }
  let width = filled.map(\.0.count).max() ?? 0
  return filled.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)" }
    .joined(separator: "\n")
}

/// The codes that are not declared in a file, and what they mean.
private let ownCodes: [(code: String, meaning: String)] =
  CellFault.Kind.allCases.map { kind in
    let check = CellCheck(kind)
    return (check.code.rawValue, "\(check.message(field: "the field")); \(check.hint)")
  } + [
    (
      CellCheck.duplicateKey.code.rawValue,
      "\(CellCheck.duplicateKey.message(field: "the key")); \(CellCheck.duplicateKey.hint)"
    ),
    ("FILE-001", "the file or folder is not there"),
    ("FILE-002", "the file is empty"),
    ("FILE-003", "the file has a header and no records"),
    ("FILE-004", "a column is not a field of the dataset and is passed over"),
    ("FILE-005", "a required field has no column; the file is refused"),
    ("FILE-006", "a quote is never closed; the record that opens it is refused"),
    ("FILE-007", "the file, or a value in it, is not UTF-8"),
    ("FILE-008", "the file cannot be read"),
    ("FILE-009", "two columns are the same field; the file is refused"),
    ("FILE-011", "the file is not UTF-8 or its fields are not separated by commas; it is read as what it is"),
    ("FILE-012", "lines above the header are not read"),
    ("FILE-013", "the dates of a column could be day first or month first; the column is not read"),
    ("FILE-014", "compressed data are damaged, cut short, or too much for a table; the file is refused"),
    (
      "FILE-015", "a workbook cannot be read, or which of its sheets to read is not said; the file is refused"
    ),
    ("FILE-016", "records of a case that another file of the dataset has too are left out"),
    ("FILE-018", "the dates of a column are not day first, or not as the pipeline says"),
    ("AGG-001", "a measure's dataset has no extract, so it is not computed"),
    ("AGG-002", "a measure's field is not in the extract, so it is not computed"),
    ("AGG-003", "a rate has no population for the area"),
    ("AGG-010", "the categories of a breakdown do not add up to the whole, though each case is in one"),
    ("AGG-020", "a waiting list's counts do not balance: opening + joined - left is not closing"),
    ("AGG-021", "the days of a waiting list give other counts than its measures"),
  ]
