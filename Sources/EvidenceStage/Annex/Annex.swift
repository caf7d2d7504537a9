import Artefacts
import Declarations
import Periods
import Statistics

/// The ASCOF annex as councils print it: two years side by side, each beside England's latest published.
///
/// Compared columns are of displayed values: plain differences of scores and percentages, whole per cent against
/// England and one decimal over the year for rates per 100,000 (requirements §2.1, all 61 derived cells).
struct Annex {
  struct Row {
    var measure: Measure
    var code: String
    var clientGroup: String
    var objective: String
    var older: DisclosedReading?
    var newer: DisclosedReading?
  }

  let years: (older: String, newer: String)
  let rows: [Row]
  /// Measures of the vintage that have no figure of ours in either year: left out of the table, and listed.
  let leftOut: [Measure]
  let england: Comparison.Against

  /// nil where the pipeline is not an annex, or has not two years.
  init?(_ pack: PackContents) {
    guard pack.layout.table == .ascofAnnex, let older = pack.layout.years.first,
      let newer = pack.layout.years.dropFirst().first, let england = pack.areas.first
    else { return nil }
    years = (older, newer)
    self.england = england
    var rows: [Row] = []
    var leftOut: [Measure] = []
    for measure in pack.context.measures {
      let id = measure.measure.value
      let readings = pack.totals(id)
      func reading(_ year: String) -> DisclosedReading? { readings.first { $0.key.period.label == year } }
      let row = Row(
        measure: measure, code: pack.code(id) ?? "",
        clientGroup: pack.layout.entries[id]?.clientGroup ?? measure.clientGroup ?? "",
        objective: pack.layout.entries[id]?.objective ?? measure.objective ?? "", older: reading(older),
        newer: reading(newer))
      if row.hasFigure { rows.append(row) } else { leftOut.append(measure) }
    }
    self.rows = rows
    self.leftOut = leftOut
  }

  /// Where the plain differences point, as councils count them, and then what of it is a clear difference.
  var summary: String {
    let changes = rows.compactMap { row in row.change.map { ($0, row.measure) } }
    let areas = rows.compactMap { row in
      row.newer?.comparison(with: england.id).map { ($0, row.measure) }
    }
    let (up, side) = (Self.plain(changes), Self.plain(areas))
    let overYear = Self.counts(changes.map(\.0))
    let beside = Self.counts(areas.map(\.0))
    return """
      \(up.right) of \(up.right + up.level + up.wrong) moved the right way over the year; beside \(england.name) \
      \(side.right) are on the right side, \(side.level) level and \(side.wrong) on the wrong side. Beyond chance or the least \
      change: over the year \(overYear); beside \(england.name) \(beside)
      """
  }

  /// How many plain differences point the right way, none and the wrong way, where a way is agreed.
  private static func plain(_ all: [(DisclosedComparison, Measure)]) -> (right: Int, level: Int, wrong: Int) {
    let signs = all.compactMap { comparison, measure -> Int? in
      guard let upIsGood = measure.agreed.upIsGood else { return nil }
      return comparison.difference.number.map { $0.units.signum() * (upIsGood ? 1 : -1) }
    }
    return (signs.count { $0 > 0 }, signs.count { $0 == 0 }, signs.count { $0 < 0 })
  }

  private static func counts(_ comparisons: [DisclosedComparison]) -> String {
    let verdicts = comparisons.compactMap(\.verdict)
    func count(_ which: Verdict...) -> Int { verdicts.count { which.contains($0) } }
    var out =
      "\(count(.better)) better, \(count(.unclear)) with no clear difference and \(count(.worse)) worse"
    let neither = count(.higher, .lower)
    if neither > 0 { out += ", \(neither) different where neither way is agreed" }
    let few = comparisons.count { $0.few != nil }
    return few > 0 ? out + ", \(few) of few cases" : out
  }

  /// Kebab-case ids as words: `quality-of-life` → `Quality of life`.
  static func words(_ id: String) -> String {
    let text = id.split(separator: "-").joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension Annex.Row {
  var hasFigure: Bool { older?.value.number != nil || newer?.value.number != nil }

  var change: DisclosedComparison? {
    newer?.comparison(with: "previous") ?? newer?.comparison(with: "year-before")
  }

  func england(_ annex: Annex) -> DisclosedComparison? {
    older?.comparison(with: annex.england.id) ?? newer?.comparison(with: annex.england.id)
  }
}

/// A compared cell as the annex prints it: no plus sign and no unit but per cent.
func annexDifference(_ comparison: DisclosedComparison?, of reading: DisclosedReading?) -> String {
  guard let comparison else { return "[z]" }
  guard let number = comparison.difference.number else {
    if reading?.value.number == nil, let why = reading?.value.text { return why }
    return comparison.difference.text
  }
  return number.grouped + (comparison.isRelative ? "%" : "")
}
