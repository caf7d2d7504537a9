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
    // One buffer for every key and record: an array for each cell was most of the work.
    var bytes: [UInt8] = []
    for (index, packed) in table.segments.enumerated() {
      var segment = packed
      segment.columns = packed.columns.map(\.unpacked)
      let reader = CellBytes(segment: segment, dictionaries: table.dictionaries)
      let counted = memberships.map { (rows: $0.rows[index], ofPeople: $0.countsPeople) }
      let taken = valued.map {
        (position: $0, rows: memberships[$0].rows[index], values: memberships[$0].values[index])
      }
      let days = dates.map { field -> [Int32]? in
        if case .days(let days) = segment.columns[field] { days } else { nil }
      }
      for row in 0..<segment.rowCount {
        bytes.removeAll(keepingCapacity: true)
        for field in kept {
          reader.append(field, row, to: &bytes)
          bytes.append(0xFF)
        }
        let record = quickDigest(bytes)
        bytes.removeAll(keepingCapacity: true)
        var isNamed = true
        for field in key {
          let before = bytes.count
          reader.append(field, row, to: &bytes)
          isNamed = isNamed && bytes.count > before
          bytes.append(0xFF)
        }
        // A record without a key is told from its like by its content and by how many there were before it.
        if !isNamed {
          bytes = numberBytes(record) + numberBytes(unnamed[record, default: 0])
          unnamed[record, default: 0] += 1
        }
        let name = digest(bytes)
        bytes.removeAll(keepingCapacity: true)
        if let person { reader.append(person, row, to: &bytes) }
        let id = bytes.isEmpty ? 0 : digest(bytes)
        var numbers: [Number] = []
        for (position, rows, values) in taken where rows[row] == 1 {
          numbers.append(Number(position: position, value: values[row]))
        }
        add(
          name,
          Entry(
            person: id, isAccepted: validated.accepted[index][row] == 1, record: record,
            dates: days.map { $0?[row] ?? Column.missingNumber },
            counted: counted.map { $0.ofPeople && id == 0 ? 0 : $0.rows[row] }, numbers: numbers))
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

  func append(_ field: Int, _ row: Int, to out: inout [UInt8]) {
    switch segment.columns[field] {
    case .text(let text): out += text.bytes[text.range(row)]
    case .days(let values), .integers(let values):
      if values[row] != Column.missingNumber { out.append(decimal: Int64(values[row])) }
    case .decimals(let values): if values[row] != Column.missingDecimal { out.append(decimal: values[row]) }
    case .flags(let values): if values[row] != Column.missingFlag { out.append(decimal: Int64(values[row])) }
    case .codes(let values): appendCode(values[row], dictionaries[field], to: &out)
    case .absent, .shortDays, .shortCodes: break
    }
  }

  private func appendCode(_ position: UInt16, _ dictionary: [String], to out: inout [UInt8]) {
    guard position != Column.missingCode else { return }
    if Int(position) < dictionary.count {
      out += dictionary[Int(position)].utf8
    } else {
      out.append(UInt8(ascii: "?"))
    }
  }
}
