package import Declarations
package import Findings
import Periods
package import Runs
import Statistics
import Tables

/// What one measure can be compared with at one level.
package struct CoverageRow: Sendable {
  package var measure: String
  package var level: Comparability.Absence.Level
  /// The newest published figure; for councils, of any of them.
  package var figure: ComparatorFigure?
  /// How many areas of the level have a figure of that year.
  package var areas = 0
  /// How alike the definitions are, where a line of the log says.
  package var match: Comparability.Match?
  /// Why there is no figure; nil where there is one, or no reason is declared.
  package var absence: Comparability.Absence?

  /// Whether nothing says why there is no figure.
  package var isUnexplained: Bool { figure == nil && absence == nil }
}

/// What the measures of a pipeline, or all measures, can be compared with: three rows a measure.
///
/// - Throws: RUN-002 where there is no such pipeline.
package func coverage(of pipeline: String?, in workspace: Workspace) throws(Finding) -> [CoverageRow] {
  let catalogue = workspace.catalogue
  let measures: [String]
  if let pipeline {
    guard let plan = catalogue.pipeline(pipeline) else { throw workspace.noPipeline(pipeline) }
    measures = catalogue.measures(of: plan)
  } else {
    measures = catalogue.families.keys.sorted().flatMap { catalogue.families[$0] ?? [] }
  }
  let entries = catalogue.comparability.all.flatMap { $0.value.entries ?? [] }
  return measures.flatMap { measure in
    Comparability.Absence.Level.allCases.map { level in
      var row = CoverageRow(measure: measure, level: level)
      // A council that has ended can go on as a sum, and is none of today's.
      let found = workspace.areas.all.filter { $0.isOf(level) }
        .compactMap { area in
          workspace.comparators.figures(of: measure, area: area.code)
            .last { $0.outcome != nil && area.exists(on: $0.year.end) }
        }
      row.figure = found.max { $0.year < $1.year }
      if catalogue.measure(measure)?.unit == .count { row.figure = nil }
      if let figure = row.figure {
        row.areas = Set(found.filter { $0.year == figure.year }.map(\.area)).count
        let framework = catalogue.comparators[figure.comparators]?.value.framework.value
        let lines = entries.filter { $0.measure.value == measure }
        row.match =
          (lines.first { $0.framework?.value == framework } ?? lines.first { $0.framework == nil })?.match
      } else {
        row.absence = catalogue.absence(of: measure, at: level)
      }
      return row
    }
  }
}

extension Area {
  fileprivate func isOf(_ level: Comparability.Absence.Level) -> Bool {
    switch level {
    case .england: self.level == .national
    case .regions: self.level == .regional
    case .councils: self.level == .localAuthority && !isInvented
    }
  }
}

/// The same as the text of docs/coverage.md: how many measures have a figure, and a line for each measure.
package func coveragePage(_ rows: [CoverageRow], of title: String, in workspace: Workspace) -> String {
  let measures = rows.map(\.measure).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
  func count(_ level: Comparability.Absence.Level) -> Int {
    rows.count { $0.level == level && $0.figure != nil }
  }
  var page = """
    # Coverage of \(title)

    Written by `caretally coverage`; do not edit it. \(measures.count) measures, of which \(count(.england)) have a figure of England, \
    \(count(.regions)) of regions and \(count(.councils)) of councils.

    `[x]` published, and not held here. `[z]` nobody publishes it, or it is a count, which is compared as a rate or a share.

    | measure | England | regions | councils | fit |
    |---|---|---|---|---|

    """
  for measure in measures {
    let own = rows.filter { $0.measure == measure }
    let cells = own.map { cell($0, in: workspace) }
    let fit = own.compactMap(\.match).first?.rawValue ?? ""
    page += "| \(measure) | \(cells.joined(separator: " | ")) | \(fit) |\n"
  }
  let reasons = rows.compactMap(\.absence).compactMap { absence in
    absence.reason.map { reason in (absence.measures.map(\.value).joined(separator: ", "), reason) }
  }
  var said: Set<String> = []
  let lines = reasons.filter { said.insert($0.0 + $0.1).inserted }
  if !lines.isEmpty {
    page += "\n## Notes\n\n" + lines.map { "- \($0.0): \($0.1)\n" }.joined()
  }
  return page
}

private func cell(_ row: CoverageRow, in workspace: Workspace) -> String {
  guard let figure = row.figure else { return row.absence?.inWords ?? "nothing is said" }
  let derived = figure.derived == nil ? "" : ", derived"
  return row.level == .england
    ? "\(figure.year)\(derived)"
    : "\(figure.year)\(derived), \(row.areas == 1 ? "1 area" : "\(row.areas) areas")"
}

extension Comparability.Absence {
  /// `[x] DHSC, …`, `[z] nobody publishes it`, `[z] compared as …`.
  fileprivate var inWords: String {
    switch why {
    case .notHeld: "[x] \(publication ?? "")"
    case .nobodyPublishes: "[z] nobody publishes it"
    case .count: comparedAs.map { "[z] compared as \($0.value)" } ?? "[z] a count"
    }
  }
}

/// The same as JSON: an object for each measure and level, with the newest year or why there is none.
package func coverageJSON(_ rows: [CoverageRow], in workspace: Workspace) -> String {
  func members(_ row: CoverageRow) -> [(String, JSONText)] {
    var out: [(String, JSONText)] = [("measure", .text(row.measure)), ("level", .text(row.level.rawValue))]
    if let figure = row.figure {
      out += [
        ("year", .text(figure.year.description)), ("areas", .number(row.areas)),
        ("derived", .flag(figure.derived != nil)),
      ]
    }
    if let match = row.match { out.append(("fit", .text(match.rawValue))) }
    if row.figure == nil { out.append(("absent", .text(cell(row, in: workspace)))) }
    return out
  }
  return JSONText.list(rows.map { .object(members($0)) }).lines()
}

/// Every published and derived figure of some measures as a tidy CSV: one row a measure, area and year.
///
/// - Throws: RUN-002 where there is no such pipeline.
package func coverageFigures(of pipeline: String?, in workspace: Workspace) throws(Finding) -> [UInt8] {
  let rows = try coverage(of: pipeline, in: workspace)
  let measures = rows.filter { $0.level == .england }.map(\.measure)
  var csv = CSVWriter(header: [
    "measure", "geographic_level", "area_code", "area_name", "time_period", "value", "numerator",
    "denominator",
    "least", "most", "comparators",
  ])
  for measure in measures {
    for area in workspace.areas.all where !area.isInvented {
      // An area that has had several codes has one series.
      guard workspace.areas.newestCodes[area.code] == nil else { continue }
      for figure in workspace.comparators.figures(of: measure, area: area.code) {
        csv.row([
          measure, area.level.rawValue, area.code, area.name, figure.year.description,
          figure.outcome?.description ?? figure.missing?.symbol ?? "x",
          figure.numerator.map { String($0) } ?? "z", figure.denominator.map { String($0) } ?? "z",
          figure.derived?.least.description ?? "", figure.derived?.most.description ?? "", figure.comparators,
        ])
      }
    }
  }
  return csv.bytes
}
