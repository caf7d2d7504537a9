package import Findings
package import Statistics
import Tables

/// One accepted record of a figure that was worked out elsewhere, as text.
///
/// Two datasets have them: `published-measures`, of a framework's measures by area and year, and `readings`, of any measure
/// over any period.
package struct PublishedRecord: Sendable {
  package static let dataset = "published-measures"
  package static let readings = "readings"
  /// The fields of each dataset by what they are.
  static let names: [String: Fields] = [
    dataset: Fields(
      measure: "measure_code", area: "area_code", period: "time_period", value: "outcome", places: 3,
      countPlaces: 0),
    readings: Fields(
      measure: "measure", area: "area", period: "period", value: "value", places: 4, countPlaces: 4),
  ]
  /// The fields that are read, by dataset.
  package static let fields: [String: Set<String>] = names.mapValues { names in
    [names.measure, names.area, names.period, names.value].reduce(into: Self.common) { $0.insert($1) }
  }
  private static let common: Set<String> = [
    "framework", "numerator", "denominator", "status", "breakdown", "category", "unit", "issued",
    "carried_from",
    "rating",
  ]

  struct Fields: Sendable {
    var measure: String
    var area: String
    var period: String
    var value: String
    /// Decimal places of the value, and of numerator and denominator, by the dataset's file.
    var places: Int
    var countPlaces: Int
  }

  package var dataset: String
  package var measure: String
  package var framework: String
  package var period: String
  package var area: String
  package var breakdown: String
  package var category: String
  package var unit: String
  package var numerator: FixedPoint?
  package var denominator: FixedPoint?
  package var outcome: FixedPoint?
  /// The symbol or word of its status; empty where it has none.
  package var status: String
  /// The day it was given out, as written.
  package var issued: String
  /// For a reading that is carried forward, the period it is of.
  package var carriedFrom: String
  /// How its source rated it: `green`, `amber`, `red`, or nothing.
  package var rating: String
  /// For findings.
  package var place: Location

  /// Why there is no outcome.
  package var missing: Missing {
    if status == "n" || denominator?.units == 0 { return .nothingToMeasure }
    return Missing.allCases.first { $0.symbol == status } ?? .unavailable
  }

  /// The name of a field in its dataset, for findings.
  package func field(_ field: KeyPath<PublishedRecord, String>) -> String {
    let names = Self.names[dataset]
    switch field {
    case \.measure: return names?.measure ?? ""
    case \.area: return names?.area ?? ""
    default: return names?.period ?? ""
    }
  }

  /// The accepted records, in the order of the files.
  package static func rows(of published: ValidatedTable) -> [PublishedRecord] {
    let table = published.table
    guard let names = names[table.dataset] else { return [] }
    var out: [PublishedRecord] = []
    for (index, batch) in table.batches.enumerated() {
      let cells = Cells(table: table, batch: batch)
      for row in 0..<batch.rowCount where published.accepted[index][row] == 1 {
        out.append(
          PublishedRecord(
            dataset: table.dataset, measure: cells.text(names.measure, row),
            framework: cells.text("framework", row),
            period: cells.text(names.period, row), area: cells.text(names.area, row),
            breakdown: cells.text("breakdown", row), category: cells.text("category", row),
            unit: cells.text("unit", row),
            numerator: cells.number("numerator", row, places: names.countPlaces),
            denominator: cells.number("denominator", row, places: names.countPlaces),
            outcome: cells.number(names.value, row, places: names.places), status: cells.text("status", row),
            issued: cells.text("issued", row), carriedFrom: cells.text("carried_from", row),
            rating: cells.text("rating", row),
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

  /// A decimal of so many places, or a whole number.
  func number(_ field: String, _ row: Int, places: Int) -> FixedPoint? {
    switch column(field) {
    case (.integers(let values), _) where values[row] != Column.missingNumber:
      FixedPoint(units: Int(values[row]), places: 0)
    case (.decimals(let values), _) where values[row] != Column.missingDecimal:
      FixedPoint(units: Int(values[row]), places: places)
    default: nil
    }
  }
}
