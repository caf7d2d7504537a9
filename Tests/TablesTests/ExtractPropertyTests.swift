import Tables
import TestKit
import Testing

private let missingWords: Set<String> = ["null", "(null)", "n/a", "-", ""]

/// A text without the spaces at its ends, worked out with characters rather than bytes; nil where it is not UTF-8.
private func trimmedText(_ bytes: [UInt8]) -> String? {
  guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
  let isSpace: (Unicode.Scalar) -> Bool = { scalar in
    [" ", "\t", "\u{A0}", "\u{AD}", "\u{205F}", "\u{3000}", "\u{FEFF}"].contains(scalar)
      || [0x2000...0x200F, 0x2028...0x202F, 0x2060...0x2069].contains { $0.contains(scalar.value) }
  }
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
  while let last = scalars.last, isSpace(last) { scalars.removeLast() }
  return String(String.UnicodeScalarView(scalars))
}

/// What a text field should hold; nil where it is not UTF-8.
private func expectedText(_ bytes: [UInt8]) -> String? {
  trimmedText(bytes).map { missingWords.contains($0.lowercased()) ? "∅" : $0 }
}

/// The reading that a file of texts should come to, from the naive reader.
private func expectedReading(_ bytes: [UInt8], width: Int) -> (records: [FlatRecord], faults: [FlatFault]) {
  var records: [FlatRecord] = []
  var faults: [FlatFault] = []
  let all = Array(naiveRecords(bytes).dropFirst())
  for (place, record) in all.enumerated() {
    var values = [String](repeating: "∅", count: width)
    if isRead(all, place, width: width, isEnded: bytes.last == 10 || bytes.last == 13) {
      for (index, field) in record.fields.prefix(width).enumerated() {
        if let text = expectedText(field) {
          values[index] = text
        } else {
          faults.append(FlatFault(record.line, "f\(index)", .notUTF8))
        }
      }
    } else {
      faults.append(FlatFault(record.line, "", record.fields.isEmpty ? .unclosedQuote : .ragged))
    }
    records.append(FlatRecord(line: record.line, values: values))
  }
  return (records, faults)
}

/// Whether a record has as many fields as the header, but for blank ones at its end.
private func isRead(
  _ records: [(line: Int, fields: [[UInt8]])], _ place: Int, width: Int, isEnded: Bool
) -> Bool {
  let count = records[place].fields.count
  guard count != width, count > 0 else { return count == width }
  if count > width { return records[place].fields[width...].allSatisfy { trimmedText($0)?.isEmpty ?? false } }
  func isPart(_ other: Int) -> Bool {
    guard records.indices.contains(other) else { return false }
    let its = records[other].fields.count
    return its > 0 && its < width && its + count <= width + 1
  }
  return count * 2 > width + 1 && (isEnded || place < records.count - 1) && !isPart(place - 1)
    && !isPart(place + 1)
}

private let segmentSizes = [1, 2, 7, 40, 64 << 10]

@Suite struct ExtractPropertyTests {
  struct File: Sendable, CustomStringConvertible {
    var width: Int
    var bytes: [UInt8]
    var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  /// A file of texts: cells quoted when they must be and sometimes when not, any line ends, some records ragged.
  static func file(_ generator: inout Seeded) -> File {
    let width = Int.random(in: 1...5, using: &generator)
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
    let pieces = [
      "a", "bc", ",", "\"", "\n", "\r\n", "\r", " ", "é", "\u{A0}", "NULL", "-", "2024-07-31", "x,y", "",
      "a longer text than sixteen bytes", "5\"", "\t",
    ]
    var text = Bool.random(using: &generator) ? "\u{FEFF}" : ""
    text += (0..<width).map { "f\($0)" }.joined(separator: ",") + lineEnd
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let isRagged = Int.random(in: 0..<10, using: &generator) == 0
      let cells = (0..<(isRagged ? Int.random(in: 1...6, using: &generator) : width)).map { _ -> String in
        let count = Int.random(in: 0...3, using: &generator)
        let cell = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let mustQuote = cell.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        let quotes = mustQuote || Int.random(in: 0..<3, using: &generator) == 0
        let doubled = cell.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return quotes ? "\"\(doubled)\"" : cell
      }
      text += cells.joined(separator: ",") + lineEnd
      if Int.random(in: 0..<8, using: &generator) == 0 { text += lineEnd }
    }
    if Bool.random(using: &generator), text.hasSuffix(lineEnd) { text.removeLast() }
    return File(width: width, bytes: Array(text.utf8))
  }

  private static func agreesWithTheNaiveReader(_ file: File) -> Bool {
    let fields = (0..<file.width).map { FieldPlan("f\($0)", .text) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.bytes.starts(with: mark) ? Array(file.bytes.dropFirst(3)) : file.bytes
    let expected = expectedReading(bytes, width: file.width)
    return segmentSizes.allSatisfy { size in
      let reading = read(file.bytes, fields, segmentBytes: size)
      // A record that turns out to be a part of another keeps what was read of it; it is refused all the same.
      let refused = Set(reading.faults.filter { $0.field.isEmpty }.map(\.line))
      let records = reading.records.map { record in
        refused.contains(record.line)
          ? FlatRecord(line: record.line, values: record.values.map { _ in "∅" }) : record
      }
      let faults = reading.faults.filter { $0.field.isEmpty || !refused.contains($0.line) }
      return records == expected.records && faults == expected.faults
    }
  }

  @Test func agreesWithAnIndependentReaderAtEverySegmentSize() {
    forAll(count: 600) {
      Self.file(&$0)
    } holds: {
      Self.agreesWithTheNaiveReader($0)
    }
  }

  @Test func damagedFilesAreReadTheSameByBothReaders() {
    forAll(count: 3000) { generator in
      var file = Self.file(&generator)
      // The header is left alone, so that both know how wide the file is.
      let body = (file.bytes.firstIndex { $0 == 10 || $0 == 13 } ?? file.bytes.count) + 2
      for _ in 0..<Int.random(in: 1...4, using: &generator) where body < file.bytes.count {
        let at = Int.random(in: body..<file.bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: file.bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: file.bytes[at] = [34, 44, 10, 13].randomElement(using: &generator) ?? 34
        default: file.bytes.removeSubrange(at..<min(file.bytes.count, at + 3))
        }
      }
      return file
    } holds: {
      Self.agreesWithTheNaiveReader($0)
    }
  }

  @Test func typedColumnsDoNotDependOnWhereTheFileIsCut() {
    let fields = [
      FieldPlan("day", .day, isRequired: true), FieldPlan("number", .integer),
      FieldPlan("cost", .decimal(places: 2)), FieldPlan("flag", .flag),
      FieldPlan("code", .code([.init("x", synonyms: ["ex"]), .init("y")])), FieldPlan("team", .openCode),
    ]
    let cells: [[String]] = [
      ["2024-07-31", "01/02/2023", "", "\"2024-01-01\"", "2024-02-30", " 2024-07-31 00:00"],
      ["1", "12", "\"1,234\"", "x", ""], ["1.50", "-2", "\"1\"\"\"", ""], ["Y", "no", "?", ""],
      ["x", "X", "ex", "z", "\"y\"", "", "\"y\"\"\""],
      ["North", "South", "\"A, B\"", "\"A\nB\"", " East", ""],
    ]
    forAll(count: 300) { generator -> [UInt8] in
      var text = "day,number,cost,flag,code,team\n"
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let row = cells.map { $0.randomElement(using: &generator) ?? "" }
        text +=
          row.dropLast(Int.random(in: 0..<15, using: &generator) == 0 ? 1 : 0).joined(separator: ",") + "\n"
      }
      return Array(text.utf8)
    } holds: { bytes in
      let whole = read(bytes, fields)
      return whole.records.count == naiveRecords(bytes).count - 1
        && segmentSizes.allSatisfy { read(bytes, fields, segmentBytes: $0) == whole }
    }
  }

  /// The damaged files again, but of every kind of field: nothing may crash, and no record may be lost.
  @Test func noDamageCrashesTypingOrLosesARecord() {
    let kinds: [FieldPlan.Kind] = [
      .day, .integer, .decimal(places: 2), .flag, .code([.init("x"), .init("bc")]), .openCode, .text,
    ]
    forAll(count: 3000) { generator -> File in
      var file = Self.file(&generator)
      let body = (file.bytes.firstIndex { $0 == 10 || $0 == 13 } ?? file.bytes.count) + 2
      for _ in 0..<3 where body < file.bytes.count {
        let at = Int.random(in: body..<file.bytes.count, using: &generator)
        file.bytes[at] = UInt8.random(in: 0...255, using: &generator)
      }
      file.width += Int.random(in: 0...6, using: &generator) * 8
      return file
    } holds: { file in
      let (width, turn) = (file.width % 8, file.width / 8)
      let fields = (0..<width).map { FieldPlan("f\($0)", kinds[($0 + turn) % kinds.count], isRequired: true) }
      let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
      let reading = read(file.bytes, fields)
      return reading.records.map(\.line) == naiveRecords(bytes).dropFirst().map(\.line)
        && read(file.bytes, fields, segmentBytes: 16) == reading
    }
  }
}
