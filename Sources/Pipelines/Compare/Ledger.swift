import Declarations
import Findings
import FoundationEssentials
import Periods
import Tables

/// What one run knew of every case of one dataset: enough to say, at a later run, why a figure is another.
///
/// It holds digests of case and person keys, not the keys, and no field but its dates; it stays in `restricted/`.
struct Ledger {
  struct Entry {
    /// 0 where the record names nobody.
    var person: UInt64
    var isAccepted: Bool
    /// A digest of all kept fields.
    var record: UInt64
    /// Of the ledger's date fields; `Column.missingNumber` where blank.
    var dates: [Int32]
    /// For each of the ledger's counts, whether the case is in it.
    var counted: [UInt8]
    /// The number taken of it, for each of those counts that it is in and that take one, in order.
    var numbers: [Number] = []

    func number(at position: Int) -> Int64? { numbers.first { $0.position == position }?.value }
  }

  struct Number: Hashable {
    /// Which of the ledger's counts.
    var position: Int
    var value: Int64
  }

  var dataset: String
  /// Names of the date fields that are not personal.
  var dateFields: [String]
  /// A digest of which fields the record digests are of; those of other fields do not compare.
  var fields: String
  /// Digests of the case keys, in the order of the records.
  var keys: [UInt64] = []
  var entries: [Entry] = []
  /// Position in `entries` by key.
  var positions: [UInt64: Int] = [:]

  init(dataset: String, dateFields: [String], fields: String) {
    self.dataset = dataset
    self.dateFields = dateFields
    self.fields = fields
  }

  subscript(key: UInt64) -> Entry? { positions[key].map { entries[$0] } }

  /// Takes in a case; of records with one key, the accepted one is the case.
  mutating func add(_ key: UInt64, _ entry: Entry) {
    if let known = positions[key] {
      if entry.isAccepted, !entries[known].isAccepted { entries[known] = entry }
      return
    }
    positions[key] = entries.count
    keys.append(key)
    entries.append(entry)
  }

  static func path(_ dataset: String) -> String { "restricted/cases-\(dataset).csv" }

  /// `case,person,accepted,record,DATE…,counted,numbers`: digests in base 16, days as ISO, counts as a bit each, and
  /// `POSITION=NUMBER` for each count that takes one.
  var bytes: [UInt8] {
    var out = Array("case,person,accepted,record-\(fields),".utf8)
    out += Array((dateFields + ["counted", "numbers"]).joined(separator: ",").utf8) + [UInt8(ascii: "\n")]
    for (key, entry) in zip(keys, entries) {
      out.append(hexadecimal: key)
      out.append(UInt8(ascii: ","))
      out.append(hexadecimal: entry.person)
      out.append(UInt8(ascii: ","))
      out.append(entry.isAccepted ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      out.append(UInt8(ascii: ","))
      out.append(hexadecimal: entry.record)
      out.append(UInt8(ascii: ","))
      for date in entry.dates {
        if date != Column.missingNumber { Day(number: date).write(to: &out) }
        out.append(UInt8(ascii: ","))
      }
      for bit in entry.counted { out.append(bit == 1 ? UInt8(ascii: "1") : UInt8(ascii: "0")) }
      out.append(UInt8(ascii: ","))
      for (index, number) in entry.numbers.enumerated() {
        if index > 0 { out.append(UInt8(ascii: " ")) }
        out.append(decimal: Int64(number.position))
        out.append(UInt8(ascii: "="))
        out.append(decimal: number.value)
      }
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// - Throws: `RUN-012` where the file is not one that a run wrote.
  init(dataset: String, _ bytes: [UInt8], path: String) throws(Finding) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"))[...]
    let damaged = Finding(
      "RUN-012", "'\(path)' is damaged", hint: "compare other runs, or run that day again")
    guard let first = lines.popFirst() else { throw damaged }
    let header = first.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard header.count >= 6, header[3].hasPrefix("record-"), header.last == "numbers" else { throw damaged }
    self.init(
      dataset: dataset, dateFields: Array(header[4..<header.count - 2]),
      fields: String(header[3].dropFirst(7)))
    for line in lines {
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard cells.count == header.count, let key = number(cells[0]), let person = number(cells[1]),
        let record = number(cells[3])
      else { throw damaged }
      let dates = cells[4..<cells.count - 2].map { cell in
        Day(iso: String(decoding: cell, as: UTF8.self))?.number ?? Column.missingNumber
      }
      add(
        key,
        Entry(
          person: person, isAccepted: cells[2].first == UInt8(ascii: "1"), record: record, dates: dates,
          counted: cells[cells.count - 2].map { $0 &- UInt8(ascii: "0") },
          numbers: cells[cells.count - 1].split(separator: UInt8(ascii: " ")).compactMap(Number.init)))
    }
  }
}

extension Ledger.Number {
  /// `17=25`
  fileprivate init?(_ text: ArraySlice<UInt8>) {
    let parts = text.split(separator: UInt8(ascii: "=")).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 2, let position = Int(parts[0]), let value = Int64(parts[1]) else { return nil }
    self.init(position: position, value: value)
  }
}

private func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
  UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
}
