import Declarations
import Periods
import Statistics
import Tables
import Testing

/// The annex's figures are all in the committed files, and its 61 derived cells follow from them.
@Suite struct AscofAnnex {
  private static let council = "E10000025"
  private static let england = "E92000001"

  /// Figures by measure, year and area: the published comparators, then the annex's own over them.
  private static func figures() throws -> [String: Published] {
    var all: [String: Published] = [:]
    for year in ["2022-23", "2023-24"] {
      let table = try committedTable("data/comparators/ascof/ascof-\(year).csv")
      for figure in PublishedFigures.read(table).figures.all {
        all["\(figure.measureCode) \(year) \(figure.areaCode)"] = figure.outcome
      }
    }
    for name in ["published-measures", "published-measures-carried-forward"] {
      let table = try committedTable("data/examples/ascof-annex/\(name).csv")
      for row in table.rows {
        func cell(_ column: String) -> String { table.column(column).map { row.cells[$0] } ?? "" }
        let outcome = cell("status").isEmpty ? cell("outcome") : cell("status")
        let figure = Published(outcome)
        #expect(figure != nil, "line \(row.line) of \(name)")
        all["\(cell("measure_code")) \(cell("time_period")) \(cell("area_code"))"] = figure
      }
    }
    return all
  }

  /// 1B is printed with two decimal places there; every other measure with the publication's one.
  private static func printed(_ figure: Published?, _ code: String) throws -> Published {
    switch try #require(figure, "no figure for \(code)") {
    case .number(let value): return .number(try #require(value.rounded(to: code == "1B" ? 2 : 1)))
    case .missing(let why): return .missing(why)
    }
  }

  /// The difference of two figures as printed, or per cent of the second for the two rates.
  private static func difference(_ a: Published, _ b: Published, _ code: String, places: Int) -> String {
    guard let a = a.number, let b = b.number else { return "x" }
    guard code == "2B" || code == "2C" else {
      return FixedPoint(units: a.units - b.units, places: a.places).description
    }
    let percent = Fraction(a.units - b.units, b.units).rounded(to: places, times: 100)
    return (percent?.description ?? "x") + "%"
  }

  @Test func everyPrintedFigureAndDerivedCellFollows() throws {
    let figures = try Self.figures()
    let annex = try committedTable("Tests/ReferenceTests/Fixtures/ascof-annex.csv")
    var derived = 0
    for row in annex.rows {
      let code = row.cells[0]
      let england = try Self.printed(figures["\(code) 2022-23 \(Self.england)"], code)
      let before = try Self.printed(figures["\(code) 2022-23 \(Self.council)"], code)
      let now = try Self.printed(figures["\(code) 2023-24 \(Self.council)"], code)
      let cells = [
        code, row.cells[1], england.symbol, before.symbol, Self.difference(before, england, code, places: 0),
        now.symbol, Self.difference(now, before, code, places: 1),
        Self.difference(now, england, code, places: 0),
      ]
      #expect(cells == row.cells)
      derived += [cells[4], cells[6], cells[7]].count { $0 != "x" }
    }
    #expect(derived == 61)
  }

  @Test func fourteenOfTwentyImprovedAndFifteenAreBetterThanEngland() throws {
    let annex = try committedTable("Tests/ReferenceTests/Fixtures/ascof-annex.csv")
    var improved = 0
    var better = 0
    var same = 0
    var worse = 0
    for row in annex.rows {
      let lowIsGood = ["2B", "2C", "6A"].contains(row.cells[0])
      func sign(_ cell: String) -> Int? {
        FixedPoint(cell.filter { $0 != "%" }).map { $0.units.signum() * (lowIsGood ? -1 : 1) }
      }
      guard let change = sign(row.cells[6]), let compared = sign(row.cells[7]) else { continue }
      if change > 0 { improved += 1 }
      switch compared {
      case 1: better += 1
      case 0: same += 1
      default: worse += 1
      }
    }
    #expect([improved, better, same, worse] == [14, 15, 1, 4])
  }
}
