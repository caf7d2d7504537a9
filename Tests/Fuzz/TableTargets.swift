import Findings
import Packing
import Tables

private let fields: [FieldPlan] = [
  FieldPlan("case_id", .text, isRequired: true), FieldPlan("received_on", .day),
  FieldPlan("team", .openCode), FieldPlan("visits", .integer), FieldPlan("cost", .decimal(places: 2)),
  FieldPlan("urgent", .flag),
  FieldPlan("source", .code([.init("police", label: "Police", synonyms: ["POL"], retired: ["Old Bill"])])),
  FieldPlan("closed_on", .day, dayForm: .monthFirst), FieldPlan("seen_on", .day, dayForm: .serial),
]

private let readers = [1, 7, 64, 4 << 20].map {
  ExtractReader(fields: fields, columns: [0, 1, 2, 3, 4, 5, 6, 7, 8, nil], segmentBytes: $0)
}

let csvSeeds: [[UInt8]] = [
  """
  case_id,received_on,team,visits,cost,urgent,source,closed_on,seen_on,notes
  1,2024-07-31,North,3,12.50,Y,police,07/31/2024,45504,x
  2,31/07/2024 09:30:00,"So""uth, east",-1,"1,234.50",No,POL,7/4/24 9:30 PM,45504.5,"line
  break"
  3,31-Jul-24,\u{A0}Zoë ,NULL,n/a,-,Old  bill,12-Dec-2024,,
  """,
  "\u{FEFF}a,b\r\n\"x\",\r\n\r\n,\"\"\"\"\r\n", "Title\n\nas of 1 May\ncase_id;received_on\n1;01/02/2024\n",
  "a|b|c,d\n1|\"2|\"x,y|3\n", "a\tb\n\"\t\"\t\n", "\"never closed,\n1,2\n3,4", "",
].map { Array($0.utf8) }

private let csvTokens: [[UInt8]] =
  [
    ",", "\"", "\"\"", "\n", "\r\n", "\r", ";", "\t", "|", "\u{FEFF}", "\u{A0}", "NULL", "#N/A", "0001-01-01",
    "31/12/9999",
    "99/99/9999", "2147483648", "-9223372036854775808", "1e309", "0.00000000005", "\u{0}", "29/02/1900",
    "99999999999",
    "police", "\",\"", "\"\n\"",
  ].map { Array($0.utf8) } + [
    [0xFF, 0xFE], [0xFE, 0xFF], [0xC2], [0xE2, 0x82], [0x81], [0xED, 0xA0, 0x80], [0xF5],
  ]

/// Reads a file as `ingest` does, up to the columns; what can't be read throws a finding, which is right.
private func read(_ bytes: [UInt8], _ chance: inout FuzzChance) {
  do throws(Finding) {
    var source = try TextSource(.memory(bytes))
    let delimiter = chance.pick(Delimiter.allCases)
    let lines = source.withHead { HeaderLine.candidates($0, delimiter: delimiter) }
    guard !lines.isEmpty else { return }
    let header = chance.pick(lines)
    let reader = chance.pick(readers)
    let reading = try reader.read(source, after: header, delimiter: delimiter, source: 0)
    let table = CaseTable.joining(
      [reading], dataset: "d", fields: fields, sources: ["f"], absentFields: [])
    for batch in table.batches {
      precondition(batch.columns.count == fields.count, "a column is lost")
      precondition(batch.faults.allSatisfy { $0.row < batch.rowCount }, "a fault of no record")
      precondition(batch.line(ofRow: batch.rowCount - 1) >= batch.firstLine, "lines go back")
    }
    guard chance.below(8) == 0 else { return }
    // However a file is cut, it holds the same records.
    let whole = try readers[3].read(source, after: header, delimiter: delimiter, source: 0)
    precondition(whole.recordCount == reading.recordCount, "cuts change the records")
    try source.reconsiderEncoding()
  } catch {
    precondition(!error.message.isEmpty, "a refusal without a reason")
  }
}

extension FuzzTarget {
  static let csv = FuzzTarget(name: "csv", share: 35) { chance in
    let bytes = chance.mutant(of: csvSeeds, tokens: csvTokens)
    switch chance.below(10) {
    case 0: read([0xFF, 0xFE] + bytes.flatMap { [$0, chance.below(20) == 0 ? $0 : 0] }, &chance)
    case 1: read(bytes.flatMap { [0, $0] }, &chance)
    default: read(bytes, &chance)
    }
  }

  static let gzip = FuzzTarget(name: "gzip", share: 3) { chance in
    if chance.below(2) == 0 {
      read(Packing.gzip(chance.mutant(of: csvSeeds, tokens: csvTokens)), &chance)
    } else {
      read(
        chance.mutant(
          of: [Packing.deflated, Packing.gzip(csvSeeds[0])], tokens: [[0x1F, 0x8B, 8], [0], [0xFF]]), &chance)
    }
  }

  static let workbook = FuzzTarget(name: "workbook", share: 5) { chance in
    var parts = Packing.workbook
    let spoilt = chance.below(parts.count)
    parts[spoilt].bytes = chance.mutant(of: [parts[spoilt].bytes], tokens: Packing.tokens)
    var bytes = Packing.zip(parts)
    if chance.below(3) == 0 {
      bytes = chance.mutant(
        of: [bytes], tokens: [[0x50, 0x4B, 1, 2], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0xFF, 0xFF]])
    }
    read(bytes, &chance)
  }
}
