import AggregateStage
import Artefacts
import Declarations
import Tables

extension Ledger {
  /// The ledger of one dataset's table; `memberships` are those of this dataset, in the order of its counts.
  init(_ validated: ValidatedTable, of dataset: Dataset, memberships: [Membership]) {
    let table = validated.table
    let dates = dataset.fields.indices.filter {
      dataset.fields[$0].kind == .date && dataset.fields[$0].personal != true
    }
    let isKept = table.fields.indices.map { field in
      table.segments.contains { if case .absent = $0.columns[field] { false } else { true } }
    }
    let kept = table.fields.indices.filter { isKept[$0] }
    self.init(
      dataset: table.dataset, dateFields: dates.map { dataset.fields[$0].field.value },
      fields: String(digest(kept.flatMap { Array(table.fields[$0].utf8) + [0] }), radix: 16))
    let key = dataset.key.compactMap { part in dataset.fields.firstIndex { $0.field.value == part.value } }
    let person = dataset.person.flatMap { part in
      dataset.fields.firstIndex { $0.field.value == part.value }
    }
    let valued = memberships.indices.filter { !memberships[$0].values.isEmpty }
    let names = table.dictionaries.map { $0.map { Array($0.utf8) } }
    reserve(table.rowCount, counts: memberships.count)
    var unnamed: [UInt64: UInt64] = [:]
    var bytes: [UInt8] = []
    for (index, packed) in table.segments.enumerated() {
      var segment = packed
      segment.columns = packed.columns.map(\.unpacked)
      var records = RecordDigests(count: segment.rowCount)
      for field in kept { records.take(segment.columns[field], names: names[field]) }
      let named = key.map { CellBytes(column: segment.columns[$0], names: names[$0]) }
      let naming = person.map { CellBytes(column: segment.columns[$0], names: names[$0]) }
      let (numbers, ends) = Self.numbers(
        valued.map { ($0, memberships[$0].rows[index], memberships[$0].values[index]) },
        count: segment.rowCount)
      var rows = Rows(
        keys: [], people: [], records: [], accepted: validated.accepted[index],
        dates: Self.rows(of: dates.map { segment.columns[$0] }, count: segment.rowCount),
        counted: Self.rows(of: memberships.map { $0.rows[index] }, count: segment.rowCount),
        numbers: numbers, ends: ends)
      rows.keys.reserveCapacity(segment.rowCount)
      rows.people.reserveCapacity(segment.rowCount)
      rows.records.reserveCapacity(segment.rowCount)
      // Where people are counted, a record of nobody is not.
      let ofPeople = memberships.indices.filter { memberships[$0].countsPeople }
      for row in 0..<segment.rowCount {
        let record = records[row]
        bytes.removeAll(keepingCapacity: true)
        var isNamed = true
        for cell in named {
          let before = bytes.count
          cell.append(row, to: &bytes)
          isNamed = isNamed && bytes.count > before
          bytes.append(0xFF)
        }
        // A record without a key is told from its like by its content and by how many there were before it.
        if !isNamed {
          bytes = numberBytes(record) + numberBytes(unnamed[record, default: 0])
          unnamed[record, default: 0] += 1
        }
        rows.keys.append(digest(bytes))
        rows.records.append(record)
        bytes.removeAll(keepingCapacity: true)
        naming?.append(row, to: &bytes)
        let id = bytes.isEmpty ? 0 : digest(bytes)
        rows.people.append(id)
        if id == 0 { for count in ofPeople { rows.counted[row * memberships.count + count] = 0 } }
      }
      add(rows, counts: memberships.count)
    }
  }

  /// Columns of days row by row; `Column.missingNumber` where a column is not of days.
  private static func rows(of columns: [Column], count: Int) -> [Int32] {
    rows(
      of: columns.map { column in
        if case .days(let days) = column {
          days
        } else {
          [Int32](repeating: Column.missingNumber, count: count)
        }
      }, count: count, blank: Column.missingNumber)
  }

  private static func rows(of columns: [[UInt8]], count: Int) -> [UInt8] {
    rows(of: columns, count: count, blank: 0)
  }

  private static func rows<Value>(of columns: [[Value]], count: Int, blank: Value) -> [Value] {
    var out = [Value](repeating: blank, count: count * columns.count)
    for (place, column) in columns.enumerated() {
      for row in 0..<count { out[row * columns.count + place] = column[row] }
    }
    return out
  }

  /// The numbers of each row's counts that take one, row after row, and where each row's end.
  private static func numbers(
    _ taken: [(position: Int, rows: [UInt8], values: [Int64])], count: Int
  ) -> (numbers: [Number], ends: [Int]) {
    var numbers: [Number] = []
    var ends = [Int](repeating: 0, count: count)
    for row in 0..<count {
      for index in taken.indices where taken[index].rows[row] == 1 {
        numbers.append(Number(position: taken[index].position, value: taken[index].values[row]))
      }
      ends[row] = numbers.count
    }
    return (numbers, ends)
  }
}

/// The first 64 bits of SHA-256.
private func digest(_ bytes: [UInt8]) -> UInt64 {
  SHA256.firstWord(of: bytes)
}

private func numberBytes(_ number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> (UInt64($0) * 8)) }
}

/// A column's values as bytes that mean the same in every run; codes by name, not by position.
private struct CellBytes {
  let column: Column
  let names: [[UInt8]]

  func append(_ row: Int, to out: inout [UInt8]) {
    switch column {
    case .text(let text): out += text.bytes[text.range(row)]
    case .days(let values), .integers(let values):
      if values[row] != Column.missingNumber { out.append(decimal: Int64(values[row])) }
    case .decimals(let values): if values[row] != Column.missingDecimal { out.append(decimal: values[row]) }
    case .flags(let values): if values[row] != Column.missingFlag { out.append(decimal: Int64(values[row])) }
    case .codes(let values): if values[row] != Column.missingCode { out += names.name(of: values[row]) }
    case .absent, .shortDays, .shortCodes: break
    }
  }
}

extension [[UInt8]] {
  fileprivate func name(of code: UInt16) -> [UInt8] {
    Int(code) < count ? self[Int(code)] : [UInt8(ascii: "?")]
  }
}

/// Digests of records, taken in a column after another: enough to see that a record changed.
///
/// FNV-1a with a final mix over every cell as `CellBytes` writes it and a byte after it that is in no text.
private struct RecordDigests {
  private var hashes: [UInt64]

  init(count: Int) { hashes = [UInt64](repeating: 0xcbf2_9ce4_8422_2325, count: count) }

  subscript(row: Int) -> UInt64 { (hashes[row] ^ (hashes[row] >> 32)) &* 0x9e37_79b9_7f4a_7c15 }

  mutating func take(_ column: Column, names: [[UInt8]]) {
    switch column {
    case .text(let text):
      let bytes = text.bytes.span
      var start = 0
      for row in hashes.indices {
        let end = Int(text.ends[row])
        var hash = hashes[row]
        for at in start..<end { hash.take(bytes[at]) }
        hash.take(0xFF)
        hashes[row] = hash
        start = end
      }
    case .codes(let values):
      for row in hashes.indices {
        var hash = hashes[row]
        if values[row] != Column.missingCode { for byte in names.name(of: values[row]) { hash.take(byte) } }
        hash.take(0xFF)
        hashes[row] = hash
      }
    case .days, .integers, .decimals, .flags:
      let cells = CellBytes(column: column, names: names)
      var bytes: [UInt8] = []
      for row in hashes.indices {
        bytes.removeAll(keepingCapacity: true)
        cells.append(row, to: &bytes)
        var hash = hashes[row]
        for byte in bytes { hash.take(byte) }
        hash.take(0xFF)
        hashes[row] = hash
      }
    case .absent, .shortDays, .shortCodes: for row in hashes.indices { hashes[row].take(0xFF) }
    }
  }
}

extension UInt64 {
  fileprivate mutating func take(_ byte: UInt8) { self = (self ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
}
