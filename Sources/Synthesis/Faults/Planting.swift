/// Writes records, with faulty ones among them.
///
/// A record that must be refused is an additional one, so the truth does not change. One that is only reported is a true
/// record, with a fault in a field that no measure uses.
struct Planting<Record> {
  let extract: ExtractLayout<Record>
  let faults: [Fault<Record>]
  let share: Int
  let id: WritableKeyPath<Record, Int>
  /// Findings about true records together, without any fault.
  var together: (([Written<Record>]) -> [(line: Int, field: String, code: String)])?
  private static var free: Int { -1 }
  /// A record that another record's fault refers to.
  private static var kept: Int { -2 }

  func write(_ records: [Record], _ chance: inout Chance, _ sheet: inout FaultSheet) -> [UInt8] {
    var out = ExtractWriter(
      extract.columns.map(\.header), dates: extract.dates, windowsLines: extract.windowsLines,
      byteOrderMark: extract.byteOrderMark)
    out.reserve(records.count * 220)
    var nextID = records.count + 1
    // Columns that the dataset does not know are reported once, at the header.
    for _ in extract.columns.filter({ $0.field.isEmpty }) {
      sheet.add(extract.path, line: 1, field: "", code: "FILE-004")
    }
    let plan = plan(for: records, &chance)
    var isFirstNotUTF8 = true
    var written: [Written<Record>] = []
    func note(_ record: Record, at line: Int, overwritten: String? = nil) {
      guard together != nil else { return }
      written.append(Written(line: line, record: record, overwritten: overwritten))
    }
    for (index, record) in records.enumerated() {
      guard plan[index] >= 0 else {
        note(record, at: out.line)
        extract.write(record, &out)
        out.endRecord()
        continue
      }
      let fault = faults[plan[index]]
      var spoiled = record
      var isRagged = false
      switch fault.way {
      case .remark(let bytes): out.spoiled = (extract.column(fault.column ?? fault.field), bytes(record))
      case .remarkable(let change): change(&spoiled)
      default:
        note(record, at: out.line)
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
      case .remark: note(record, at: out.line, overwritten: fault.column ?? fault.field)
      case .remarkable: note(spoiled, at: out.line)
      }
      for code in [fault.code] + fault.also {
        sheet.add(extract.path, line: out.line, field: fault.field, code: code)
      }
      // Bytes that are not UTF-8 are also reported for the file, at the first of them.
      if fault.code == "CELL-010", isFirstNotUTF8 {
        isFirstNotUTF8 = false
        sheet.add(extract.path, line: out.line, field: "", code: "FILE-007")
      }
      extract.write(spoiled, &out)
      out.endRecord(ragged: isRagged)
    }
    for found in together?(written) ?? [] {
      sheet.add(extract.path, line: found.line, field: found.field, code: found.code)
    }
    return out.bytes
  }

  /// For each record its kind of fault, or a negative number: one of every kind, and then by the share.
  private func plan(for records: [Record], _ chance: inout Chance) -> [Int] {
    var plan = [Int](repeating: Self.free, count: records.count)
    guard share > 0 else { return plan }
    let able = faults.map { fault in
      records.indices.filter { fault.applies(records[$0]) }.map { Int32($0) }
    }
    // Faults that few records can have choose first.
    let scarcest = faults.indices.sorted { (able[$0].count, $0) < (able[$1].count, $1) }
    var left = max(faults.count, records.count * share / 1000)
    while left > 0 {
      for kind in scarcest where left > 0 {
        left -= 1
        guard !able[kind].isEmpty else { continue }
        for _ in 0..<10 {
          let index = Int(able[kind][chance.below(able[kind].count)])
          let anchor = faults[kind].anchor.flatMap { $0(records[index]) }
          guard plan[index] == Self.free, anchor.map({ plan[$0] < 0 }) ?? true else { continue }
          plan[index] = kind
          if let anchor { plan[anchor] = Self.kept }
          break
        }
      }
    }
    return plan
  }
}
