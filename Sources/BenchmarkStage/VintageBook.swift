package import Declarations
import Periods

/// Finds codes that moved to other measures and measures that were redefined, over all declared vintages.
package struct VintageBook: Sendable {
  /// A vintage whose figures of a measure cannot be compared with earlier ones.
  struct Break: Sendable, Hashable {
    var code: String
    var measure: String
    /// The measure that had the code before; the same measure where it was redefined.
    var before: String
    var from: FinancialYear
    var reason: String
  }

  private(set) var breaks: [Break] = []
  /// Codes by framework and measure.
  private var codes: [String: [String: String]] = [:]

  package init() {}

  package init(_ catalogue: Catalogue) {
    for framework in catalogue.frameworks.all.map(\.value) {
      let id = framework.framework.value
      codes[id] = catalogue.entriesByMeasure(of: id).mapValues(\.code.value)
      guard let year = Self.year(of: id), let before = framework.basedOn else { continue }
      let earlier = catalogue.entriesByCode(of: before.value).mapValues(\.measure.value)
      for entry in framework.measures where entry.comparable == false {
        guard let old = earlier[entry.formerly ?? entry.code.value] else { continue }
        breaks.append(
          Break(
            code: entry.code.value, measure: entry.measure.value, before: old, from: year,
            reason: entry.reason ?? "the definition changed"))
      }
    }
    breaks.sort { ($0.from, $0.measure) < ($1.from, $1.measure) }
  }

  /// The year of a vintage, such as 2018-19 for `ascof-2018-19`; nil for a framework without years.
  private static func year(of framework: String) -> FinancialYear? {
    FinancialYear(framework.split(separator: "-").suffix(2).joined(separator: "-"))
  }

  /// The reasons why values of a measure in two years cannot be compared; empty where they can.
  func redefinitions(of measure: String, between one: FinancialYear, and other: FinancialYear) -> [String] {
    let (first, last) = (min(one, other), max(one, other))
    return breaks.filter {
      $0.measure == measure && $0.before == measure && first < $0.from && $0.from <= last
    }.map(\.reason)
  }

  /// The measure that had this one's code before; nil where none had.
  func predecessor(of measure: String) -> (measure: String, code: String, reason: String)? {
    breaks.last { $0.measure == measure && $0.before != measure }.map { ($0.before, $0.code, $0.reason) }
  }

  /// `ascof-2024-25 4B`; the framework alone where it has no code for the measure.
  func vintage(of measure: String, in framework: String) -> String {
    codes[framework]?[measure].map { "\(framework) \($0)" } ?? framework
  }
}
