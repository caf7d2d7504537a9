import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

/// A measure over a cohort and period, to compare with the people whose cases are in doubt.
struct CohortBounds {
  private let reach: CohortReach
  private let persons: [Int32]
  /// The counted rows that have a number, sorted by it; empty for other measures.
  private var byNumber: [Int] = []
  private var numbers: [Int64] = []
  /// The counted cases of each person. The last part is of records without a person.
  private var parts: [Part]
  private var total = Part()
  /// By kind of count: the persons that have any, those with most first.
  private var orders: [Kind: [(person: Int, count: Int)]] = [:]

  init?(
    _ declared: Declared<Measure>, over period: ReportingPeriod, _ counting: inout Counting,
    _ reach: CohortReach
  ) {
    guard let prepared = counting.prepare(declared, over: period, breakdowns: []),
      let cohort = prepared.cohort,
      let selector = prepared.selectors.first
    else { return nil }
    self.reach = reach
    persons = cohort.persons
    parts = [Part](repeating: Part(), count: reach.places)
    var rows = selector.rows(prepared.specification.selected)
    if let value = prepared.specification.value {
      let numbered = selector.numbered(value, among: rows)
      rows = numbered.rows
      numbers = [Int64](repeating: .min, count: rows.count)
      byNumber = rows.rows.map { Int($0) }
      for (row, number) in zip(byNumber, numbered.numbers) { numbers[row] = number }
    }
    let isOf = prepared.specification.numerator.map { selector.rows($0, among: rows) }
    for row in rows.rows.map({ Int($0) }) {
      let place = reach.place(of: persons[row])
      if let isOf, !isOf[row] {
        parts[place].beside += 1
        total.beside += 1
      } else {
        parts[place].numerator += 1
        total.numerator += 1
      }
    }
    byNumber.sort { numbers[$0] < numbers[$1] }
  }

  /// The counted cases of one person.
  private struct Part {
    var numerator = 0
    var beside = 0
    var cases: Int { numerator + beside }
  }

  private enum Kind: Hashable { case numerator, beside, cases, roomBesideNumerator, roomBesideBeside, room }

  private func count(_ kind: Kind, _ place: Int) -> Int {
    let part = parts[place]
    return switch kind {
    case .numerator: part.numerator
    case .beside: part.beside
    case .cases: part.cases
    case .roomBesideNumerator: max(0, reach.mostCases(at: place) - part.numerator)
    case .roomBesideBeside: max(0, reach.mostCases(at: place) - part.beside)
    case .room: reach.mostCases(at: place)
    }
  }

  /// The largest count of a kind that so many people can have, of people with cases who are not touched.
  private mutating func most(_ kind: Kind, of people: Int, but isTouched: [Bool]) -> Int {
    guard people > 0 else { return 0 }
    if orders[kind] == nil {
      orders[kind] = parts.indices.filter { parts[$0].cases > 0 }.map { ($0, count(kind, $0)) }
        .filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
    }
    var (sum, left) = (0, people)
    for (person, count) in orders[kind] ?? [] where !isTouched[person] {
      sum += count
      left -= 1
      if left == 0 { break }
    }
    return sum
  }

  /// nil where nobody's cases are in doubt.
  mutating func bounds(of reading: Reading, _ measure: Measure, code: FindingCode?) -> Bounds? {
    guard let touch = reach.touch(code), touch.records > 0 else { return nil }
    var isTouched = [Bool](repeating: false, count: parts.count)
    var sure = total
    var room = 0
    for person in touch.persons {
      let place = reach.place(of: person)
      isTouched[place] = true
      sure.numerator -= parts[place].numerator
      sure.beside -= parts[place].beside
      room += reach.mostCases(at: place)
    }
    func most(_ kind: Kind) -> Int { self.most(kind, of: touch.strays, but: isTouched) }
    /// The most cases of a kind that strays could add to those that their people have.
    func added(_ kind: Kind) -> Int { touch.strays + (reach.isOncePerPerson ? 0 : most(kind)) }
    let ends: (lowest: Bound, highest: Bound)
    if let summary = measure.summary, !numbers.isEmpty {
      let certain = byNumber.filter { !isTouched[reach.place(of: persons[$0])] }.map { Int(numbers[$0]) }
      let found = summary.bounds(
        of: DoubtfulNumbers(
          certain: certain, optional: [], unknown: room + added(.room), removable: most(.cases)))
      ends = (Bound(found.lowest, of: reading), Bound(found.highest, of: reading))
    } else {
      ends = counts(
        reading, measure,
        low: Part(
          numerator: sure.numerator - most(.numerator), beside: sure.beside + room + added(.roomBesideBeside)),
        high: Part(
          numerator: sure.numerator + room + added(.roomBesideNumerator), beside: sure.beside - most(.beside))
      )
    }
    return Bounds(
      key: reading.key, code: code, records: touch.records, lowest: ends.lowest, highest: ends.highest)
  }

  private func counts(_ reading: Reading, _ measure: Measure, low: Part, high: Part) -> (Bound, Bound) {
    func end(_ part: Part) -> Bound {
      var end = reading
      end.numerator = part.numerator
      if measure.formula == .proportion {
        guard part.cases > 0 else { return .none(.nothingCertain) }
        end.denominator = part.cases
      }
      end.value = Fraction(part.numerator, end.denominator ?? 1)
      return .reading(end)
    }
    return (end(low), end(high))
  }
}
