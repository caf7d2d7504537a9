import AggregateStage
import Artefacts
import Declarations
package import Findings
import Folders
package import Periods
import Statistics
import Tables

/// The exact figures of a run over all cases, and where its ledgers have the cases of each count; for `restricted/`.
package struct FigureBook {
  /// The cases of a count: a dataset's ledger, the position in it, and whether persons are counted.
  struct Place: Hashable {
    var dataset: String
    var position: Int
    var countsPeople: Bool
    /// For cases found by linkage, the datasets it reads; empty where a case's own record decides.
    var linked: [String] = []

    /// `reviews:12`, `reviews:12:people`, `assessments:3:linked:assessments:support-services`
    var text: String {
      let words = [dataset, String(position)] + (countsPeople ? ["people"] : [])
      return (words + (linked.isEmpty ? [] : ["linked"] + linked)).joined(separator: ":")
    }

    init(dataset: String, position: Int, countsPeople: Bool, linked: [String] = []) {
      self.dataset = dataset
      self.position = position
      self.countsPeople = countsPeople
      self.linked = linked
    }

    init?(_ text: String) {
      let parts = text.split(separator: ":").map(String.init)
      guard parts.count >= 2, let position = writtenCount(parts[1]) else { return nil }
      let mark = parts.firstIndex(of: "linked") ?? parts.count
      self.init(
        dataset: parts[0], position: position, countsPeople: parts[..<mark].dropFirst(2).contains("people"),
        linked: Array(parts.dropFirst(mark + 1)))
    }
  }

  package struct Row {
    package var measure: String
    package var kind: ReportingPeriod.Kind
    package var start: Day
    var end: Day
    /// As printed, with nothing hidden.
    package var value: String
    var numerator: Int?
    var denominator: Int?
    var population: String
    var numeratorPlace: Place?
    var denominatorPlace: Place?
    /// For measures with a number for each case: the summary, and the number of decimals.
    var summary: Measure.Summary?
    var decimals = 0

    package var period: ReportingPeriod { ReportingPeriod(kind, from: start, to: end) }
  }

  package static let path = "restricted/figures.csv"
  package var rows: [Row]

  /// The totals of every counted reading, shown or not, so that later runs can see how a month was revised.
  init(_ aggregated: Aggregated, of measures: [String: Measure], memberships: [Membership]) {
    var next: [String: Int] = [:]
    var places: [[String]: Place] = [:]
    for membership in memberships {
      let position = next[membership.dataset, default: 0]
      next[membership.dataset] = position + 1
      places[Self.key(membership.measure, membership.period, membership.role)] = Place(
        dataset: membership.dataset, position: position, countsPeople: membership.countsPeople,
        linked: membership.linked)
    }
    // Figures computed elsewhere have no cases here.
    let counted = aggregated.readings.filter { $0.key.category == nil && $0.key.origin == .counted }
    rows = counted.map { reading in
      let (measure, period) = (reading.key.measure, reading.key.period)
      let decimals = measures[measure]?.decimals ?? 0
      let value = reading.rounded(to: decimals)?.description ?? reading.missing?.symbol ?? "x"
      var row = Row(
        measure: measure, kind: period.kind, start: period.start, end: period.end, value: value,
        numerator: reading.numerator, denominator: reading.denominator,
        population: reading.population?.label ?? "",
        numeratorPlace: places[Self.key(measure, period, .numerator)],
        denominatorPlace: places[Self.key(measure, period, .denominator)])
      (row.summary, row.decimals) = (measures[measure]?.summary, decimals)
      return row
    }
  }

  private static func key(_ measure: String, _ period: ReportingPeriod, _ role: Membership.Role) -> [String] {
    [measure, period.kind.rawValue, period.start.description, period.end.description, role.rawValue]
  }

  private static let header = [
    "measure", "period_kind", "period_start", "period_end", "value", "numerator", "denominator", "population",
    "numerator_cases", "denominator_cases", "summary", "decimals",
  ]

  package var bytes: [UInt8] {
    var csv = CSVWriter(header: Self.header)
    for row in rows {
      csv.row([
        row.measure, row.kind.rawValue, row.start.description, row.end.description, row.value,
        row.numerator.map(String.init) ?? "", row.denominator.map(String.init) ?? "", row.population,
        row.numeratorPlace?.text ?? "", row.denominatorPlace?.text ?? "", row.summary?.text ?? "",
        String(row.decimals),
      ])
    }
    return csv.bytes
  }

  /// - Throws: `RUN-012` where the file was not written by a run.
  package init(_ bytes: [UInt8], path: String) throws(Finding) {
    let table = try TextTable.read(bytes, path: path)
    guard table.header == Self.header else {
      throw Finding("RUN-012", "'\(path)' is damaged", hint: "compare other runs, or run that day again")
    }
    rows = table.rows.compactMap { row in
      let cells = row.cells
      guard let kind = ReportingPeriod.Kind(rawValue: cells[1]), let start = Day(iso: cells[2]),
        let end = Day(iso: cells[3]), start <= end
      else { return nil }
      return Row(
        measure: cells[0], kind: kind, start: start, end: end, value: cells[4],
        numerator: writtenCount(cells[5]),
        denominator: writtenCount(cells[6]), population: cells[7], numeratorPlace: Place(cells[8]),
        denominatorPlace: Place(cells[9]), summary: Measure.Summary(cells[10]),
        decimals: min(max(Int(cells[11]) ?? 0, 0), 6))
    }
  }
}
