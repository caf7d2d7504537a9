import Artefacts
import Declarations
package import Findings
package import Runs
import Tables

/// The meaning of a measure, a rule or a code, in words.
///
/// - Throws: `RUN-008` where nothing has that name, with the nearest that exists.
package func explanation(of name: String, in workspace: Workspace) throws(Finding) -> String {
  try explained(name, in: workspace).map(\.text).joined(separator: "\n\n")
}

/// The same as JSON: a list of objects with `title` and the rows of the explanation, by name; a field is one for each dataset
/// that has it.
package func explanationJSON(of name: String, in workspace: Workspace) throws(Finding) -> String {
  JSONText.list(try explained(name, in: workspace).map(\.json)).lines()
}

/// Something declared, in words: a title, and rows of which some may be blank.
private struct Explained {
  var title: String
  var rows: [(String, String?)] = []

  private var filled: [(String, String)] {
    rows.compactMap { name, text in text.flatMap { $0.isEmpty ? nil : (name, $0) } }
  }

  var text: String {
    let width = filled.map(\.0.count).max() ?? 0
    let lines = filled.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)" }
    return ([title] + lines).joined(separator: "\n")
  }

  /// Rows of one name, as several cautions, are a list.
  var json: JSONText {
    var members: [(String, JSONText)] = [("title", .text(title))]
    for (name, _) in filled where !members.contains(where: { $0.0 == name }) {
      let texts = filled.filter { $0.0 == name }.map { JSONText.text($0.1) }
      members.append((name, texts.count == 1 ? texts[0] : .list(texts)))
    }
    return .object(members)
  }
}

private func explained(_ name: String, in workspace: Workspace) throws(Finding) -> [Explained] {
  let catalogue = workspace.catalogue
  if let measure = catalogue.measures[name] { return [explanation(of: measure, in: workspace)] }
  if let rule = catalogue.rules[name] { return [explanation(of: rule)] }
  if let code = ownCodes.first(where: { $0.code == name }) {
    return [Explained(title: "\(code.code): \(code.meaning)")]
  }
  let fields = fieldExplanations(of: name, in: catalogue)
  if !fields.isEmpty { return fields }
  let names =
    catalogue.datasets.all.flatMap { $0.value.fields.map(\.field.value) }
    + catalogue.measures.all.map(\.value.measure.value) + catalogue.rules.all.map(\.value.rule.value)
    + ownCodes.map(\.code)
  throw Finding(
    "RUN-008", "nothing is called '\(name)'",
    hint: suggestion(for: name, in: names) ?? "see caretally list measures")
}

/// A field of each dataset that has it: `outcome`, or `reviews.outcome` for that of one dataset.
private func fieldExplanations(of name: String, in catalogue: Catalogue) -> [Explained] {
  let parts = name.split(separator: ".").map(String.init)
  return catalogue.datasets.all.compactMap { declared in
    let dataset = declared.value
    guard parts.count < 3, let last = parts.last, parts.count == 1 || parts[0] == dataset.dataset.value,
      let field = dataset.fields.first(where: { $0.field.value == last })
    else { return nil }
    let codes = catalogue.codes(of: field)?.map { "\($0.code.value) (\($0.label))" }
    return Explained(
      title: "\(dataset.dataset.value).\(last): \(field.title)",
      rows: [
        ("Declared in", declared.source.path), ("Kind", field.kind.rawValue),
        ("Needed", field.required == true ? "a record without it is refused" : nil),
        ("Personal", field.personal == true ? "never shown" : nil),
        ("Headers", ([last] + (field.synonyms ?? [])).joined(separator: ", ")),
        ("Codes", codes?.joined(separator: "; ")), ("Note", field.note),
      ])
  }
}

private func explanation(of declared: Declared<Measure>, in workspace: Workspace) -> Explained {
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
  return Explained(title: measure.title, rows: rows)
}

/// `4B in ascof-2024-25`, for every vintage that has the measure.
func codes(of measure: String, in workspace: Workspace) -> [String] {
  workspace.catalogue.frameworks.all.flatMap { framework in
    let id = framework.value.framework.value
    return workspace.catalogue.entries(of: id).filter { $0.measure.value == measure }
      .map { "\($0.code.value) in \(id)" }
  }
}

private func explanation(of declared: Declared<Rule>) -> Explained {
  let rule = declared.value
  return Explained(
    title: "\(rule.rule.value): \(rule.title)",
    rows: [
      ("Declared in", declared.source.path), ("Dataset", rule.dataset.value),
      ("Looks at", rule.lookingAt.words), ("Fields", rule.fields.map(\.value).joined(separator: ", ")),
      ("When", rule.when?.value), ("Must", rule.must?.value),
    ] + rule.linkedRows + [
      ("Severity", rule.severity.rawValue), ("Effect", rule.effect.rawValue),
      ("Message", rule.message), ("Hint", rule.hint), ("Why", rule.why), ("Source", rule.source),
    ])
}

extension Rule.Kind {
  fileprivate var words: String {
    switch self {
    case .record: "one record at a time"
    case .overlap: "stretches of time of one key"
    case .consistent: "records of one key"
    case .reference: "records of another dataset"
    case .run: "the last run's records"
    }
  }
}

extension Rule {
  /// The parts of a rule of several records, by its kind.
  fileprivate var linkedRows: [(String, String?)] {
    func names(_ names: [Located<String>]) -> String { names.map(\.value).joined(separator: ", ") }
    func pairs(_ pairs: [String: Located<String>]?) -> String? {
      pairs?.sorted { $0.key < $1.key }.map { "\($0.key) → \($0.value.value)" }.joined(separator: ", ")
    }
    return [
      ("Of one", (overlap?.per ?? consistent?.per).map(names)), ("From", overlap?.from.value),
      ("To", overlap?.to.value), ("The same", consistent.map { names($0.same) }),
      ("Other dataset", reference?.dataset.value), ("Linked on", pairs(reference?.on)),
      ("Of them", reference?.where?.value),
      ("Expects", reference?.expects.map { $0 == .found ? "one to be found" : "none to be found" }),
      ("Agree", pairs(reference?.agree)), ("Not after", pairs(reference?.notAfter)),
      ("Check", run?.check.rawValue), ("Month of", run?.by?.value), ("Open", run?.open?.value),
      ("Per cent", run?.percent.map(String.init)), ("Least records", run?.least.map(String.init)),
      ("Days late", run?.days.map(String.init)),
    ]
  }
}
