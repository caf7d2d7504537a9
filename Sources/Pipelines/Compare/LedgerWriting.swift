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
    var unnamed: [UInt64: UInt64] = [:]
    for (index, packed) in table.segments.enumerated() {
      var segment = packed
      segment.columns = packed.columns.map(\.unpacked)
      let reader = CellBytes(segment: segment, dictionaries: table.dictionaries)
      for row in 0..<segment.rowCount {
        let record = quickDigest(kept.flatMap { reader.bytes($0, row) + [0xFF] })
        let parts = key.map { reader.bytes($0, row) }
        let isNamed = !parts.contains { $0.isEmpty }
        // A record without a key is told from its like by its content and by how many there were before it.
        let names =
          isNamed
          ? parts.flatMap { $0 + [0xFF] } : numberBytes(record) + numberBytes(unnamed[record, default: 0])
        if !isNamed { unnamed[record, default: 0] += 1 }
        let who = person.map { reader.bytes($0, row) } ?? []
        let id = who.isEmpty ? 0 : digest(who)
        add(
          digest(names),
          Entry(
            person: id, isAccepted: validated.accepted[index][row] == 1, record: record,
            dates: dates.map { field in
              if case .days(let days) = segment.columns[field] { days[row] } else { Column.missingNumber }
            },
            counted: memberships.map { $0.countsPeople && id == 0 ? 0 : $0.rows[index][row] },
            numbers: valued.compactMap { position in
              let membership = memberships[position]
              guard membership.rows[index][row] == 1 else { return nil }
              return Number(position: position, value: membership.values[index][row])
            }))
      }
    }
  }
}

/// The first 64 bits of SHA-256.
private func digest(_ bytes: [UInt8]) -> UInt64 {
  SHA256.firstWord(of: bytes)
}

/// FNV-1a with a final mix: enough to see that a record changed.
private func quickDigest(_ bytes: [UInt8]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  return (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
}

private func numberBytes(_ number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> (UInt64($0) * 8)) }
}

/// A cell's value as bytes that mean the same in every run; codes by name, not by position.
private struct CellBytes {
  let segment: Segment
  let dictionaries: [[String]]

  func bytes(_ field: Int, _ row: Int) -> [UInt8] {
    switch segment.columns[field] {
    case .text(let text): Array(text.bytes[text.range(row)])
    case .days(let values), .integers(let values):
      values[row] == Column.missingNumber ? [] : Array(String(values[row]).utf8)
    case .decimals(let values): values[row] == Column.missingDecimal ? [] : Array(String(values[row]).utf8)
    case .flags(let values): values[row] == Column.missingFlag ? [] : Array(String(values[row]).utf8)
    case .codes(let values): code(values[row], dictionaries[field])
    case .absent, .shortDays, .shortCodes: []
    }
  }

  private func code(_ position: UInt16, _ dictionary: [String]) -> [UInt8] {
    guard position != Column.missingCode else { return [] }
    return Int(position) < dictionary.count ? Array(dictionary[Int(position)].utf8) : [UInt8(ascii: "?")]
  }
}
