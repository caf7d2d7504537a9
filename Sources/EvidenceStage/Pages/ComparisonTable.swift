import Artefacts
import Declarations
import Periods
import Statistics

/// How many measures have a figure of each area or group, and why the others have none.
func coverageNote(_ measures: [String], _ pack: PackContents) -> HTMLText {
  let shown = unique(measures).filter { !pack.totals($0).isEmpty }
  guard !shown.isEmpty, !pack.areas.isEmpty else { return "" }
  let words = Wording.coverage(of: shown, by: pack.areas) { id, area in
    pack.totals(id).contains { $0.comparison(with: area.id)?.value.number != nil }
  }
  return "<p class=\"unit\">\(words)</p>"
}

extension PackContents {
  /// Why a measure has no figure of an area or group; nil where nothing is declared.
  func absence(of measure: String, from against: Comparison.Against) -> Comparability.Absence? {
    context.absences[measure]?[against.id]
  }
}

extension Comparability.Absence {
  var missing: Missing { why == .notHeld ? .unavailable : .notApplicable }

  /// `[x] not held`
  var words: String {
    switch why {
    case .notHeld: "\(missing.shorthand) not held"
    case .nobodyPublishes: "\(missing.shorthand) not published"
    case .count: "\(missing.shorthand) a count"
    }
  }
}

/// The period of a figure, and its origin if that is not clear.
func periodText(_ row: DisclosedReading, _ pack: PackContents) -> HTMLText {
  let origin: HTMLText =
    pack.originWords(row.key).map { "<br><span class=\"unit\">\($0)</span>" } ?? ""
  return "\(row.key.period.words)\(origin)"
}

/// For a measure that was counted and published, the other figure: `as published: 94.2% (2023-24)`.
func otherOrigin(_ row: DisclosedReading, _ measure: Measure, _ pack: PackContents, _ place: PagePlace)
  -> HTMLText?
{
  guard let other = pack.other(than: row), let words = pack.originWords(other.key) else { return nil }
  return "\(words): \(figureLink(other, measure, place)) (\(other.key.period.words))"
}

/// The figure with its unit, as a link to its card. Its label for a screen reader names the measure.
func figureLink(_ row: DisclosedReading, _ measure: Measure, _ place: PagePlace, unit: Bool = true)
  -> HTMLText
{
  let label = row.key.category.map { ", \($0.label)" } ?? ""
  return place.link(
    "\(figureText(row, measure, unit: unit))<span class=\"hide\">: \(measure.title)\(label), \(row.key.period.words)</span>",
    to: row.card, anchor: row.anchor)
}

/// The figure with its unit and its mark, if any.
func figureText(_ row: DisclosedReading, _ measure: Measure, unit: Bool = true) -> HTMLText {
  let mark = row.mark(measure).map { " \($0)" } ?? ""
  if unit, measure.unit.isMoney { return "<strong>\(Wording.value(row.value, measure.unit))</strong>\(mark)" }
  let suffix = unit && row.value.number != nil ? Wording.suffix(measure, of: row.value) : ""
  return "<strong>\(row.value.text)</strong>\(suffix)\(mark)"
}

/// What a figure's data lack, below it.
func notesBeside(_ row: DisclosedReading) -> HTMLText {
  row.notes.map { "<br><span class=\"unit\">\($0)</span>" as HTMLText }.joined()
}

/// A rate's population has its year. A count of cases has none.
func denominator(_ row: DisclosedReading) -> HTMLText {
  guard let population = row.population else { return HTMLText(row.denominator.text) }
  return "\(row.denominator.text)<br><span class=\"unit\">\(population.words)</span>"
}

/// Two cells: the other value with its period, and the difference with its meaning.
///
/// - Parameter notes: where the reservations are written out; nil for in the cell itself.
func comparedCells(
  _ comparison: DisclosedComparison?, _ row: DisclosedReading, _ measure: Measure,
  absence: Comparability.Absence? = nil,
  notes: HTMLText? = nil
) -> HTMLText {
  guard let comparison else {
    return "<td class=\"none\">\(absence?.words ?? "[z]")</td><td class=\"none\">[z]</td>"
  }
  return """
    <td class="p">\(comparison.value.text)<br><span class="unit">\(Wording.period(comparison, of: row.key.period))</span></td>\
    <td class="d">\(differenceText(comparison, measure, notes: notes))</td>
    """
}

/// A difference with its verdict in words and mark, its certainty, and its reservations or a link to them.
func differenceText(
  _ comparison: DisclosedComparison, _ measure: Measure, notes: HTMLText? = nil
) -> HTMLText {
  let basis: HTMLText =
    comparison.standing.flatMap(Wording.basis).map { "<br><span class=\"unit\">\($0)</span>" } ?? ""
  let reservations: HTMLText =
    comparison.notes.isEmpty
    ? "" : "<br><span class=\"unit\">\(notes ?? HTMLText(comparison.notes.joined(separator: "; ")))</span>"
  return
    "\(Wording.difference(comparison, unit: measure.unit))\(judgementText(comparison, measure))\(basis)\(reservations)"
}

/// On a line of its own: the verdict, or that there are few cases.
func judgementText(_ comparison: DisclosedComparison?, _ measure: Measure) -> HTMLText {
  guard let comparison, let words = Wording.judgement(comparison, measure) else { return "" }
  return "<br><span class=\"\(Wording.mark(comparison))\">\(words)</span>"
}

/// A link to the caveats of a measure's card.
func notesLink(_ measure: Measure, _ place: PagePlace) -> HTMLText {
  place.link(
    "notes<span class=\"hide\"> on \(measure.title)</span>", to: cardPage(measure.measure.value),
    anchor: "caveats")
}

extension DisclosedReading {
  /// For a period of a year the period before is the year before, and is called that.
  private var isYearly: Bool {
    switch key.period.kind {
    case .yearToDate, .rollingYear, .financialYear: true
    case .day, .week, .month, .twoMonths, .quarter, .halfYear: false
    }
  }

  var previousPeriod: DisclosedComparison? { isYearly ? nil : comparison(with: "previous") }

  var yearBefore: DisclosedComparison? {
    if let comparison = comparison(with: "year-before") { return comparison }
    guard isYearly, var comparison = comparison(with: "previous") else { return nil }
    comparison.against = .yearBefore
    return comparison
  }
}

extension DisclosedReading {
  /// The comparison for the heading in tables.
  func past(_ against: Comparison.Against) -> DisclosedComparison? {
    switch against {
    case .previous: previousPeriod
    case .yearBefore: yearBefore
    default: comparison(with: against.id)
    }
  }
}

extension Comparison.Against {
  /// Its name in text: `England`, `the previous period`.
  var name: String {
    switch self {
    case .previous: "the previous period"
    case .yearBefore: "the year before"
    case .area(_, let name), .group(_, let name), .target(let name): name
    }
  }
}
