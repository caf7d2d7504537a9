import Findings
import Folders

/// The header of a ledger's file: a few lines of text that describe its columns.
struct LedgerHeader: Sendable, Hashable {
  /// Names of the date fields that are not personal.
  var dateFields: [String]
  /// A digest of the fields in the record digests. Digests over other fields cannot be compared.
  var fields: String
  /// For each count, whether its cases have a number.
  var takesNumbers: [Bool]

  var counts: Int { takesNumbers.count }

  /// The first line of every file. Another layout needs another number.
  private static let format = "caretally-cases 2"

  /// - Parameter records: the number of records in all blocks, so that a truncated file is noticed.
  func bytes(records: Int) -> [UInt8] {
    let counts = takesNumbers.map { $0 ? "1" : "0" }.joined()
    let dates = dateFields.joined(separator: ",")
    return Array(
      "\(Self.format)\nrecord \(fields)\ncounts \(counts)\ndates \(dates)\nrecords \(records)\n".utf8)
  }

  /// Reads a header: what `bytes` wrote, its number of records, and where it ends; nil where it is none.
  static func read(_ bytes: [UInt8]) -> (header: LedgerHeader, records: Int, end: Int)? {
    var lines: [String] = []
    var at = 0
    // A header has at most the names of a dataset's fields.
    while lines.count < 5, let end = bytes[at...].prefix(1 << 16).firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: bytes[at..<end], as: UTF8.self))
      at = end + 1
    }
    func value(_ line: Int, _ name: String) -> Substring? {
      lines[line].hasPrefix(name) ? lines[line].dropFirst(name.count) : nil
    }
    guard lines.count == 5, lines[0] == format, let fields = value(1, "record "),
      let counts = value(2, "counts "), counts.allSatisfy({ $0 == "0" || $0 == "1" }),
      let dates = value(3, "dates "), let records = value(4, "records ").flatMap({ writtenCount($0) })
    else { return nil }
    let header = LedgerHeader(
      dateFields: dates.split(separator: ",").map(String.init), fields: String(fields),
      takesNumbers: counts.map { $0 == "1" })
    return (header, records, at)
  }
}
