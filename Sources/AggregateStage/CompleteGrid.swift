package import Artefacts
package import Declarations
package import Findings
import Periods
import Statistics

/// Gives every period the categories that any period has: an empty one counts 0.
///
/// Declared codes are always there. The category of unknown values is there for all periods if any period has a case in
/// it.
package func onCompleteGrid(_ readings: [Reading], of measure: Measure) -> [Reading] {
  var categories: [Reading.Category] = []
  var seen: Set<Reading.Category> = []
  for category in readings.compactMap(\.key.category) where seen.insert(category).inserted {
    // After the others of its breakdown, whichever period it came from.
    let place = categories.lastIndex { $0.breakdown == category.breakdown } ?? categories.count - 1
    categories.insert(category, at: place + 1)
  }
  guard !categories.isEmpty else { return readings }
  var known: [Reading.Key: Reading] = [:]
  for reading in readings { known[reading.key] = reading }
  return readings.filter { $0.key.category == nil }.flatMap { total in
    [total]
      + categories.compactMap { category in
        var key = total.key
        key.category = category
        // A period whose cases could not be counted at all has no zeros.
        if total.missing == .unavailable { return known[key] }
        return known[key] ?? reading(key, of: measure, from: Tally(), population: nil)
      }
  }
}

/// Findings for breakdowns whose categories do not add up to the total though they must: a bug of ours.
///
/// A case is in one category, so counts, numerators and denominators add up. A person can be in two.
package func unbalanced(_ readings: [Reading], of declared: Declared<Measure>) -> [Finding] {
  let measure = declared.value
  guard measure.counts != .people else { return [] }
  var parts: [Reading.Key: [Reading]] = [:]
  for reading in readings {
    guard let category = reading.key.category else { continue }
    var key = reading.key
    key.category = Reading.Category(breakdown: category.breakdown, label: "")
    parts[key, default: []].append(reading)
  }
  var totals: [Reading.Key: Reading] = [:]
  for reading in readings where reading.key.category == nil { totals[reading.key] = reading }
  return parts.sorted {
    ($0.key.period.end, $0.key.category?.breakdown ?? "") < (
      $1.key.period.end, $1.key.category?.breakdown ?? ""
    )
  }
  .compactMap { key, parts in
    var whole = key
    whole.category = nil
    guard let total = totals[whole] else { return nil }
    func sum(_ count: (Reading) -> Int?) -> Int { parts.reduce(0) { $0 + (count($1) ?? 0) } }
    let isBalanced =
      sum(\.numerator) == total.numerator ?? 0 && sum(\.denominator) == total.denominator ?? 0
    guard !isBalanced else { return nil }
    return declared.source.finding(
      "AGG-010", at: measure.measure.range,
      "'\(measure.measure.value)' by \(key.category?.breakdown ?? "") does not add up in \(key.period.label)",
      hint: "the rows are \(sum(\.numerator)) and the whole is \(total.numerator ?? 0): please report this",
      effect: .reports)
  }
}

/// Keeps each key once. Where a key has two different figures, neither is shown, because which is right is not known.
///
/// No declaration or extract should cause that: it is a bug of ours, and `AGG-011` reports it.
package func onceEach(_ readings: [Reading]) -> (readings: [Reading], findings: [Finding]) {
  var places: [Reading.Key: Int] = [:]
  var out: [Reading] = []
  var doubled: [Reading.Key] = []
  for reading in readings {
    if let place = places[reading.key] {
      // A period that was requested twice has one figure.
      if out[place] == reading { continue }
      if out[place].missing != .unavailable { doubled.append(reading.key) }
      out[place] = Reading(key: reading.key, missing: .unavailable)
    } else {
      places[reading.key] = out.count
      out.append(reading)
    }
  }
  let findings = doubled.map { key in
    let category = key.category.map { ", \($0.breakdown) \($0.label)" } ?? ""
    return Finding(
      "AGG-011", severity: .error, effect: .reports,
      "'\(key.measure)' of \(key.period.label)\(category) was computed twice, so neither figure is shown",
      hint: "please report this")
  }
  return (out, findings)
}
