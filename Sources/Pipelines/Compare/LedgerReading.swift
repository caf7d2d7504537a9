import Findings
import FoundationEssentials
import Periods
import Tables

extension Ledger {
  /// Reads what `bytes` writes.
  ///
  /// - Throws: `RUN-012` where the file is not one that a run wrote.
  init(dataset: String, _ bytes: [UInt8], path: String) throws(Finding) {
    let damaged = Finding(
      "RUN-012", "'\(path)' is damaged", hint: "compare other runs, or run that day again")
    var line = LedgerLine(bytes: bytes)
    let header = line.header()
    guard header.count >= 6, header[3].hasPrefix("record-"), header.last == "numbers" else { throw damaged }
    self.init(
      dataset: dataset, dateFields: Array(header[4..<header.count - 2]),
      fields: String(header[3].dropFirst(7)))
    while line.isNext() {
      guard let key = line.hexadecimal(), let person = line.hexadecimal(), let accepted = line.bits(),
        accepted.count == 1, let record = line.hexadecimal(), let dates = line.dates(dateFields.count),
        let counted = line.bits(), counts < 0 || counted.count == counts, let numbers = line.numbers()
      else { throw damaged }
      add(
        key, person: person, isAccepted: accepted.first == 1, record: record, dates: dates[...],
        counted: counted, numbers: numbers[...])
    }
  }
}

/// One line after another of a ledger; nil for a cell that is not what it should be.
private struct LedgerLine {
  let bytes: [UInt8]
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Takes the separator, or fails.
  private mutating func takes(_ separator: UInt8) -> Bool {
    guard byte == separator else { return false }
    at += 1
    return true
  }

  mutating func header() -> [String] {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    defer { at = min(end + 1, bytes.count) }
    return bytes[..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  func isNext() -> Bool { at < bytes.count }

  /// Up to sixteen digits in base 16, and the comma.
  mutating func hexadecimal() -> UInt64? {
    var number: UInt64 = 0
    var count = 0
    while let byte, count <= 16 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
      default: return count > 0 && takes(UInt8(ascii: ",")) ? number : nil
      }
      at += 1
      count += 1
    }
    return nil
  }

  /// Zeros and ones as numbers, and the comma.
  mutating func bits() -> ArraySlice<UInt8>? {
    let start = at
    while let byte, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") { at += 1 }
    let bits = bytes[start..<at].map { $0 - UInt8(ascii: "0") }
    return takes(UInt8(ascii: ",")) ? bits[...] : nil
  }

  /// Days or nothing, a comma after each.
  mutating func dates(_ count: Int) -> [Int32]? {
    var dates: [Int32] = []
    dates.reserveCapacity(count)
    for _ in 0..<count {
      if takes(UInt8(ascii: ",")) {
        dates.append(Column.missingNumber)
      } else {
        guard at + 10 < bytes.count, let day = Day(iso: bytes[at..<at + 10]) else { return nil }
        at += 10
        guard takes(UInt8(ascii: ",")) else { return nil }
        dates.append(day.number)
      }
    }
    return dates
  }

  /// `17=25 18=3` and the line's end.
  mutating func numbers() -> [Ledger.Number]? {
    var numbers: [Ledger.Number] = []
    while byte != UInt8(ascii: "\n") {
      guard numbers.isEmpty || takes(UInt8(ascii: " ")), let position = decimal(),
        takes(UInt8(ascii: "=")), let value = decimal()
      else { return nil }
      numbers.append(Ledger.Number(position: Int(position), value: value))
    }
    at += 1
    return numbers
  }

  private mutating func decimal() -> Int64? {
    let start = at
    _ = takes(UInt8(ascii: "-"))
    while let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
    return Int64(String(decoding: bytes[start..<at], as: UTF8.self))
  }
}
