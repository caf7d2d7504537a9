import AggregateStage
import Findings
import Folders
import Tables
import TestKit
import Testing

@testable import Runs
@testable import Tools

/// What a run keeps of its cases: read back as it was written, and refused where it is anything else.
@Suite struct LedgerTests {
  private static let header = LedgerHeader(
    dateFields: ["requested_on", "completed_on", "closed_on"], fields: "8c55",
    takesNumbers: [false, true, true])

  /// A block of so many records with every kind of column, and numbers that take four bytes or eight.
  private static func block(_ rows: Int, seed: UInt64) -> LedgerBlock {
    var chance = Seeded(seed: seed)
    func words() -> [UInt64] { (0..<rows).map { _ in .random(in: 0...UInt64.max, using: &chance) } }
    func bits(_ isAny: Bool) -> Bitmap {
      var out = Bitmap(count: rows)
      if isAny { for row in 0..<rows { out[row] = Bool.random(using: &chance) } }
      return out
    }
    let (short, long) = (bits(true), bits(seed % 2 == 0))
    return LedgerBlock(
      keys: words(), people: words(), records: words(), accepted: bits(true),
      days: [
        nil, (0..<rows).map { _ in Int32.random(in: Int32.min...Int32.max, using: &chance) },
        (0..<rows).map { $0 % 3 == 0 ? Column.missingNumber : Int32($0) - 40_000 },
      ],
      counted: [
        CountedRows(rows: bits(true)),
        CountedRows(rows: short, numbers: (0..<short.total).map { Int64($0) - 5 }),
        CountedRows(rows: long, numbers: (0..<long.total).map { Int64($0) << 40 }),
      ])
  }

  private static func file(_ blocks: [LedgerBlock]) -> [UInt8] { head(blocks) + blocks.flatMap(\.bytes) }

  private static func head(_ blocks: [LedgerBlock]) -> [UInt8] {
    header.bytes(records: blocks.reduce(0) { $0 + $1.keys.count })
  }

  /// Stretches that end in the middle of a word, and one without records.
  private static let blocks = [1, 63, 64, 65, 0, 200].enumerated().map { block($1, seed: UInt64($0)) }

  @Test func blocksReadBackAsTheyWereWritten() throws {
    let bytes = Self.file(Self.blocks)
    let (header, records, end) = try #require(LedgerHeader.read(bytes))
    #expect(header == Self.header && records == 393)
    var at = end
    for block in Self.blocks { #expect(try #require(LedgerBlock(bytes, at: &at, header)) == block) }
    #expect(at == bytes.count)
  }

  @Test func aLedgerSaysOfEachCaseWhatItsBlockSays() throws {
    let ledger = try CaseLedger(dataset: "assessments", Self.file(Self.blocks), path: "cases")
    var position = 0
    for block in Self.blocks {
      for row in block.keys.indices {
        #expect(ledger.position(of: block.keys[row]) == position)
        #expect(
          ledger.people[position] == block.people[row] && ledger.records[position] == block.records[row])
        #expect(ledger.isAccepted(position) == block.accepted[row])
        #expect(ledger.dates(at: position)[0] == Column.missingNumber)
        #expect(ledger.dates(at: position)[2] == (row % 3 == 0 ? Column.missingNumber : Int32(row) - 40_000))
        for (count, counted) in block.counted.enumerated() {
          #expect(ledger.isCounted(position, in: count) == counted.rows[row])
          let before = (0..<row).count { counted.rows[$0] }
          let number = counted.rows[row] && !counted.numbers.isEmpty ? counted.numbers[before] : nil
          #expect(ledger.number(at: position, of: count) == number)
        }
        position += 1
      }
    }
    #expect(ledger.indices.count == position && ledger.position(of: 12) == nil)
  }

  /// Cut off anywhere, a byte longer, or with any byte of what says how long the rest is made another.
  @Test func aDamagedLedgerIsRefused() throws {
    let bytes = Self.file(Array(Self.blocks.prefix(2)))
    for count in bytes.indices { expectDamage(Array(bytes[..<count])) }
    expectDamage(bytes + [0])
    let start = Self.head(Array(Self.blocks.prefix(2))).count
    for place in Array(0..<18) + Array(start..<start + 4) {
      var spoilt = bytes
      spoilt[place] ^= 0x40
      expectDamage(spoilt)
    }
    // Of 1 record, its bits of 64: one after the last is set.
    var spoilt = bytes
    spoilt[start + 4 + 24 + 7] ^= 0x80
    expectDamage(spoilt)
  }

  private func expectDamage(_ bytes: [UInt8], _ place: SourceLocation = #_sourceLocation) {
    #expect(throws: Finding.self, sourceLocation: place) {
      try CaseLedger(dataset: "assessments", bytes, path: "cases")
    }
  }

  /// Of records with one key the accepted one is the case, whichever comes first and whatever block it is in.
  @Test func ofRecordsWithOneKeyTheAcceptedOneIsTheCase() throws {
    let cases = [
      LedgerFixture.Case(key: 5, person: 1, isAccepted: false, record: 10, days: [1, 2]),
      LedgerFixture.Case(key: 5, person: 2, record: 11, days: [3, 4], isCounted: true, number: 9),
      LedgerFixture.Case(key: 6, person: 3, record: 12, days: [5, 6], isCounted: true, number: 8),
    ]
    let header = LedgerFixture.header(["a", "b"], takesNumbers: true)
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
      let blocks = order.map { LedgerFixture.block([cases[$0]], fields: 2) }
      let one = LedgerFixture.block(order.map { cases[$0] }, fields: 2)
      for ledger in [
        CaseLedger(dataset: "assessments", header, blocks), CaseLedger(dataset: "assessments", header, [one]),
      ] {
        #expect(ledger.indices.count == 2)
        let place = try #require(ledger.position(of: 5))
        #expect(ledger.people[place] == 2 && ledger.records[place] == 11 && ledger.isAccepted(place))
        #expect(ledger.number(at: place, of: 0) == 9 && ledger.dates(at: place) == [3, 4])
        let other = try #require(ledger.position(of: 6))
        #expect(ledger.people[other] == 3 && ledger.number(at: other, of: 0) == 8)
        #expect(ledger.position(of: 7) == nil)
      }
    }
  }

  /// A run of an earlier version kept its cases in another layout, which is told from there being none.
  @Test func anEarlierLayoutIsTold() throws {
    let fixture = try StoreFixture(after: "2026-10-31")
    let folder = "\(fixture.store.folder)/2026-10-31"
    let record = try RunRecord(folder)
    #expect(try RunBook(record).ledgers.count == record.tables.count)
    let path = "\(folder)/\(CaseLedger.path("reviews"))"
    try SystemFile.rename(path, to: "\(folder)/\(CaseLedger.pathBefore("reviews"))")
    let error = #expect(throws: Finding.self) { try RunBook(record) }
    #expect(error?.code == "RUN-013" && error?.message.contains("earlier version") == true)
  }
}
