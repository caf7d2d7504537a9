/// Writes records, and among them the faulty ones.
struct Planting<Record> {
  let extract: Extract<Record>
  let faults: [Fault<Record>]
  let share: Int
  let id: WritableKeyPath<Record, Int>

  func write(_ records: [Record], _ chance: inout Chance, _ sheet: inout FaultSheet) -> [UInt8] {
    var out = ExtractWriter(
      extract.columns.map(\.header), dates: extract.dates, windowsLines: extract.windowsLines,
      byteOrderMark: extract.byteOrderMark)
    out.reserve(records.count * 220)
    var nextID = records.count + 1
    // A small file has more than its share, so that it has a fault of every kind.
    let share = share == 0 ? 0 : max(share, min(250, faults.count * 1500 / max(1, records.count)))
    var planted = [Int](repeating: 0, count: faults.count)
    // Columns that the dataset does not know are said once, at the header.
    for _ in extract.columns.filter({ $0.field.isEmpty }) {
      sheet.add(extract.path, line: 1, field: "", code: "FILE-004")
    }
    for record in records {
      guard share > 0, chance.happens(perMille: share), let kind = rarest(for: record, planted) else {
        extract.write(record, &out)
        out.endRecord()
        continue
      }
      let fault = faults[kind]
      planted[kind] += 1
      var spoiled = record
      var isRagged = false
      switch fault.way {
      case .remark(let bytes): out.spoiled = (extract.column(fault.field), bytes(record))
      case .remarkable(let change): change(&spoiled)
      default:
        extract.write(record, &out)
        out.endRecord()
        spoiled[keyPath: id] = nextID
        nextID += 1
      }
      switch fault.way {
      case .change(let change): change(&spoiled)
      case .cell(let bytes): out.spoiled = (extract.column(fault.field), bytes)
      case .ragged: isRagged = true
      case .again: spoiled[keyPath: id] = record[keyPath: id]
      case .remark, .remarkable: break
      }
      sheet.add(extract.path, line: out.line, field: fault.field, code: fault.code)
      // Bytes that are no UTF-8 are also said of the file, where the first of them is.
      if fault.code == "CELL-010", planted[kind] == 1 {
        sheet.add(extract.path, line: out.line, field: "", code: "FILE-007")
      }
      extract.write(spoiled, &out)
      out.endRecord(ragged: isRagged)
    }
    return out.bytes
  }

  /// The kind planted least so far, of those that this record can have.
  private func rarest(for record: Record, _ planted: [Int]) -> Int? {
    faults.indices.filter { faults[$0].applies(record) }.min { planted[$0] < planted[$1] }
  }
}
