import Declarations
import Findings
import FoundationEssentials
import Periods
import Tables

/// What one run knew of every case of one dataset: enough to say, at a later run, why a figure is another.
///
/// It holds digests of case and person keys, not the keys, and no field but its dates; it stays in `restricted/`.
/// There are as many cases as records, so that everything is laid end to end: arrays for each took half the time.
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
  /// How many counts there are; -1 before the first case is taken in.
  private(set) var counts = -1
  /// Digests of the case keys, in the order of the records.
  private(set) var keys: [UInt64] = []
  private(set) var people: [UInt64] = []
  private(set) var records: [UInt64] = []
  private var accepted: [UInt8] = []
  private var dates: [Int32] = []
  private var counted: [UInt8] = []
  /// Where in `numbers` a case's are.
  private var numberPlaces: [Range<Int32>] = []
  private var numbers: [Number] = []
  private var positions = DigestPositions()

  init(dataset: String, dateFields: [String], fields: String) {
    self.dataset = dataset
    self.dateFields = dateFields
    self.fields = fields
  }

  /// Positions in the ledger.
  var indices: Range<Int> { keys.indices }

  func position(of key: UInt64) -> Int? { positions.find(key, in: keys) }

  func isCounted(_ position: Int, in count: Int) -> Bool { counted[position * counts + count] == 1 }

  func number(at position: Int, of count: Int) -> Int64? {
    numbers(at: position).first { $0.position == count }?.value
  }

  func isAccepted(_ position: Int) -> Bool { accepted[position] == 1 }

  func dates(at position: Int) -> ArraySlice<Int32> {
    dates[position * dateFields.count..<(position + 1) * dateFields.count]
  }

  private func numbers(at position: Int) -> ArraySlice<Number> {
    let place = numberPlaces[position]
    return numbers[Int(place.lowerBound)..<Int(place.upperBound)]
  }

  mutating func reserve(_ cases: Int, counts: Int) {
    keys.reserveCapacity(cases)
    people.reserveCapacity(cases)
    records.reserveCapacity(cases)
    accepted.reserveCapacity(cases)
    numberPlaces.reserveCapacity(cases)
    positions.reserve(cases, keys)
    dates.reserveCapacity(cases * dateFields.count)
    counted.reserveCapacity(cases * counts)
  }

  /// Takes in a case; of records with one key, the accepted one is the case.
  mutating func add(_ key: UInt64, _ entry: Entry) {
    add(
      key, person: entry.person, isAccepted: entry.isAccepted, record: entry.record, dates: entry.dates[...],
      counted: entry.counted[...], numbers: entry.numbers[...])
  }

  mutating func add(
    _ key: UInt64, person: UInt64, isAccepted: Bool, record: UInt64, dates: ArraySlice<Int32>,
    counted: ArraySlice<UInt8>, numbers: ArraySlice<Number>
  ) {
    if counts < 0 { counts = counted.count }
    precondition(counted.count == counts && dates.count == dateFields.count)
    let place = Int32(self.numbers.count)..<Int32(self.numbers.count + numbers.count)
    if let known = positions.add(key, keys) {
      guard isAccepted, accepted[known] == 0 else { return }
      (people[known], records[known], accepted[known], numberPlaces[known]) = (person, record, 1, place)
      self.dates.replaceSubrange(known * dates.count..<(known + 1) * dates.count, with: dates)
      self.counted.replaceSubrange(known * counts..<(known + 1) * counts, with: counted)
    } else {
      keys.append(key)
      people.append(person)
      records.append(record)
      accepted.append(isAccepted ? 1 : 0)
      numberPlaces.append(place)
      self.dates += dates
      self.counted += counted
    }
    self.numbers += numbers
  }

  /// Cases laid out as the ledger lays them out, row after row.
  struct Rows {
    var keys: [UInt64]
    var people: [UInt64]
    var records: [UInt64]
    var accepted: [UInt8]
    var dates: [Int32]
    var counted: [UInt8]
    var numbers: [Number]
    /// Where each row's numbers end.
    var ends: [Int]
  }

  /// Takes in many cases as `add` does one.
  mutating func add(_ rows: Rows, counts: Int) {
    if self.counts < 0 { self.counts = counts }
    var row = 0
    let start = keys.count
    // Nearly always every key is new.
    while row < rows.keys.count, positions.add(rows.keys[row], keys) == nil {
      keys.append(rows.keys[row])
      row += 1
    }
    people += rows.people[..<row]
    records += rows.records[..<row]
    accepted += rows.accepted[..<row]
    dates += rows.dates[..<(row * dateFields.count)]
    counted += rows.counted[..<(row * counts)]
    let base = Int32(numbers.count)
    var from: Int32 = 0
    for end in rows.ends[..<row] {
      numberPlaces.append(base + from..<base + Int32(end))
      from = Int32(end)
    }
    numbers += rows.numbers[..<Int(from)]
    assert(keys.count == start + row && numberPlaces.count == keys.count)
    for row in row..<rows.keys.count {
      add(
        rows.keys[row], person: rows.people[row], isAccepted: rows.accepted[row] == 1,
        record: rows.records[row],
        dates: rows.dates[row * dateFields.count..<(row + 1) * dateFields.count],
        counted: rows.counted[row * counts..<(row + 1) * counts],
        numbers: rows.numbers[(row == 0 ? 0 : rows.ends[row - 1])..<rows.ends[row]])
    }
  }

  static func path(_ dataset: String) -> String { "restricted/cases-\(dataset).csv" }

  /// `case,person,accepted,record,DATE…,counted,numbers`: digests in base 16, days as ISO, counts as a bit each, and
  /// `POSITION=NUMBER` for each count that takes one.
  var bytes: [UInt8] {
    var out = Array("case,person,accepted,record-\(fields),".utf8)
    out += Array((dateFields + ["counted", "numbers"]).joined(separator: ",").utf8) + [UInt8(ascii: "\n")]
    out.reserveCapacity(keys.count * (54 + dateFields.count * 11 + max(0, counts)) + numbers.count * 10)
    for position in indices {
      out.append(hexadecimal: keys[position])
      out.append(UInt8(ascii: ","))
      out.append(hexadecimal: people[position])
      out.append(UInt8(ascii: ","))
      out.append(UInt8(ascii: "0") + accepted[position])
      out.append(UInt8(ascii: ","))
      out.append(hexadecimal: records[position])
      out.append(UInt8(ascii: ","))
      for date in dates(at: position) {
        if date != Column.missingNumber { Day(number: date).write(to: &out) }
        out.append(UInt8(ascii: ","))
      }
      for bit in counted[position * counts..<(position + 1) * counts] { out.append(UInt8(ascii: "0") + bit) }
      var separator = UInt8(ascii: ",")
      for number in numbers(at: position) {
        out.append(separator)
        separator = UInt8(ascii: " ")
        out.append(decimal: Int64(number.position))
        out.append(UInt8(ascii: "="))
        out.append(decimal: number.value)
      }
      if separator == UInt8(ascii: ",") { out.append(separator) }
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }
}
