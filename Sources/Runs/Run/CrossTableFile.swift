import Artefacts
import EvidenceStage
import Statistics
import Tables

/// A crossed table as CSV, for its owner only: exact counts, with each measure rounded as declared.
func crossTableCSV(_ table: CrossTable) -> EvidencePack.File {
  var header = table.breakdowns.map(\.id)
  for column in table.measures {
    header += ["\(column.id)_numerator", "\(column.id)_denominator", column.id]
  }
  var bytes = CSVWriter.cells(header, neutralisesFormulas: true) + [UInt8(ascii: "\n")]
  // Labels are quoted once. The rest of a row is numbers, which need no quotes.
  let labels = table.breakdowns.map { $0.categories.map { CSVWriter.cells([$0], neutralisesFormulas: true) } }
  let rows = table.groups.count
  let stretches = (rows + rowsInStretch - 1) / rowsInStretch
  let lines = parallelMap(stretches) { stretch in
    rowLines(of: table, rowsInStretch * stretch..<min(rows, rowsInStretch * (stretch + 1)), labels)
  }
  for lines in lines { bytes += lines }
  return EvidencePack.File(restricted: "tables/\(table.id).csv", bytes: bytes)
}

/// So many rows are worth a core's time.
private let rowsInStretch = 1024

private func rowLines(of table: CrossTable, _ rows: Range<Int>, _ labels: [[[UInt8]]]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(rows.count * 128)
  // How many groups each category of a breakdown spans.
  var spans = [Int](repeating: 1, count: labels.count)
  for breakdown in spans.indices.dropLast().reversed() {
    spans[breakdown] = spans[breakdown + 1] * labels[breakdown + 1].count
  }
  for row in rows {
    for breakdown in spans.indices {
      if breakdown > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += labels[breakdown][table.groups[row] / spans[breakdown] % labels[breakdown].count]
    }
    for column in table.measures.indices {
      let value = table.values[column][row]
      bytes.append(UInt8(ascii: ","))
      if let numerator = value.numerator { FixedPoint(units: numerator, places: 0).write(to: &bytes) }
      bytes.append(UInt8(ascii: ","))
      if let denominator = value.denominator { FixedPoint(units: denominator, places: 0).write(to: &bytes) }
      bytes.append(UInt8(ascii: ","))
      if let rounded = value.value?.rounded(to: table.measures[column].decimals, times: value.multiplier) {
        rounded.write(to: &bytes)
      } else if let missing = value.missing {
        bytes += missing.shorthand.utf8
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }
  return bytes
}
