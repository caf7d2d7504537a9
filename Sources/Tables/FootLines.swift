package import Findings

/// Lines at the foot of a file that are no records: totals, counts of rows, when a report was run.
package enum FootLines {
  /// The lines, from 1, of the last records that are no records.
  ///
  /// Only a record that lacks a required field, or most of its fields, and begins with a word that reports end with is none;
  /// the first that is one ends the foot.
  ///
  /// - Throws: where the text cannot be read to its end.
  package static func lines(of reading: ExtractReading, _ text: TextSource) throws(Finding) -> Set<Int> {
    guard let batch = reading.batches.last else { return [] }
    let suspects = Set(
      batch.faults.filter { $0.kind == .missing || $0.kind == .ragged }.map { Int($0.row) })
    let last = batch.rowCount - 1
    guard suspects.contains(last) else { return [] }
    let texts = try text.lastLines(most)
    var found: Set<Int> = []
    for (place, line) in texts.reversed().enumerated() {
      let row = last - place
      guard row >= 0, suspects.contains(row), isFoot(line) else { break }
      found.insert(batch.line(ofRow: row))
    }
    return found
  }

  private static let most = 10

  /// Whether a line begins as the foot of a report does.
  static func isFoot(_ line: [UInt8]) -> Bool {
    let text = Spelling.folded(line.filter { $0 != Byte.quote }, keepsSpaces: true)
    let words = text.split { ",;\t|".contains($0) }.map { $0.trimmingBlanks }
    guard let first = words.first(where: { !$0.isEmpty }) else { return false }
    if beginnings.contains(where: { first == $0 || first.hasPrefix("\($0):") || first.hasPrefix("\($0) ") }) {
      return true
    }
    // `(1681 rows affected)`, `1681 rows selected.`, `1,681 records`.
    let bare = text.filter { $0 != "(" && $0 != ")" && $0 != "," }.trimmingBlanks
    let parts = bare.split(separator: " ")
    guard let count = parts.first, count.allSatisfy(\.isNumber), parts.count > 1 else { return false }
    return ["row", "rows", "rows.", "records", "record", "rows)", "records."].contains(String(parts[1]))
  }

  private static let beginnings = [
    "total", "totals", "grand total", "grand totals", "sub total", "subtotal", "count", "sum", "record count",
    "row count", "number of records", "number of rows", "end of report", "end of file", "*** end",
    "end of extract",
    "report run", "run on", "run date", "date run", "printed", "printed on", "generated", "produced",
    "extracted on",
    "exported",
  ]
}

extension StringProtocol {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension TextSource {
  /// The last lines of the text that are not blank, in their order: those of its last 64 KB.
  fileprivate func lastLines(_ most: Int) throws(Finding) -> [[UInt8]] {
    let kept = 64 << 10
    var tail: [UInt8] = []
    if isPlainUTF8 {
      tail = file.withSpan { bytes in
        var out: [UInt8] = []
        for index in max(0, bytes.count - kept)..<bytes.count { out.append(bytes[index]) }
        return out
      }
    } else {
      var stream = try stream()
      while let piece = try stream.next() {
        tail += piece
        if tail.count > 4 * kept { tail.removeFirst(tail.count - kept) }
      }
    }
    let lines = tail.split { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
    return lines.filter { line in line.contains { $0 != Byte.comma && $0 > 0x20 } }.suffix(most).map(
      Array.init)
  }
}
