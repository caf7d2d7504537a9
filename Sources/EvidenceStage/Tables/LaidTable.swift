import Artefacts
import Declarations
import Statistics

/// A table in rows and columns of words and figures, before any format.
struct LaidTable {
  struct Heading {
    var title: String
    var isNumeric = false
    /// Whether what is under it is another's, whose year it then says.
    var isComparator = false
  }
  struct Row {
    var cells: [TableCell]
    var isTotal = false
  }

  var id: String
  var title: String
  var notes: [String]
  var headings: [Heading]
  var rows: [Row]
  /// What is said in place of rows where there are none.
  var emptyWords = "Nothing to show."
}

/// One cell: as people read it, and as programs do.
struct TableCell: Sendable {
  var text: String
  var tidy: String
  var isNumeric = false
  /// The page's class for it, beside words that say the same.
  var mark: String?
  /// The reading it shows, whose row of its evidence card the page leads to.
  var reading: Reading.Key?
  /// Several statements in one cell, each leading to a card of its own; `text` is all of them.
  var parts: [TableCell] = []
  /// As a workbook holds it: a number where it is one; else the text.
  var number: FixedPoint?
  /// The period of what it shows, and its text without that.
  var period: String?
  var plainText: String?
  /// Whether its text says another period than its heading.
  var saysPeriod = false
  /// What stands beside it and is in its text too: `[u]`, or how many cases it is of where they are few. Files have a
  /// column for it.
  var beside: String?

  /// The same cell with words beside its text; as it is without any.
  func with(_ beside: String?) -> TableCell {
    guard let beside else { return self }
    var cell = self
    cell.text += " \(beside)"
    cell.beside = beside
    return cell
  }

  /// The same cell, of that period.
  func over(_ period: String) -> TableCell {
    var cell = self
    cell.period = period
    return cell
  }

  /// The same cell, leading to that reading's card.
  func of(_ reading: Reading.Key?) -> TableCell {
    var cell = self
    cell.reading = reading
    return cell
  }

  static func words(_ text: String, mark: String? = nil) -> TableCell {
    TableCell(text: text, tidy: text, mark: mark)
  }

  /// Statements side by side, each with the reading that it states.
  static func statements(_ parts: [TableCell]) -> TableCell {
    var cell = words(parts.map(\.tidy).joined(separator: "; "))
    cell.parts = parts
    return cell
  }

  /// The same words, with the measure's id after them in files.
  func named(_ id: String) -> TableCell {
    var cell = self
    cell.tidy += " [\(id)]"
    return cell
  }

  static func number(_ figure: Figure, unit: Measure.Unit? = nil) -> TableCell {
    let suffix = figure.number == nil ? "" : unit.map(Wording.suffix) ?? ""
    return TableCell(
      text: figure.text + suffix, tidy: figure.tidy, isNumeric: true, number: figure.number)
  }

  /// Counts of measures and the like: no person is counted in it.
  static func count(_ number: Int) -> TableCell {
    TableCell(
      text: String(number), tidy: String(number), isNumeric: true,
      number: FixedPoint(units: number, places: 0))
  }

  /// Where the measure has no such figure, which is not the same as a figure that is missing.
  static let notApplicable = TableCell(
    text: Missing.notApplicable.shorthand, tidy: Missing.notApplicable.symbol, isNumeric: true)

  static func difference(_ comparison: DisclosedComparison, _ measure: Measure) -> TableCell {
    var cell = TableCell(
      text: Wording.difference(comparison, unit: measure.unit), tidy: comparison.difference.tidy,
      isNumeric: true,
      number: comparison.difference.number)
    if let words = Wording.judgement(comparison, measure) {
      cell.text += " \(words)"
      cell.mark = mark(comparison)
    }
    return cell
  }

  /// ↑, ↓ or →, and what is said of it: better, worse, that there is no clear difference, or that cases are few.
  static func direction(_ comparison: DisclosedComparison, _ measure: Measure) -> TableCell {
    guard let number = comparison.difference.number else { return .words(comparison.difference.text) }
    let arrow = number.units > 0 ? "↑" : number.units < 0 ? "↓" : "→"
    let isPlain = comparison.verdict == .higher || comparison.verdict == .lower
    let few = comparison.few == nil ? nil : Wording.judgement(comparison, measure)
    let word = few ?? (isPlain ? nil : comparison.verdict?.rawValue)
    return .words(arrow + (word.map { " \($0)" } ?? ""), mark: mark(comparison))
  }

  private static func mark(_ comparison: DisclosedComparison) -> String? {
    comparison.verdict == .better || comparison.verdict == .worse ? comparison.verdict?.rawValue : nil
  }
}
