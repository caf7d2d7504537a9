import AggregateStage
import Tables

/// A ledger's data on one batch of a dataset's records, column by column.
///
/// In the file: the number of records (4 bytes); the digests of keys, persons and records (8 each); a bit for each
/// accepted record; each field's days; and each count's cases. Words are little-endian.
struct LedgerBlock: Sendable, Hashable {
  /// Digests of the cases' keys.
  var keys: [UInt64]
  /// Digests of the cases' persons; 0 for a record without a person.
  var people: [UInt64]
  /// Digests of all kept fields.
  var records: [UInt64]
  var accepted: Bitmap
  /// By date field, as `Column.days`; nil where the extract does not have the field.
  var days: [[Int32]?]
  /// By count.
  var counted: [CountedRows]

  /// The offset of the first key in a block's bytes.
  static let keysStart = 4

  var bytes: [UInt8] {
    var out: [UInt8] = []
    let bits = accepted.words.count * 8
    let numbers = counted.reduce(0) { $0 + $1.numbers.count * 8 + 9 + bits }
    out.reserveCapacity(keys.count * (24 + 4 * days.count) + bits + numbers + 64)
    out.append(words: [UInt32(keys.count)])
    for digests in [keys, people, records] { out.append(words: digests) }
    out.append(words: accepted.words)
    for days in days {
      guard let days else {
        out.append(0)
        continue
      }
      out.append(4)
      out.append(words: days)
    }
    for count in counted {
      // Most batches have no record of a given month's count.
      guard count.rows.words.contains(where: { $0 != 0 }) else {
        out.append(0)
        continue
      }
      out.append(1)
      out.append(words: count.rows.words)
      let short = count.numbers.map(Int32.init(exactly:))
      if short.contains(nil) {
        out.append(8)
        out.append(words: count.numbers)
      } else if !short.isEmpty {
        out.append(4)
        out.append(words: short.compactMap(\.self))
      }
    }
    return out
  }

  /// Reads a block that `bytes` wrote, from the end of the one before; nil where it is none.
  init?(_ bytes: [UInt8], at place: inout Int, _ header: LedgerHeader) {
    var reading = WordReading(bytes: bytes, at: place)
    guard let size = reading.words(UInt32.self, 1)?.first else { return nil }
    let count = Int(size)
    guard let keys = reading.words(UInt64.self, count), let people = reading.words(UInt64.self, count),
      let records = reading.words(UInt64.self, count), let accepted = reading.bits(count)
    else { return nil }
    (self.keys, self.people, self.records, self.accepted) = (keys, people, records, accepted)
    days = []
    for _ in header.dateFields {
      switch reading.words(UInt8.self, 1)?.first {
      case 0: days.append(nil)
      case 4:
        guard let own = reading.words(Int32.self, count) else { return nil }
        days.append(own)
      default: return nil
      }
    }
    counted = []
    for takesNumbers in header.takesNumbers {
      switch reading.words(UInt8.self, 1)?.first {
      case 0: counted.append(CountedRows(rows: Bitmap(count: count)))
      case 1:
        guard let rows = reading.bits(count), let numbers = takesNumbers ? reading.numbers(rows.total) : []
        else { return nil }
        counted.append(CountedRows(rows: rows, numbers: numbers))
      default: return nil
      }
    }
    place = reading.at
  }

  init(
    keys: [UInt64], people: [UInt64], records: [UInt64], accepted: Bitmap, days: [[Int32]?],
    counted: [CountedRows]
  ) {
    self.keys = keys
    self.people = people
    self.records = records
    self.accepted = accepted
    self.days = days
    self.counted = counted
  }
}

/// Reads one run of words after another; nil where there are too few bytes.
private struct WordReading {
  let bytes: [UInt8]
  var at: Int

  mutating func words<Word: FixedWidthInteger>(_ type: Word.Type, _ count: Int) -> [Word]? {
    let size = count * MemoryLayout<Word>.size
    guard bytes.count - at >= size else { return nil }
    var out = [Word](repeating: 0, count: count)
    // As many bytes as the words take. Any bytes make whole numbers.
    unsafe out.withUnsafeMutableBytes { to in unsafe to.copyBytes(from: bytes[at..<at + size]) }
    at += size
    #if _endian(big)
      for index in out.indices { out[index] = Word(littleEndian: out[index]) }
    #endif
    return out
  }

  mutating func bits(_ count: Int) -> Bitmap? {
    words(UInt64.self, Bitmap.words(for: count)).flatMap { Bitmap(count: count, words: $0) }
  }

  mutating func numbers(_ count: Int) -> [Int64]? {
    switch words(UInt8.self, 1)?.first {
    case 4: words(Int32.self, count)?.map(Int64.init)
    case 8: words(Int64.self, count)
    default: nil
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append<Word: FixedWidthInteger>(words: [Word]) {
    #if _endian(big)
      let words = words.map(\.littleEndian)
    #endif
    // The array's own bytes, for as long as they are copied.
    unsafe words.withUnsafeBytes { own in unsafe append(contentsOf: own) }
  }
}
