import Declarations
import Findings

/// One line for every filled or blank cell of a wide table that was keyed by hand from web pages.
///
/// A blank is `x`: none of the pages that were read gives it. Figures keep the decimal places of their page,
/// because `20` there is not `20.0`.
struct KeyedSeries {
  var rows: [PublishedRow] = []
  var sources: [String] = []
  private var covered: [String: [(code: String, year: String)]] = [:]

  mutating func add(
    _ code: String, _ column: String, of record: ReferenceRecord, in area: ImportedArea, source: String
  ) throws(Finding) {
    let isBlank = record[column].isEmpty
    let outcome = isBlank ? "x" : try record.number(column)
    rows.append(
      PublishedRow(
        measureCode: code, timePeriod: record["year"], area: area, outcome: outcome,
        status: isBlank ? "x" : ""))
    guard !isBlank else { return }
    if covered[source] == nil { sources.append(source) }
    covered[source, default: []].append((code, record["year"]))
  }

  /// Each source once, after the figures that came from it.
  var acknowledgements: [String] {
    sources.map { source in
      let figures = covered[source] ?? []
      let codes = figures.map(\.code).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let parts = codes.map { code in
        code + " " + figures.filter { $0.code == code }.map(\.year).joined(separator: ", ")
      }
      return parts.joined(separator: "; ") + ": " + source
    }
  }
}

let england = ImportedArea(level: .national, code: "E92000001", name: "England")

/// The note of a keyed series: what is the same of all of them said once.
func keyedNote(
  _ id: String, title: String, publisher: String, owner: String, framework: String, years: String,
  sources: [String]
) -> SourceNote {
  ComparatorsSource(
    id: id, title: title, publisher: publisher, framework: framework, timePeriod: years,
    attribution: attribution(owner), obtainedFrom: "Keyed by hand from the pages listed under sources",
    transformation:
      "One row a measure, year and area, as printed; x where none of the pages read gives the figure.",
    sources: sources
  ).note
}
