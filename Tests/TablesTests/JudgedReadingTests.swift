import FoundationEssentials
import Tables
import Testing

/// Files that Python's csv, gzip and openpyxl wrote, against what they hold (Tests/Judges/reading_fixtures.py).
///
/// `CARETALLY_READING=FOLDER` reads another folder of them, as `make verify` does with other seeds.
@Suite struct JudgedReadingTests {
  private struct Held: Decodable {
    var header: [String]
    var rows: [[String]]
  }

  static let folder =
    ProcessInfo.processInfo.environment["CARETALLY_READING"].map { URL(filePath: $0) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()

  @Test func thereAreFiles() { #expect(Self.names.count >= 27) }

  @Test(arguments: names) func holdsWhatItsWriterSays(_ name: String) throws {
    let held = try JSONDecoder().decode(
      Held.self, from: Data(contentsOf: Self.folder.appending(path: "\(name).json")))
    let file = ExtractBytes.mapped(try MappedFile(path: Self.folder.appending(path: name).path))
    let delimiter: Delimiter =
      name.hasPrefix("semicolon")
      ? .semicolon : name.hasPrefix("tab") ? .tab : name.hasPrefix("pipe") ? .pipe : .comma
    let source = try TextSource(file)
    let header = try #require(source.withHead { HeaderLine.candidates($0, delimiter: delimiter).first })
    #expect(header.columns == held.header)
    let fields = held.header.map { FieldPlan($0, .text) }
    // As small stretches as can be, so that batches and cuts are tried too.
    for segmentBytes in [13, 4 << 20] {
      let reader = ExtractReader(fields: fields, columns: Array(fields.indices), segmentBytes: segmentBytes)
      let reading = try reader.read(source, after: header, delimiter: delimiter, source: 0)
      let read = flat(reading, fields)
      #expect(read.records.map(\.values) == held.rows.map { $0.map(shown) })
      #expect(read.faults.isEmpty)
    }
    let encoding: TextEncoding =
      name.contains("1252")
      ? .windows1252
      : name.hasPrefix("utf16-be")
        ? .utf16BigEndian
        : name.contains("utf16") ? .utf16LittleEndian : .utf8
    #expect(source.encoding == encoding)
  }

  /// What a text field keeps of a text: trimmed, and nothing where it is a word for nothing.
  private func shown(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, [" ", "\t", "\u{A0}"].contains(first) { scalars.removeFirst() }
    while let last = scalars.last, [" ", "\t", "\u{A0}"].contains(last) { scalars.removeLast() }
    return scalars.isEmpty ? "∅" : String(String.UnicodeScalarView(scalars))
  }
}
