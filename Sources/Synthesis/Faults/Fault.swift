/// One way for a record to be wrong, the field it shows at and the code it must be found under.
struct Fault<Record> {
  enum Way {
    /// A record more, true but for one change; the pipeline must refuse it.
    case change((inout Record) -> Void)
    /// A record more, with these bytes in the field.
    case cell([UInt8])
    /// A record more, with one field too many.
    case ragged
    /// The record once more, under the same key.
    case again
    /// The record itself, with these bytes in the field: said, but still counted.
    case remark((Record) -> [UInt8])
    /// The record itself, changed in something that no measure asks for: said, but still counted.
    case remarkable((inout Record) -> Void)
  }

  var code: String
  /// The dataset's field; none for the record as a whole.
  var field: String
  var way: Way
  /// Which records it can be made of, so that it brings no other fault with it.
  var applies: (Record) -> Bool = { _ in true }

  init(_ code: String, _ field: String, _ way: Way, where applies: @escaping (Record) -> Bool = { _ in true }) {
    self.code = code
    self.field = field
    self.way = way
    self.applies = applies
  }
}

/// How often faults are planted.
package enum Faults: Sendable, Hashable {
  case none
  /// In so many of a thousand records.
  case perMille(Int)

  var share: Int {
    switch self {
    case .none: 0
    case .perMille(let share): share
    }
  }
}

/// `answer-key/faults.csv` under construction: every planted fault, and nothing else.
struct FaultSheet {
  private(set) var bytes: [UInt8] = Array("file,line,field,code\n".utf8)
  private(set) var count = 0

  mutating func add(_ file: String, line: Int, field: String, code: String) {
    bytes += "\(file),\(line),\(field),\(code)\n".utf8
    count += 1
  }
}

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
    // Each kind in its turn, so that even a small extract has them all.
    var turn = 0
    for record in records {
      guard share > 0, chance.happens(perMille: share), let fault = fault(for: record, &turn) else {
        extract.write(record, &out)
        out.endRecord()
        continue
      }
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
      extract.write(spoiled, &out)
      out.endRecord(ragged: isRagged)
    }
    return out.bytes
  }

  /// The first kind from its turn on that this record can have.
  private func fault(for record: Record, _ turn: inout Int) -> Fault<Record>? {
    for step in faults.indices {
      let fault = faults[(turn + step) % faults.count]
      guard fault.applies(record) else { continue }
      turn = (turn + step + 1) % faults.count
      return fault
    }
    return nil
  }
}
