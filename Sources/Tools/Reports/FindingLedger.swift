package import Artefacts
import Declarations
package import Findings
package import Runs
import Tables

/// Every finding of a run, and whether it is new: the input of reports and `--fail-on`.
package struct FindingLedger: Sendable {
  package enum Standing: Sendable, Hashable {
    case new
    /// It is in the baseline.
    case known
    /// An exception with this id accepts it.
    case accepted(String)
  }

  package struct Entry: Sendable {
    package var finding: Finding
    /// Empty for findings about no dataset.
    package var dataset: String
    /// The same in every run that finds this again, even if its line has moved.
    package var mark: String
    package var standing: Standing
    /// Whether it is about one record.
    package var isOfRecord: Bool
  }

  package var entries: [Entry]
  /// Records read, by dataset.
  package var records: [String: Int]
  /// Where each rule is declared, by code.
  package var declarations: [FindingCode: Location]
  /// Findings about the baseline and exceptions.
  package var notes: [Finding] = []

  /// The extracts' paths, as in findings.
  package var sources: Set<String>
  /// Rules that could not be run, by dataset.
  package var notRun: [String: [NotRun]]
  /// All rules, as dataset, code and title, sorted by code.
  package var rules: [(dataset: String, code: FindingCode, title: String)]

  /// - Parameter workspace: the declarations of the run.
  package init(_ findings: [Finding], _ validated: Validated?, in workspace: Workspace) {
    let catalogue = workspace.catalogue
    declarations = [:]
    rules = []
    for rule in catalogue.rules.all where validated?.table(of: rule.value.dataset.value) != nil {
      let code = FindingCode(rawValue: rule.value.rule.value)
      declarations[code] = rule.source.location(at: rule.value.rule.range.lowerBound)
      rules.append((rule.value.dataset.value, code, rule.value.title))
    }
    let tables = validated?.tables ?? []
    sources = Set(tables.flatMap(\.table.sources))
    // The cases of a dataset are one table, however many files they came in.
    notRun = Dictionary(uniqueKeysWithValues: tables.map { ($0.table.dataset, $0.notRun) })
    entries = findings.map { finding in
      let text = [finding.code.rawValue, finding.location?.path ?? "", finding.field ?? "", finding.message]
      return Entry(
        finding: finding, dataset: "", mark: Mark(text).text, standing: .new, isOfRecord: false)
    }
    records = [:]
    for table in tables {
      let dataset = table.table.dataset
      records[dataset] = table.table.rowCount
      let key = catalogue.dataset(dataset)?.key.map(\.value) ?? []
      let marks = RecordMarks(table, key: key)
      for breach in table.breaches {
        entries.append(
          Entry(
            finding: table.finding(breach), dataset: dataset, mark: marks.mark(of: breach), standing: .new,
            isOfRecord: true))
      }
    }
  }

  /// Marks findings that are in a baseline; of equal ones, as many as it has.
  package mutating func know(_ baseline: [String]) {
    var left: [String: Int] = [:]
    for mark in baseline { left[mark, default: 0] += 1 }
    for index in entries.indices where left[entries[index].mark, default: 0] > 0 {
      left[entries[index].mark, default: 0] -= 1
      entries[index].standing = .known
    }
  }

  /// One sorted line for each finding: the `--baseline` of the next run.
  package var baseline: [UInt8] {
    Array(entries.map { $0.mark + "\n" }.sorted().joined().utf8)
  }
}

/// A hash of texts, as 16 hexadecimal digits.
struct Mark {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ texts: [String]) {
    for text in texts {
      add(text.utf8)
      add([0xff])
    }
  }

  /// FNV-1a.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  var text: String {
    let digits = String((hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Marks of a table's records by their keys, which stay when lines move; by line where there is no key.
private struct RecordMarks {
  private let table: ValidatedTable
  private let keyColumns: [[Column]]

  init(_ table: ValidatedTable, key: [String]) {
    self.table = table
    let fields = key.compactMap { name in table.table.fields.firstIndex(of: name) }
    keyColumns = table.table.batches.map { batch in fields.map { batch.columns[$0] } }
  }

  func mark(of breach: Breach) -> String {
    let check = table.checks[Int(breach.check)]
    let batch = table.table.batches[Int(breach.batch)]
    var mark = Mark([check.code.rawValue, check.dataset, check.fields.first ?? ""])
    var hasKey = false
    for column in keyColumns[Int(breach.batch)] {
      let text = column.text(Int(breach.row))
      guard !text.isEmpty else { continue }
      mark.add(text)
      hasKey = true
    }
    if !hasKey {
      let line = "\(table.table.sources[batch.source]):\(batch.line(ofRow: Int(breach.row)))"
      mark.add(line.utf8)
    }
    return mark.text
  }
}
