import Artefacts
import Declarations
import Findings
import FoundationEssentials
import IngestStage
import Tables

func decoded<Value: Decodable>(_ json: String) -> Value {
  do {
    return try JSONDecoder().decode(Value.self, from: Data(json.utf8))
  } catch {
    preconditionFailure("the example does not decode: \(error)")
  }
}

/// A dataset with a field of every kind.
let concerns: Dataset = decoded(
  """
  {
    "dataset": "concerns", "title": "Concerns", "prefix": "SGC", "grain": "a concern", "key": ["case_id"],
    "fields": [
      { "field": "case_id", "title": "Case", "kind": "identifier", "required": true },
      { "field": "received_on", "title": "Date received", "kind": "date", "required": true,
        "synonyms": ["Date received"] },
      { "field": "team", "title": "Team", "kind": "code", "synonyms": ["Team name"] },
      { "field": "source", "title": "Source", "kind": "code",
        "codes": [{ "code": "police", "label": "Police", "synonyms": ["POL"] },
                  { "code": "health", "label": "Health" }] },
      { "field": "outcome", "title": "Outcome", "kind": "code", "codeList": "outcomes" },
      { "field": "visits", "title": "Visits", "kind": "integer" },
      { "field": "cost", "title": "Cost", "kind": "decimal" },
      { "field": "urgent", "title": "Urgent", "kind": "flag", "unreadable": "reports" },
      { "field": "notes", "title": "Notes", "kind": "text" }
    ]
  }
  """)

let outcomes: CodeList = decoded(
  """
  { "codeList": "outcomes", "title": "Outcomes", "codes": [{ "code": "removed", "label": "Removed" }] }
  """)

/// Another, so that two can be read at once.
let people: Dataset = decoded(
  """
  {
    "dataset": "adults", "title": "Adults", "prefix": "AD", "grain": "a person", "key": ["id"],
    "fields": [{ "field": "id", "title": "Id", "kind": "identifier", "required": true }]
  }
  """)

/// One finding or fault: its line, its field (empty for a record or a file) and its code.
struct Told: Hashable, CustomStringConvertible {
  var line: Int
  var field: String
  var code: String
  init(_ line: Int, _ field: String, _ code: String) {
    self.line = line
    self.field = field
    self.code = code
  }
  var description: String { "[\(line), \(field), \(code)]" }
}

/// Reads files of concerns.
func ingest(_ files: [(path: String, bytes: [UInt8])], keeping kept: [String: Set<String>] = [:]) -> Ingested
{
  ingest(
    files.map { Extract(dataset: "concerns", path: $0.path, $0.bytes) }, as: [concerns, people],
    codes: [outcomes], keeping: kept)
}

func ingest(_ text: String) -> Ingested { ingest([("c.csv", Array(text.utf8))]) }

/// Findings about files, then faults of cells in the order of the records.
func told(_ ingested: Ingested) -> [Told] {
  var all = ingested.findings.map { Told($0.location?.line ?? 0, $0.field ?? "", $0.code.rawValue) }
  for table in ingested.tables {
    for batch in table.batches {
      for fault in batch.faults {
        all.append(
          Told(
            batch.line(ofRow: Int(fault.row)), fault.field < 0 ? "" : table.fields[Int(fault.field)],
            CellCheck(fault.kind).code.rawValue))
      }
    }
  }
  return all
}
