import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Tables
import ValidateStage

/// Two small datasets, checked by rules written beside the records they are about.
enum Small {
  static let datasets = [
    """
    { "dataset": "stays", "title": "Stays", "prefix": "ST", "grain": "a stay", "key": ["stay_id"], "fields": [
        { "field": "stay_id", "title": "Stay", "kind": "identifier", "required": true },
        { "field": "person_id", "title": "Person", "kind": "identifier" },
        { "field": "nhs_number", "title": "NHS number", "kind": "identifier" },
        { "field": "born_on", "title": "Born", "kind": "date" },
        { "field": "from_on", "title": "From", "kind": "date" },
        { "field": "to_on", "title": "To", "kind": "date" },
        { "field": "home", "title": "Home", "kind": "code" } ] }
    """,
    """
    { "dataset": "people", "title": "People", "prefix": "PE", "grain": "a person", "key": ["person_id"], "fields": [
        { "field": "person_id", "title": "Person", "kind": "identifier", "required": true },
        { "field": "born_on", "title": "Born", "kind": "date" },
        { "field": "died_on", "title": "Died", "kind": "date" } ] }
    """,
  ].compactMap { decoded(Dataset.self, $0) }

  static let scopes = datasets.map { dataset in
    DatasetScope(
      dataset: dataset, scope: Scope(dataset: dataset) { $0.codes }, labels: dataset.fields.map { _ in nil })
  }

  static func decoded<Value: Decodable & Sendable>(_ type: Value.Type, _ text: String) -> Value? {
    LocatedDecoder.decode(type, from: SourceText(path: "small.json", text)).value
  }

  /// A rule of stays: its code, its kind and what the kind says.
  static func rule(
    _ code: String, _ kind: String, _ says: String, fields: String = #"["stay_id"]"#,
    effect: String = "reports"
  ) -> Declared<Rule>? {
    let text = """
      { "rule": "\(code)", "title": "T", "dataset": "stays", "kind": "\(kind)", "fields": \(fields), \(says),
        "severity": "error", "effect": "\(effect)", "message": "It is wrong.", "hint": "Mend it.", "why": "", "examples": [] }
      """
    let source = SourceText(path: "rule.json", text)
    return LocatedDecoder.decode(Rule.self, from: source).value.map { Declared($0, source: source) }
  }

  /// Stays: their columns are those of the dataset, in order. RecordBatches of a few bytes, so that rules cross them.
  static func validated(
    _ stays: String, people: String? = nil, rules: [Declared<Rule>], asOf: String = "2026-10-31",
    after previous: RunMemory? = nil
  ) -> Validated {
    let head = "stay_id,person_id,nhs_number,born_on,from_on,to_on,home\n"
    var extracts = [Extract(dataset: "stays", path: "stays.csv", Array((head + stays).utf8))]
    if let people {
      extracts.append(
        Extract(dataset: "people", path: "people.csv", Array(("person_id,born_on,died_on\n" + people).utf8)))
    }
    return validate(
      ingest(extracts, as: datasets, codes: []), against: rules, of: scopes,
      asOf: Day(iso: asOf) ?? Day(number: 0),
      calendar: WorkingCalendar(from: Day(number: 18_000), to: Day(number: 22_000), holidays: []),
      previous: previous)
  }

  /// `4 ST-001`, of every record that fails.
  static func told(_ validated: Validated, _ dataset: String = "stays") -> [String] {
    guard let table = validated.table(of: dataset) else { return [] }
    return table.breaches.map { table.finding($0) }.map { "\($0.location?.line ?? 0) \($0.code.rawValue)" }
  }
}
