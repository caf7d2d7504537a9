import Declarations
import Tables

/// Which record stands where several files of a dataset have the same case, as extracts that overlap do.
struct Supersession {
  private let key: [Int]
  private let preferences: [(preference: Tiebreak.Preference, field: Int)]

  /// Whether a blank counts as a value of the key. If so, a blank and a filled key are two events.
  private let countsBlanks: Bool

  /// Nil where the dataset does not say.
  ///
  /// - Parameter sameEvent: the fields that tell an event, where the key does not.
  init?(_ dataset: Dataset, sameEvent: [String]? = nil) {
    guard let declared = dataset.supersedes, !declared.isEmpty else { return nil }
    func position(_ name: String?) -> Int? { dataset.fields.firstIndex { $0.field.value == name } }
    let names = sameEvent ?? dataset.key.map(\.value)
    key = names.compactMap { position($0) }
    countsBlanks = sameEvent != nil
    preferences = declared.map { ($0.prefer, position($0.field?.value) ?? -1) }
    guard key.count == names.count, !key.isEmpty else { return nil }
  }

  private struct Place {
    var batch: Int
    var row: Int
  }

  /// Takes the records out that do not stand; returns how many, by the table's sources.
  ///
  /// Within one file a case that comes twice is a fault and is left for validation to find.
  func resolve(_ table: inout CaseTable) -> [Int] {
    var lost = [Int](repeating: 0, count: table.sources.count)
    guard Set(table.batches.map(\.source)).count > 1 else { return lost }
    var keys = KeySet(capacity: table.rowCount)
    var standing: [Place] = []
    // Records of the standing file that share a key go with the first of them.
    var others: [Int: [Place]] = [:]
    var removed = table.batches.map { _ in Set<Int>() }
    for (index, batch) in table.batches.enumerated() {
      for row in 0..<batch.rowCount {
        guard let key = keyBytes(batch, row) else { continue }
        let place = Place(batch: index, row: row)
        let number = keys.index(of: key[...])
        if number == standing.count {
          standing.append(place)
          continue
        }
        let holder = standing[number]
        if table.batches[holder.batch].source == batch.source {
          others[number, default: []].append(place)
        } else if isPreferred(place, to: holder, in: table) {
          for loser in [holder] + (others.removeValue(forKey: number) ?? []) {
            removed[loser.batch].insert(loser.row)
          }
          standing[number] = place
        } else {
          removed[index].insert(row)
        }
      }
    }
    for (index, rows) in removed.enumerated() where !rows.isEmpty {
      lost[table.batches[index].source] += rows.count
      table.batches[index] = table.batches[index].removing(rows)
    }
    table.batches.removeAll { $0.rowCount == 0 }
    return lost
  }

  /// The later of two records in the order of files stands where nothing tells them apart.
  private func isPreferred(_ new: Place, to old: Place, in table: CaseTable) -> Bool {
    let (a, b) = (table.batches[new.batch], table.batches[old.batch])
    for (preference, field) in preferences {
      if preference == .laterFile {
        let (x, y) = (numbers(in: table.sources[a.source]), numbers(in: table.sources[b.source]))
        if x == y { continue }
        return y.lexicographicallyPrecedes(x)
      }
      let (x, y) = (value(a, new.row, field), value(b, old.row, field))
      guard x != y else { continue }
      switch preference {
      case .blank:
        if (x == nil) != (y == nil) { return x == nil }
      case .latest:
        guard let x, let y else { return x != nil }
        return x > y
      case .earliest, .firstListed:
        guard let x, let y else { return x != nil }
        return x < y
      case .laterFile: break
      }
    }
    return true
  }

  /// The numbers in a file's name, in their order: of `reviews-2026-10.csv` 2026 and 10.
  private func numbers(in path: String) -> [Int] {
    let name = path.split(separator: "/").last ?? ""
    return name.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }

  /// A value as a number that can be compared; nil where missing.
  private func value(_ batch: RecordBatch, _ row: Int, _ field: Int) -> Int64? {
    switch batch.columns[field] {
    case .days(let values), .integers(let values):
      values[row] == Column.missingNumber ? nil : Int64(values[row])
    case .decimals(let values): values[row] == Column.missingDecimal ? nil : values[row]
    case .codes(let values): values[row] == Column.missingCode ? nil : Int64(values[row])
    case .flags(let values): values[row] == Column.missingFlag ? nil : Int64(values[row])
    case .text(let texts): texts.isEmpty(row) ? nil : 1
    case .absent: nil
    }
  }

  /// The parts of a key, each with its length before it; nil where a part is missing.
  private func keyBytes(_ batch: RecordBatch, _ row: Int) -> [UInt8]? {
    var out: [UInt8] = []
    for field in key {
      if case .text(let texts) = batch.columns[field] {
        let range = texts.range(row)
        guard !range.isEmpty || countsBlanks else { return nil }
        append(Int64(range.count), to: &out)
        out += texts.bytes[range]
      } else {
        let value = value(batch, row, field)
        guard value != nil || countsBlanks else { return nil }
        append(value ?? .min, to: &out)
      }
    }
    return out
  }

  private func append(_ value: Int64, to out: inout [UInt8]) {
    for shift in stride(from: 0, to: 64, by: 8) { out.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }
}
