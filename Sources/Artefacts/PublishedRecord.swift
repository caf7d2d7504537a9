package import Findings
package import Statistics
import Tables

/// One accepted record of the published-measures dataset, as text.
package struct PublishedRecord: Sendable {
  package static let dataset = "published-measures"
  package static let fields = [
    "measure_code", "framework", "time_period", "area_code", "numerator", "denominator", "outcome", "status",
  ]

  package var code: String
  package var framework: String
  package var timePeriod: String
  package var area: String
  package var numerator: Int?
  package var denominator: Int?
  package var outcome: FixedPoint?
  /// Why there is no outcome.
  package var missing: Missing
  /// For findings.
  package var place: Location

  /// The accepted records, in the order of the files.
  package static func rows(of published: ValidatedTable) -> [PublishedRecord] {
    let table = published.table
    var out: [PublishedRecord] = []
    for (index, batch) in table.batches.enumerated() {
      let cells = Cells(table: table, batch: batch)
      for row in 0..<batch.rowCount where published.accepted[index][row] == 1 {
        let status = cells.text("status", row)
        let denominator = cells.number("denominator", row)
        let unsaid: Missing = denominator == 0 ? .nothingToMeasure : .unavailable
        out.append(
          PublishedRecord(
            code: cells.text("measure_code", row), framework: cells.text("framework", row),
            timePeriod: cells.text("time_period", row), area: cells.text("area_code", row),
            numerator: cells.number("numerator", row), denominator: denominator,
            outcome: cells.decimal("outcome", row),
            missing: Missing.allCases.first { $0.symbol == status } ?? unsaid,
            place: Location(path: table.sources[batch.source], line: batch.line(ofRow: row))))
      }
    }
    return out
  }
}

/// Reads single cells of a small table by field name. Too slow for large ones.
private struct Cells {
  let table: CaseTable
  let batch: RecordBatch
  /// Decimal places in published-measures, by its dataset file.
  private let places = 3

  init(table: CaseTable, batch: RecordBatch) {
    self.table = table
    self.batch = batch
  }

  private func column(_ field: String) -> (Column, Int) {
    guard let position = table.fields.firstIndex(of: field) else { return (.absent, 0) }
    return (batch.columns[position], position)
  }

  func text(_ field: String, _ row: Int) -> String {
    switch column(field) {
    case (.text(let texts), _): texts[row]
    case (.codes(let codes), let position):
      Int(codes[row]) < table.dictionaries[position].count
        ? table.dictionaries[position][Int(codes[row])] : ""
    default: ""
    }
  }

  func number(_ field: String, _ row: Int) -> Int? {
    guard case (.integers(let values), _) = column(field), values[row] != Column.missingNumber else {
      return nil
    }
    return Int(values[row])
  }

  func decimal(_ field: String, _ row: Int) -> FixedPoint? {
    guard case (.decimals(let values), _) = column(field), values[row] != Column.missingDecimal else {
      return nil
    }
    return FixedPoint(units: Int(values[row]), places: places)
  }
}
