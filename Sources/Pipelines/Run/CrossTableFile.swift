import Artefacts
import Statistics
import Tables

/// A crossed table as it is written, for its owner alone: exact counts, and each measure rounded as declared.
func crossTableCSV(_ table: CrossTable) -> EvidencePack.File {
  var header = table.breakdowns
  for column in table.measures {
    header += ["\(column.id)_numerator", "\(column.id)_denominator", column.id]
  }
  var csv = CSVWriter(header: header, neutralisesFormulas: true)
  for row in table.rows {
    var cells = row.labels
    for (column, reading) in zip(table.measures, row.readings) {
      cells.append(reading.numerator.map(String.init) ?? "")
      cells.append(reading.denominator.map(String.init) ?? "")
      cells.append(
        reading.rounded(to: column.decimals)?.description ?? reading.missing?.shorthand ?? "")
    }
    csv.row(cells)
  }
  return EvidencePack.File(path: "restricted/tables/\(table.id).csv", bytes: csv.bytes)
}
