import Artefacts
import Declarations
import IngestStage
import Runs
import Tables

/// Combines the records of several examples into one extract a dataset, and knows each example's rows.
struct ExampleExtracts {
  private(set) var datasets: [Dataset] = []
  /// False where the form of one record could decide how another is read: extracts decide the form of days.
  private(set) var canBeReadTogether = true
  private var writers: [CSVWriter] = []
  private var counts: [Int] = []
  /// By example and dataset: the rows, if the example has the dataset at all.
  private var rows: [[Int: Range<Int>]] = []
  private var current: [Int: Range<Int>] = [:]

  mutating func add(
    _ records: [(index: Int, record: [String: Located<String>])], of dataset: Dataset, isWhole: Bool
  ) {
    let id = dataset.dataset.value
    let place = datasets.firstIndex { $0.dataset.value == id } ?? datasets.count
    if place == datasets.count {
      datasets.append(dataset)
      writers.append(CSVWriter(header: dataset.fields.map(\.field.value)))
      counts.append(0)
    }
    for (index, record) in records {
      writers[place].row(
        dataset.fields.map { field in
          guard let value = record[field.field.value]?.value else {
            return Self.filler(field, index, isKey: dataset.isKey(field), isWhole: isWhole)
          }
          if field.kind == .date, !Self.isPlainDay(value) { canBeReadTogether = false }
          return value
        })
    }
    current[place] = counts[place]..<counts[place] + records.count
    counts[place] += records.count
  }

  mutating func endExample() {
    rows.append(current)
    current = [:]
  }

  var all: [Extract] {
    zip(datasets, writers).map { Extract(dataset: $0.dataset.value, path: "example", $1.bytes) }
  }

  /// The part of one example, as if it had been read alone.
  func part(_ example: Int, of all: Ingested) -> Ingested {
    var tables: [CaseTable] = []
    for var table in all.tables {
      guard let place = datasets.firstIndex(where: { $0.dataset.value == table.dataset }),
        let wanted = rows[example][place]
      else { continue }
      var first = 0
      var batches: [RecordBatch] = []
      for batch in table.batches {
        let own = wanted.clamped(to: first..<first + batch.rowCount)
        if !own.isEmpty { batches.append(batch.taking(own.lowerBound - first..<own.upperBound - first)) }
        first += batch.rowCount
      }
      precondition(first == counts[place], "a record of an example was lost")
      table.batches = batches
      tables.append(table)
    }
    return Ingested(tables: tables, findings: [], sources: all.sources)
  }

  /// Unique keys for cases without one: an example has only the fields that it is about.
  private static func filler(_ field: Dataset.Field, _ index: Int, isKey: Bool, isWhole: Bool) -> String {
    if field.kind == .identifier, isKey { return "example-\(index + 1)" }
    guard isWhole, field.required == true else { return "" }
    switch field.kind {
    case .identifier, .text: return "example-\(index + 1)"
    case .date: return "2020-01-01"
    default: return ""
    }
  }

  /// Whether it is blank or has the form `2026-10-31`.
  private static func isPlainDay(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard bytes.count == 10 else { return bytes.isEmpty }
    return bytes.indices.allSatisfy { [4, 7].contains($0) ? bytes[$0] == 45 : bytes[$0] &- 48 < 10 }
  }
}

extension RecordBatch {
  /// Some of its rows, in order, with their faults.
  fileprivate func taking(_ rows: Range<Int>) -> RecordBatch {
    var out = gathering(Array(rows))
    out.faults = faults.compactMap { fault in
      guard rows.contains(Int(fault.row)) else { return nil }
      var fault = fault
      fault.row -= Int32(rows.lowerBound)
      return fault
    }
    return out
  }
}

extension Dataset {
  fileprivate func isKey(_ field: Field) -> Bool { key.contains { $0.value == field.field.value } }
}
