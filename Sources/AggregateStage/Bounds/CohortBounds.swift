import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// A measure over a cohort and period, to be held against the people whose cases are in doubt.
struct CohortBounds {
  private let reach: CohortReach
  private let persons: [Int32]
  /// Of each case: whether it is looked at, whether it is in the numerator, and the number taken of it.
  private var isIn: [UInt8] = []
  private var isOf: [UInt8] = []
  private var numbers: [Int64] = []

  init?(
    _ declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting,
    _ reach: CohortReach
  ) {
    guard let prepared = counting.prepare(declared, over: period, breakdowns: []),
      let cohort = prepared.cohort,
      let segment = prepared.cases.table.segments.first
    else { return nil }
    self.reach = reach
    persons = cohort.persons
    let rows = 0..<segment.rowCount
    prepared.specification.selected.truth(in: segment, rows: rows, into: &isIn)
    prepared.specification.numerator?.truth(in: segment, rows: rows, into: &isOf)
    prepared.specification.value?.values(in: segment, rows: rows, into: &numbers)
  }

  /// What one person's cases come to.
  private struct Part {
    var numerator = 0
    var beside = 0
    var cases: Int { numerator + beside }
  }

  /// nil where nobody's cases are in doubt.
  func bounds(of reading: Reading, _ measure: Measure, code: FindingCode?) -> Bounds? {
    guard let touch = reach.touch(code), touch.records > 0 else { return nil }
    var sure = Part()
    var parts: [Int32: Part] = [:]
    var certain: [Int] = []
    for (index, person) in persons.enumerated()
    where isIn[index] == Truth.yes && !touch.persons.contains(person) {
      if !numbers.isEmpty {
        guard numbers[index] != .min else { continue }
        certain.append(Int(numbers[index]))
      }
      let isBeside = !isOf.isEmpty && isOf[index] != Truth.yes
      if isBeside { sure.beside += 1 } else { sure.numerator += 1 }
      guard touch.strays > 0 else { continue }
      if isBeside {
        parts[person, default: Part()].beside += 1
      } else {
        parts[person, default: Part()].numerator += 1
      }
    }
    let room = touch.persons.reduce(0) { $0 + reach.mostCases(of: $1) }
    /// The most that so many people chosen for it come to.
    func most(_ count: (Int32, Part) -> Int) -> Int {
      parts.map(count).sorted(by: >).prefix(touch.strays).reduce(0, +)
    }
    /// The most cases that strays could add beside what the people they are given to have of a kind already.
    func added(_ known: (Part) -> Int) -> Int {
      touch.strays + (reach.isOncePerPerson ? 0 : most { max(0, reach.mostCases(of: $0) - known($1)) })
    }
    let ends: (lowest: Bound, highest: Bound)
    if numbers.isEmpty {
      ends = counts(
        reading, measure,
        low: Part(
          numerator: sure.numerator - most { $1.numerator }, beside: sure.beside + room + added(\.beside)),
        high: Part(
          numerator: sure.numerator + room + added(\.numerator), beside: sure.beside - most { $1.beside }))
    } else {
      let found = DoubtfulNumbers(
        certain: certain.sorted(), optional: [], unknown: room + added { _ in 0 },
        removable: most { $1.cases }
      ).bounds(of: measure)
      ends = (Bound(found.lowest, of: reading), Bound(found.highest, of: reading))
    }
    return Bounds(
      key: reading.key, code: code, records: touch.records, lowest: ends.lowest, highest: ends.highest)
  }

  private func counts(_ reading: Reading, _ measure: Measure, low: Part, high: Part) -> (Bound, Bound) {
    func end(_ part: Part) -> Bound {
      var end = reading
      end.numerator = part.numerator
      if measure.calculation == .proportion {
        guard part.cases > 0 else { return .none(.nothingCertain) }
        end.denominator = part.cases
      }
      end.value = Fraction(part.numerator, end.denominator ?? 1)
      return .reading(end)
    }
    return (end(low), end(high))
  }
}
