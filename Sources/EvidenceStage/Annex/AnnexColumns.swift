import Artefacts
import Declarations
import Statistics

extension Annex {
  /// A column of figures. Its heading has their year; a cell of another year shows its own.
  struct Column {
    enum Show { case england, ours, compared, change }

    var show: Show
    /// The position of the year in the heading.
    var year: Int
    /// England's year in the heading: that of most cells; of two equally frequent ones the later; nil for our figures.
    var period: String?
    /// The titles under the heading of its year, and by itself.
    var title: String
    var fullTitle: String
  }

  /// A printed cell, with its number if nothing is printed beside it.
  struct Cell {
    var text: String
    var number: FixedPoint?
  }

  static func columns(of rows: [Row], _ years: [String], _ england: Comparison.Against) -> [Column] {
    var columns: [Column] = []
    var shown: String?
    for (year, name) in years.enumerated() {
      let beside = LaidTable.mostCommon(rows.compactMap { $0.england(year, england)?.period })
      // Years that are compared with the same figures of England share one column of them.
      if year == 0 || beside != shown {
        let title = [england.name, beside].compactMap(\.self).joined(separator: " ")
        let isNew = !columns.contains { $0.title == title }
        let full = isNew ? title : "\(title), beside \(name)"
        columns.append(.init(show: .england, year: year, period: beside, title: title, fullTitle: full))
        shown = beside
      }
      columns.append(.init(show: .ours, year: year, title: "", fullTitle: name))
      if year > 0 {
        let change = years.count == 2 ? "Change in year" : "Change in year, \(name)"
        columns.append(.init(show: .change, year: year, title: "Change in year", fullTitle: change))
      }
      let against = LaidTable.mostCommon(rows.compactMap { $0.compared(year, england)?.period })
      let with = [england.name, against].compactMap(\.self).joined(separator: " ")
      columns.append(
        .init(
          show: .compared, year: year, period: against, title: "Compared to \(with)",
          fullTitle: "\(name) compared to \(with)"))
    }
    return columns
  }

  /// A column's heading, where nothing above it has the year.
  func heading(_ column: Column, areaName: String) -> String {
    column.show == .ours ? "\(areaName) \(column.fullTitle)" : column.fullTitle
  }

  func comparison(_ row: Row, _ column: Column) -> DisclosedComparison? {
    switch column.show {
    case .england: row.england(column.year, england)
    case .compared: row.compared(column.year, england)
    case .change: row.change(column.year)
    case .ours: nil
    }
  }

  /// The marks beside a figure. That all are provisional is said of the whole table.
  func marks(_ row: Row, _ year: Int, _ pack: PackContents) -> [Shorthand] {
    row.readings[year]?.shorthand(row.measure, pack.context).filter { $0 != .provisional } ?? []
  }

  func cell(_ row: Row, _ column: Column, _ pack: PackContents) -> Cell {
    let comparison = comparison(row, column)
    let reading = row.readings[column.year]
    var cell: Cell
    switch column.show {
    case .england: cell = Cell(text: comparison?.value.text ?? "[z]", number: comparison?.value.number)
    case .ours: cell = Cell(text: reading?.value.text ?? "[z]", number: reading?.value.number)
    case .compared, .change:
      cell = Cell(
        text: annexDifference(comparison, of: reading), number: comparison?.difference.number)
    }
    let beside =
      column.show == .ours
      ? marks(row, column.year, pack).map { "[\($0.rawValue)]" }
      : column.period.flatMap { period in
        comparison.flatMap { $0.period == period ? nil : ["(\($0.period))"] }
      } ?? []
    guard !beside.isEmpty else { return cell }
    return Cell(text: ([cell.text] + beside).joined(separator: " "), number: nil)
  }
}
