package import Findings
package import Periods
import Statistics
package import Tables

/// One line of `data/comparators/`: a measure's figure for an area and a year, as published.
package struct PublishedFigure: Sendable, Hashable {
  package var measureCode: String
  package var timePeriod: FinancialYear
  package var level: Area.Level
  package var areaCode: String
  /// Whole numbers, unless a symbol. Often rounded to 5 above council level.
  package var numerator: Published
  package var denominator: Published
  package var respondents: Published
  /// Half the width of the 95% interval that the publisher gives for a survey measure.
  package var marginOfError: Published
  /// As printed. Never computed from rounded counts.
  package var outcome: Published
  /// The line of the file, from 1.
  package var line: Int
}

/// The figures of one publication, in the file's order.
package struct PublishedFigures: Sendable {
  package var path: String
  package var all: [PublishedFigure]
  private let positions: [Key: Int]

  private struct Key: Hashable {
    var code: String
    var year: FinancialYear
    var area: String
  }

  package func figure(_ code: String, _ year: FinancialYear, area: String) -> PublishedFigure? {
    positions[Key(code: code, year: year, area: area)].map { all[$0] }
  }

  /// Reads the table. A faulty line is reported and left out.
  ///
  /// DECL-231 absent column, DECL-232 not a financial year, DECL-233 unknown level, DECL-234 neither a number nor `c`,
  /// `x` or `z`, DECL-235 a figure twice, DECL-236 a status that contradicts the outcome.
  package static func read(_ table: TextTable) -> (figures: PublishedFigures, findings: [Finding]) {
    var findings: [Finding] = []
    var all: [PublishedFigure] = []
    var positions: [Key: Int] = [:]
    let columns = ReferenceColumns(
      of: table,
      needing: [
        "measure_code", "time_period", "geographic_level", "area_code", "numerator", "denominator",
        "respondents",
        "margin_of_error", "outcome", "status",
      ], code: "DECL-231", findings: &findings)
    positions.reserveCapacity(table.rows.count)
    all.reserveCapacity(table.rows.count)
    guard let columns else { return (PublishedFigures(path: table.path, all: [], positions: [:]), findings) }
    let figures = FigureColumns(columns)
    for row in table.rows {
      do throws(Finding) {
        let figure = try figures.figure(row)
        let key = Key(code: figure.measureCode, year: figure.timePeriod, area: figure.areaCode)
        guard positions.updateValue(all.count, forKey: key) == nil else {
          throw columns.finding(
            "DECL-235", row, "\(key.code) of \(key.area) for \(key.year) is given twice",
            hint: "remove one of them",
            field: "measure_code")
        }
        all.append(figure)
      } catch {
        findings.append(error)
      }
    }
    return (PublishedFigures(path: table.path, all: all, positions: positions), findings)
  }
}

/// The position of each column of a table of figures.
private struct FigureColumns {
  let columns: ReferenceColumns
  private let code: Int
  private let year: Int
  private let level: Int
  private let area: Int
  private let numerator: Int
  private let denominator: Int
  private let respondents: Int
  private let margin: Int
  private let outcome: Int
  private let status: Int

  init(_ columns: ReferenceColumns) {
    self.columns = columns
    code = columns.place("measure_code")
    year = columns.place("time_period")
    level = columns.place("geographic_level")
    area = columns.place("area_code")
    numerator = columns.place("numerator")
    denominator = columns.place("denominator")
    respondents = columns.place("respondents")
    margin = columns.place("margin_of_error")
    outcome = columns.place("outcome")
    status = columns.place("status")
  }

  func figure(_ row: TextTable.Row) throws(Finding) -> PublishedFigure {
    let year = row.cells[year]
    guard let period = FinancialYear(year) else {
      throw columns.finding(
        "DECL-232", row, "'\(year)' is not a financial year", hint: "write it as 2024-25",
        field: "time_period")
    }
    let name = row.cells[level]
    guard let level = Area.Level(rawValue: name) else {
      let levels = Area.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw columns.finding(
        "DECL-233", row, "'\(name)' is not a level", hint: "levels are \(levels)", field: "geographic_level")
    }
    let figure = PublishedFigure(
      measureCode: row.cells[code], timePeriod: period, level: level, areaCode: row.cells[area],
      numerator: try published(numerator, "numerator", row, isWhole: true),
      denominator: try published(denominator, "denominator", row, isWhole: true),
      respondents: try published(respondents, "respondents", row, isWhole: true),
      marginOfError: try published(margin, "margin_of_error", row),
      outcome: try published(outcome, "outcome", row), line: row.line)
    let status = row.cells[status]
    guard status == figure.outcome.missing?.symbol ?? "" else {
      throw columns.finding(
        "DECL-236", row, "the status is '\(status)' where the outcome is '\(figure.outcome.symbol)'",
        hint: "leave the status empty beside a number, and repeat the symbol beside c, x or z",
        field: "status")
    }
    return figure
  }

  private func published(
    _ place: Int, _ column: String, _ row: TextTable.Row, isWhole: Bool = false
  ) throws(Finding) -> Published {
    let text = row.cells[place]
    guard let value = Published(text), !isWhole || value.number.map({ $0.places == 0 }) ?? true else {
      throw columns.finding(
        "DECL-234", row, "'\(text)' in '\(column)' is not a \(isWhole ? "whole number" : "number")",
        hint: "write a number, or c, x or z where there is none", field: column)
    }
    return value
  }
}
