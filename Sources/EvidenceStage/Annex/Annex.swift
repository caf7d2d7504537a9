import Artefacts
import Declarations
import Periods
import Statistics

/// The ASCOF annex in the form that councils print: years side by side, each beside England's latest published.
///
/// Compared columns use displayed values: plain differences of scores and percentages; whole per cent against England and
/// one decimal over the year for rates per 100,000 (requirements §2.1, all 61 derived cells).
struct Annex {
  struct Row {
    var measure: Measure
    var code: String
    var clientGroup: String
    var objective: String
    /// All of one origin: published figures if there are any, otherwise counted ones.
    var origin: Reading.Origin
    /// By year, in the annex's order.
    var readings: [DisclosedReading?]
  }

  /// Oldest first.
  let years: [String]
  let rows: [Row]
  /// Measures of the vintage without a figure of ours in any of the years. They are listed, not in the table.
  let leftOut: [Measure]
  let england: Comparison.Against
  /// The columns after those that identify the measure.
  let columns: [Column]

  /// nil where the pipeline is not an annex, has no years, or compares nothing with England.
  init?(_ pack: PackContents) {
    let years = pack.layout.years.sorted()
    guard pack.layout.table == .ascofAnnex, !years.isEmpty,
      let england = pack.areas.first(where: isEngland) ?? pack.areas.first
    else { return nil }
    self.years = years
    self.england = england
    var rows: [Row] = []
    var leftOut: [Measure] = []
    for measure in pack.context.measures {
      let row = Row(measure, years, pack)
      if row.hasFigure { rows.append(row) } else { leftOut.append(measure) }
    }
    self.rows = rows
    self.leftOut = leftOut
    columns = Self.columns(of: rows, years, england)
  }

  /// The directions of plain differences, as councils count them, and then of clear differences.
  var summary: String {
    let last = years.count - 1
    let areas = rows.compactMap { row in row.compared(last, england).map { ($0, row.measure) } }
    let side = Self.plain(areas)
    let compared = """
      Against \(england.name) \(side.right) are on the right side, \(side.level) level and \(side.wrong) on the wrong side. \
      By more than chance or the least change that counts, \(Self.counts(areas.map(\.0)))
      """
    guard years.count > 1 else { return compared }
    let changes = rows.compactMap { row in row.change(last).map { ($0, row.measure) } }
    let up = Self.plain(changes)
    return """
      Over the year \(up.right) of \(up.right + up.level + up.wrong) moved the right way. By more than chance or the least change \
      that counts, \(Self.counts(changes.map(\.0))). \(compared)
      """
  }

  /// How many plain differences are better, equal and worse, for measures with a polarity.
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
      "\(count(.better)) are better, \(count(.worse)) worse and \(count(.unclear)) not clearly different"
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
  fileprivate init(_ measure: Measure, _ years: [String], _ pack: PackContents) {
    let id = measure.measure.value
    let all = pack.totals(id).filter { $0.key.period.kind == .financialYear }
    // A council's annex has published figures. A row never changes to counted ones.
    let origin: Reading.Origin = all.contains { $0.key.origin == .published } ? .published : .counted
    let own = all.filter { $0.key.origin == origin }
    self.init(
      measure: measure, code: pack.code(id) ?? "",
      clientGroup: pack.layout.entries[id]?.clientGroup ?? measure.clientGroup ?? "",
      objective: pack.layout.entries[id]?.objective ?? measure.objective ?? "", origin: origin,
      readings: years.map { year in own.first { $0.key.period.label == year } })
  }

  var hasFigure: Bool { readings.contains { $0?.value.number != nil } }

  /// The measure's title, with the origin of its figures if they were not published.
  var title: String {
    measure.origin == .counted && origin == .counted
      ? "\(measure.title), \(Wording.origin(origin))" : measure.title
  }

  /// The comparison of a year with the year before.
  func change(_ year: Int) -> DisclosedComparison? {
    readings[year]?.comparison(with: "previous") ?? readings[year]?.comparison(with: "year-before")
  }

  /// The comparison of a year with England's latest published.
  func compared(_ year: Int, _ england: Comparison.Against) -> DisclosedComparison? {
    readings[year]?.comparison(with: england.id)
  }

  /// England's figure beside a year; a later one where there is none.
  func england(_ year: Int, _ england: Comparison.Against) -> DisclosedComparison? {
    readings.indices.dropFirst(year).lazy.compactMap { compared($0, england) }.first
  }
}

/// A compared cell in the annex's form: without a plus sign or a unit other than per cent.
func annexDifference(_ comparison: DisclosedComparison?, of reading: DisclosedReading?) -> String {
  guard let comparison else { return "[z]" }
  guard let number = comparison.difference.number else {
    if reading?.value.number == nil, let why = reading?.value.text { return why }
    return comparison.difference.text
  }
  return number.grouped + (comparison.isRelative ? "%" : "")
}
