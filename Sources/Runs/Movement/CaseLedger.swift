import AggregateStage
import Declarations
import Findings
import Periods
import Tables

/// What one run knew of every case of one dataset, so that a later run can explain a changed figure.
///
/// It has digests of case and person keys, not the keys, and no field but its dates, and it stays in `restricted/`. There
/// are as many cases as records, so it is stored column by column, in words and bits: 43 MB for 900,000 records, where
/// lines of text took 120 MB.
struct CaseLedger {
  let dataset: String
  let header: LedgerHeader
  /// Digests of the case keys, in the order of the records.
  private(set) var keys: [UInt64]
  private(set) var people: [UInt64]
  private(set) var records: [UInt64]
  private var accepted: Bitmap
  /// By date field; `Column.missingNumber` for a blank.
  private var days: [[Int32]]
  private var counted: [CountColumn]
  private var positions: HashIndex

  /// Of records with one key, the accepted one is the case; of several, the first.
  init(dataset: String, _ header: LedgerHeader, _ blocks: [LedgerBlock]) {
    self.dataset = dataset
    self.header = header
    keys = blocks.flatMap(\.keys)
    people = blocks.flatMap(\.people)
    records = blocks.flatMap(\.records)
    var accepted = Bitmap(count: 0)
    for block in blocks { accepted.append(block.accepted) }
    days = header.dateFields.indices.map { field in blocks.flatMap { $0.days(field) } }
    counted = header.takesNumbers.indices.map { count in CountColumn(blocks.map { $0.counted[count] }) }
    var others: [Int] = []
    positions = HashIndex(keys, others: &others) { accepted[$0] && !accepted[$1] }
    self.accepted = accepted
    if !others.isEmpty { leaveOut(Set(others)) }
  }

  /// Positions in the ledger.
  var indices: Range<Int> { keys.indices }
  var dateFields: [String] { header.dateFields }
  var fields: String { header.fields }

  func position(of key: UInt64) -> Int? { positions.find(key, in: keys) }

  func isCounted(_ position: Int, in count: Int) -> Bool { counted[count].rows[position] }

  func number(at position: Int, of count: Int) -> Int64? { counted[count].number(at: position) }

  func isAccepted(_ position: Int) -> Bool { accepted[position] }

  func dates(at position: Int) -> [Int32] { days.map { $0[position] } }

  private mutating func leaveOut(_ others: Set<Int>) {
    let kept = keys.indices.filter { !others.contains($0) }
    keys = kept.map { keys[$0] }
    people = kept.map { people[$0] }
    records = kept.map { records[$0] }
    accepted = accepted.keeping(kept)
    days = days.map { days in kept.map { days[$0] } }
    counted = counted.map { $0.keeping(kept) }
    var none: [Int] = []
    positions = HashIndex(keys, others: &none) { _, _ in false }
  }
}

/// The cases of one count, and their numbers.
private struct CountColumn {
  let rows: Bitmap
  let numbers: [Int64]
  /// How many rows are counted before each word's first.
  private let ranks: [Int32]

  init(_ parts: [CountedRows]) {
    var rows = Bitmap(count: 0)
    for part in parts { rows.append(part.rows) }
    self.init(rows, parts.flatMap(\.numbers))
  }

  private init(_ rows: Bitmap, _ numbers: [Int64]) {
    self.rows = rows
    self.numbers = numbers
    var rank: Int32 = 0
    ranks = rows.words.map { word in
      defer { rank += Int32(word.nonzeroBitCount) }
      return rank
    }
  }

  func number(at position: Int) -> Int64? {
    guard !numbers.isEmpty, rows[position] else { return nil }
    let before = rows.words[position >> 6] & (UInt64(1) << UInt64(position & 63) - 1)
    return numbers[Int(ranks[position >> 6]) + before.nonzeroBitCount]
  }

  func keeping(_ kept: [Int]) -> CountColumn {
    CountColumn(rows.keeping(kept), numbers.isEmpty ? [] : kept.compactMap(number(at:)))
  }
}

extension Bitmap {
  fileprivate func keeping(_ kept: [Int]) -> Bitmap {
    var out = Bitmap(count: kept.count)
    for (place, row) in kept.enumerated() where self[row] { out[place] = true }
    return out
  }
}

extension LedgerBlock {
  /// A field's days as numbers; `Column.missingNumber` for a blank.
  fileprivate func days(_ field: Int) -> [Int32] {
    days[field] ?? [Int32](repeating: Column.missingNumber, count: keys.count)
  }
}
