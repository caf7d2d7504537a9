import AggregateStage
import Artefacts
import Findings
import Periods
import Statistics
import Tables

/// The exact figures of a run, all cases, and where in the ledgers the cases of each count are; for `restricted/`.
struct FigureBook {
  /// Where a count's cases are: a dataset's ledger, the position in it, and whether persons are counted.
  struct Place: Hashable {
    var dataset: String
    var position: Int
    var countsPeople: Bool

    var text: String { "\(dataset):\(position)\(countsPeople ? ":people" : "")" }

    init(dataset: String, position: Int, countsPeople: Bool) {
      self.dataset = dataset
      self.position = position
      self.countsPeople = countsPeople
    }

    init?(_ text: String) {
      let parts = text.split(separator: ":").map(String.init)
      guard parts.count >= 2, let position = Int(parts[1]) else { return nil }
      self.init(dataset: parts[0], position: position, countsPeople: parts.count == 3)
    }
  }

  struct Row {
    var measure: String
    var kind: ReportingPeriod.Kind
    var start: Day
    var end: Day
    /// As printed, with nothing hidden.
    var value: String
    var numerator: Int?
    var denominator: Int?
    var population: String
    var numeratorPlace: Place?
    var denominatorPlace: Place?

    var period: ReportingPeriod { ReportingPeriod(kind, from: start, to: end) }
  }

  static let path = "restricted/figures.csv"
  var rows: [Row]

  /// The totals of every reading, shown or not, so that later runs can see how a month was revised.
  init(_ aggregated: Aggregated, decimals: [String: Int], memberships: [Membership]) {
    var next: [String: Int] = [:]
    var places: [[String]: Place] = [:]
    for membership in memberships {
      let position = next[membership.dataset, default: 0]
      next[membership.dataset] = position + 1
      places[Self.key(membership.measure, membership.period, membership.role)] = Place(
        dataset: membership.dataset, position: position, countsPeople: membership.countsPeople)
    }
    rows = aggregated.readings.filter { $0.key.category == nil }.map { reading in
      let (measure, period) = (reading.key.measure, reading.key.period)
      let value = reading.rounded(to: decimals[measure] ?? 0)?.description ?? reading.missing?.symbol ?? "x"
      return Row(
        measure: measure, kind: period.kind, start: period.start, end: period.end, value: value,
        numerator: reading.numerator, denominator: reading.denominator,
        population: reading.population?.label ?? "",
        numeratorPlace: places[Self.key(measure, period, .numerator)],
        denominatorPlace: places[Self.key(measure, period, .denominator)])
    }
  }

  private static func key(_ measure: String, _ period: ReportingPeriod, _ role: Membership.Role) -> [String] {
    [measure, period.kind.rawValue, period.start.description, period.end.description, role.rawValue]
  }

  private static let header = [
    "measure", "period_kind", "period_start", "period_end", "value", "numerator", "denominator", "population",
    "numerator_cases", "denominator_cases",
  ]

  var bytes: [UInt8] {
    var csv = CSVWriter(header: Self.header)
    for row in rows {
      csv.row([
        row.measure, row.kind.rawValue, row.start.description, row.end.description, row.value,
        row.numerator.map(String.init) ?? "", row.denominator.map(String.init) ?? "", row.population,
        row.numeratorPlace?.text ?? "", row.denominatorPlace?.text ?? "",
      ])
    }
    return csv.bytes
  }

  /// - Throws: `RUN-012` where the file is not one that a run wrote.
  init(_ bytes: [UInt8], path: String) throws(Finding) {
    let table = try TextTable.read(bytes, path: path)
    guard table.header == Self.header else {
      throw Finding("RUN-012", "'\(path)' is damaged", hint: "compare other runs, or run that day again")
    }
    rows = table.rows.compactMap { row in
      let cells = row.cells
      guard let kind = ReportingPeriod.Kind(rawValue: cells[1]), let start = Day(iso: cells[2]),
        let end = Day(iso: cells[3])
      else { return nil }
      return Row(
        measure: cells[0], kind: kind, start: start, end: end, value: cells[4], numerator: Int(cells[5]),
        denominator: Int(cells[6]), population: cells[7], numeratorPlace: Place(cells[8]),
        denominatorPlace: Place(cells[9]))
    }
  }
}
