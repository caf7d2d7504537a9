import Artefacts
import Declarations
import Statistics

/// A table of words and figures in rows and columns, before any format.
struct LaidTable {
  struct Heading {
    var title: String
    var isNumeric = false
    /// Whether the column is of a comparator, whose year the heading then has.
    var isComparator = false
  }
  struct Row {
    var cells: [TableCell]
    var isTotal = false
  }

  var id: String
  var title: String
  var notes: [String]
  /// Which of its figures came in, where any did; a note too.
  var origin: String?
  var headings: [Heading]
  var rows: [Row]
  /// Shown in place of rows where there are none.
  var emptyWords = "Nothing to show."
}

/// One cell, for people and for programs.
struct TableCell: Sendable {
  var text: String
  var tidy: String
  var isNumeric = false
  /// The page's class for it, beside words that say the same.
  var mark: String?
  /// The reading it shows. The page links to its row on the evidence card.
  var reading: Reading.Key?
  /// Several statements in one cell, each with a link to its own card. `text` is all of them.
  var parts: [TableCell] = []
  /// Its value in a workbook, if it is a number; otherwise the text.
  var number: FixedPoint?
  /// The period of its figure, and its text without that.
  var period: String?
  var plainText: String?
  /// Whether its text has another period than its heading.
  var saysPeriod = false
  /// A mark that is in its text too: `[u]`, or the number of cases where there are few. Files have a column for it.
  var beside: String?

  /// The cell with words after its text, if any.
  func with(_ beside: String?) -> TableCell {
    guard let beside else { return self }
    var cell = self
    cell.text += " \(beside)"
    cell.beside = beside
    return cell
  }

  /// The cell, of that period.
  func over(_ period: String) -> TableCell {
    var cell = self
    cell.period = period
    return cell
  }

  /// The cell, with a link to that reading's card.
  func of(_ reading: Reading.Key?) -> TableCell {
    var cell = self
    cell.reading = reading
    return cell
  }

  static func words(_ text: String, mark: String? = nil) -> TableCell {
    TableCell(text: text, tidy: text, mark: mark)
  }

  /// Statements side by side, each with its reading.
  static func statements(_ parts: [TableCell]) -> TableCell {
    var cell = words(parts.map(\.tidy).joined(separator: "; "))
    cell.parts = parts
    return cell
  }

  /// The same words, followed by the measure's id in files.
  func named(_ id: String) -> TableCell {
    var cell = self
    cell.tidy += " [\(id)]"
    return cell
  }

  static func number(_ figure: Figure, unit: Measure.Unit? = nil) -> TableCell {
    TableCell(
      text: Wording.value(figure, unit), tidy: figure.tidy, isNumeric: true, number: figure.number)
  }

  /// A count of measures and the like, not of people.
  static func count(_ number: Int) -> TableCell {
    TableCell(
      text: String(number), tidy: String(number), isNumeric: true,
      number: FixedPoint(units: number, places: 0))
  }

  /// The measure has no such figure, which is not the same as a missing one.
  static let notApplicable = TableCell(
    text: Missing.notApplicable.shorthand, tidy: Missing.notApplicable.symbol, isNumeric: true)

  static func difference(_ comparison: DisclosedComparison, _ measure: Measure) -> TableCell {
    var cell = TableCell(
      text: Wording.difference(comparison, unit: measure.unit), tidy: comparison.difference.tidy,
      isNumeric: true,
      number: comparison.difference.number)
    cell.judge(comparison, measure)
    return cell
  }

  /// Adds the verdict's words and colour.
  private mutating func judge(_ comparison: DisclosedComparison, _ measure: Measure) {
    guard let words = Wording.judgement(comparison, measure) else { return }
    text += " \(words)"
    mark = Self.mark(comparison)
  }

  /// A difference stated in another way than the measure declares, of two printed values; nil where one is not printed,
  /// where it is stated so already, and where the verdict would not be on it.
  static func difference(
    _ value: Figure, _ comparison: DisclosedComparison, _ measure: Measure, as change: Measure.Change
  ) -> TableCell? {
    guard comparison.isRelative != (change == .relativePercent), comparison.difference.number != nil,
      let now = value.number, let before = comparison.value.number,
      var cell = TableCell.change(from: before, to: now, measure, as: change)
    else { return nil }
    cell.judge(comparison, measure)
    return cell
  }

  /// The change between two printed values, with its sign and unit; nil where a per cent would be of nothing or less.
  static func change(
    from before: FixedPoint, to now: FixedPoint, _ measure: Measure, as change: Measure.Change
  ) -> TableCell? {
    guard let number = now.subtracting(before) else { return nil }
    var text = number
    if change == .relativePercent {
      guard let (part, whole, _) = FixedPoint.aligned(number, before), whole > 0,
        let percent = Fraction(part, whole).rounded(to: 1, times: 100)
      else { return nil }
      text = percent
    }
    let unit =
      change == .relativePercent
      ? text.grouped + "%"
      : measure.unit == .percent ? text.grouped + " points" : Wording.value(text.grouped, measure.unit)
    return TableCell(
      text: (text.units > 0 ? "+" : "") + unit, tidy: text.description, isNumeric: true, number: text)
  }

  /// ↑, ↓ or →, and its meaning: better, worse, no clear difference, or few cases.
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
