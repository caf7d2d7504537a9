import AggregateStage
import Artefacts
import Declarations
import EvidenceStage
import Tables

/// Makes the ledger of one dataset of the current run: a block for each batch of its table, on all cores.
struct LedgerWork: Sendable {
  /// A block's bytes, and what depends on other blocks.
  struct Part: Sendable {
    fileprivate var bytes: [UInt8]
    /// Records without a key, with their digests.
    fileprivate var unnamed: [(row: Int, record: UInt64)]
  }

  let dataset: String
  private let validated: ValidatedTable
  private let memberships: Memberships
  private let counts: [Membership]
  private let header: LedgerHeader
  /// Positions of fields: kept ones, days, parts of the key, and the person.
  private let kept: [Int]
  private let days: [Int]
  private let key: [Int]
  private let person: Int?
  /// Digests of each field's codes.
  private let names: [[UInt64]]

  init(_ validated: ValidatedTable, of dataset: Dataset, _ memberships: Memberships) {
    let table = validated.table
    self.dataset = table.dataset
    self.validated = validated
    self.memberships = memberships
    counts = memberships.counts(of: table.dataset)
    days = dataset.fields.indices.filter {
      dataset.fields[$0].kind == .date && dataset.fields[$0].personal != true
    }
    kept = table.fields.indices.filter { field in
      table.batches.contains { if case .absent = $0.columns[field] { false } else { true } }
    }
    key = dataset.key.compactMap { part in dataset.fields.firstIndex { $0.field.value == part.value } }
    person = dataset.person.flatMap { part in
      dataset.fields.firstIndex { $0.field.value == part.value }
    }
    names = table.dictionaries.map(RecordDigests.digests)
    // The kind of a field is part of the digest: a text and a code with the same spelling differ.
    let fields = kept.map { "\(table.fields[$0])\0\(dataset.fields[$0].kind.rawValue)\0" }.joined()
    header = LedgerHeader(
      dateFields: days.map { dataset.fields[$0].field.value },
      fields: String(SHA256.firstWord(of: Array(fields.utf8)), radix: 16),
      takesNumbers: counts.map(\.takesNumbers))
  }

  var parts: Int { validated.table.batches.count }

  func part(_ index: Int) -> Part {
    let batch = validated.table.batches[index]
    var digests = RecordDigests(count: batch.rowCount)
    for field in kept { digests.take(batch.columns[field], names: names[field]) }
    let records = digests.digests
    let people = person.map { Self.digests(of: batch, [$0], self.names, mark: nil).digests }
    let (keys, isNamed) = Self.digests(of: batch, key, self.names, mark: 0xFF)
    var accepted = Bitmap(count: batch.rowCount)
    accepted.set(validated.accepted[index], from: 0)
    var counted = memberships.rows(of: dataset, inBatch: index)
    if let people {
      let nobodys = people.indices.filter { people[$0] == 0 }
      // Where people are counted, a record without a person is not counted.
      for count in counts.indices where counts[count].countsPeople { counted[count].leaveOut(nobodys) }
    }
    let block = LedgerBlock(
      keys: keys, people: people ?? [UInt64](repeating: 0, count: batch.rowCount), records: records,
      accepted: accepted, days: days.map { if case .days(let own) = batch.columns[$0] { own } else { nil } },
      counted: counted)
    let unnamed = isNamed.indices.filter { !isNamed[$0] }.map { ($0, records[$0]) }
    return Part(bytes: block.bytes, unnamed: unnamed)
  }

  /// Joins all parts into the file.
  func joined(_ parts: [Part]) -> EvidencePack.File {
    var before: [UInt64: UInt64] = [:]
    var stretches = [header.bytes(records: validated.table.rowCount)]
    for part in parts {
      stretches.append(part.bytes)
      // A record without a key is identified by its contents and by how many equal ones came before it.
      for (row, record) in part.unnamed {
        let count = before[record, default: 0]
        before[record] = count + 1
        let key = SHA256.firstWord(of: Self.bytes(of: record) + Self.bytes(of: count))
        for (offset, byte) in Self.bytes(of: key).enumerated() {
          stretches[stretches.count - 1][LedgerBlock.keysStart + row * 8 + offset] = byte
        }
      }
    }
    return EvidencePack.File(restricted: CaseLedger.path(dataset), stretches: stretches)
  }

  private static func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (UInt64($0) * 8)) }
  }

  /// The first 64 bits of SHA-256 of some fields of each row, and whether all of them are filled.
  ///
  /// - Parameter mark: a byte after each field that occurs in no text.
  private static func digests(
    of batch: RecordBatch, _ fields: [Int], _ names: [[UInt64]], mark: UInt8?
  ) -> (digests: [UInt64], isNamed: [Bool]) {
    if fields.count == 1, case .text(let text) = batch.columns[fields[0]] {
      let digests = text.digests(followedBy: mark)
      return (digests, digests.map { $0 != 0 })
    }
    let cells = fields.map { CellBytes(column: batch.columns[$0], names: names[$0]) }
    var digests: [UInt64] = []
    var isNamed: [Bool] = []
    var bytes: [UInt8] = []
    for row in 0..<batch.rowCount {
      bytes.removeAll(keepingCapacity: true)
      var isWhole = true
      for cell in cells {
        let before = bytes.count
        cell.append(row, to: &bytes)
        isWhole = isWhole && bytes.count > before
        if let mark { bytes.append(mark) }
      }
      digests.append(isWhole ? SHA256.firstWord(of: bytes) : 0)
      isNamed.append(isWhole)
    }
    return (digests, isNamed)
  }
}

extension CountedRows {
  fileprivate mutating func leaveOut(_ others: [Int]) {
    for row in others where rows[row] {
      if !numbers.isEmpty { numbers.remove(at: rows.rank(of: row)) }
      rows[row] = false
    }
  }
}

/// A column's values as bytes that mean the same in every run. Codes have digests of their names.
private struct CellBytes {
  let column: Column
  let names: [UInt64]

  func append(_ row: Int, to out: inout [UInt8]) {
    switch column {
    case .text(let text): out += text.bytes[text.range(row)]
    case .days(let values), .integers(let values):
      if values[row] != Column.missingNumber { out.append(decimal: Int64(values[row])) }
    case .decimals(let values): if values[row] != Column.missingDecimal { out.append(decimal: values[row]) }
    case .flags(let values): if values[row] != Column.missingFlag { out.append(decimal: Int64(values[row])) }
    case .codes(let values):
      if values[row] != Column.missingCode {
        out.append(hexadecimal: Int(values[row]) < names.count ? names[Int(values[row])] : 0)
      }
    case .absent: break
    }
  }
}
