import Artefacts
import Declarations
import Findings
import Periods
import Statistics
import Tables

extension Counting {
  /// The waiting lists of the plan, and the readings they need that no table has.
  ///
  /// A list without its counts or days is left out. Its measures have the finding.
  mutating func waitingLists(
    beside readings: [Reading], _ observed: [[ObservedWaits]]
  ) -> (lists: [CountedWaitingList], readings: [Reading]) {
    var known = readings.byKey
    var added: [Reading] = []
    var lists: [CountedWaitingList] = []
    let told = waterfalls
    for (item, observed) in zip(plan.waitingLists, observed) {
      for (period, observed) in zip(item.periods, observed) {
        var out: [Reading] = []
        guard let list = waitingList(item, over: period, observed, known, adding: &out) else { continue }
        lists.append(list)
        for reading in out where known[reading.key] == nil {
          known[reading.key] = reading
          added.append(reading)
        }
      }
    }
    waterfalls = told
    return (lists, added)
  }

  /// For each list with days and each of its periods, the results of the cases' days; empty for a list without days.
  func observedWaits() -> [[ObservedWaits]] {
    let lists = plan.waitingLists
    let spells = parallelMap(lists.count) { self.spells(of: lists[$0].declared) }
    let looks = lists.indices.flatMap { list in lists[list].periods.map { (list, $0) } }
    let found = parallelMap(looks.count) { index -> ObservedWaits? in
      let (list, period) = looks[index]
      return spells[list].map { ObservedWaits($0, over: period) }
    }
    return lists.indices.map { list in zip(looks, found).filter { $0.0.0 == list }.compactMap(\.1) }
  }

  private mutating func waitingList(
    _ item: AggregationPlan.WaitingListItem, over period: ReportingPeriod, _ observed: ObservedWaits,
    _ known: [Reading.Key: Reading], adding out: inout [Reading]
  ) -> CountedWaitingList? {
    let list = item.declared.value
    let before = ReportingPeriod(.day, from: period.start - 1, to: period.start - 1)
    let last = ReportingPeriod(.day, from: period.end, to: period.end)
    var counts: [Reading.Key: Int] = [:]
    func count(_ id: Located<String>, _ period: ReportingPeriod) -> Reading.Key? {
      let key = Reading.Key(measure: id.value, period: period)
      guard let measure = plan.measures.first(where: { $0.measure.value.measure.value == id.value }) else {
        return nil
      }
      if known[key] == nil {
        let item = AggregationPlan.Item(measure: measure.measure, periods: [], breakdowns: [])
        out += self.readings(of: item, over: period)
      }
      let reading = known[key] ?? out.first { $0.key == key }
      counts[key] = reading?.numerator
      return reading?.missing == .unavailable ? nil : key
    }
    guard let opening = count(list.open, before), let closing = count(list.open, last),
      let joined = count(list.joined, period), let completed = count(list.completed, period),
      let completedWait = count(list.completedWait, period), let currentWait = count(list.currentWait, last)
    else { return nil }
    let leftOtherwise = list.leftOtherwise.flatMap { count($0, period) }
    let left = (counts[completed] ?? 0) + (leftOtherwise.flatMap { counts[$0] } ?? 0)
    let balance = FlowBalance(
      opening: counts[opening] ?? 0, joined: counts[joined] ?? 0, left: left, closing: counts[closing] ?? 0)
    var counted = CountedWaitingList(
      list: list.waitingList.value, title: list.title, period: period, opening: opening, joined: joined,
      completed: completed, leftOtherwise: leftOtherwise, closing: closing, completedWait: completedWait,
      currentWait: currentWait, bands: bands(of: item, on: closing, known, adding: &out), balance: balance)
    check(balance, of: item.declared, over: period, against: observed.balance)
    let estimate = observed.estimate
    counted.median = estimate?.median
    (counted.medianLower, counted.medianUpper) = estimate?.medianInterval(.ninetyFive) ?? (nil, nil)
    counted.curve = estimate.map { WaitCurve($0) }
    return counted
  }

  /// The open cases on the last day by length of wait.
  private mutating func bands(
    of item: AggregationPlan.WaitingListItem, on closing: Reading.Key, _ known: [Reading.Key: Reading],
    adding out: inout [Reading]
  ) -> [Reading.Key] {
    guard let bands = item.bands,
      let measure = plan.measures.first(where: { $0.measure.value.measure.value == closing.measure })
    else { return [] }
    let split = AggregationPlan.Item(measure: measure.measure, periods: [], breakdowns: [bands])
    let categories = readings(of: split, over: closing.period).filter { $0.key.category != nil }
    out += categories.filter { known[$0.key] == nil }
    return categories.map(\.key)
  }

  /// Reports where the counts do not balance, and where the cases' days give other counts.
  private mutating func check(
    _ balance: FlowBalance, of declared: Declared<WaitingListDeclaration>, over period: ReportingPeriod,
    against ofCases: FlowBalance
  ) {
    let id = declared.value.waitingList
    if !balance.balances {
      findings.append(
        declared.source.finding(
          "AGG-020", at: id.range,
          "the waiting list '\(id.value)' does not balance over \(period.label): those at the start and those who joined, less those who left, are not those at the end",
          hint:
            "\(balance.opening) + \(balance.joined) - \(balance.left) is not \(balance.closing): a case that left twice, or one dated before it joined",
          severity: .warning, effect: .reports))
    }
    if ofCases != balance, balance.balances {
      findings.append(
        declared.source.finding(
          "AGG-021", at: id.range,
          "the days of the waiting list '\(id.value)' give other counts over \(period.label) than its measures",
          hint: "'joinedOn', 'completedOn' and 'leftOn' are the days that its measures count by",
          severity: .warning, effect: .reports))
    }
  }

  /// Every accepted case's days on the list; nil where the extract lacks them.
  private func spells(of declared: Declared<WaitingListDeclaration>) -> [WaitingSpell]? {
    let list = declared.value
    guard let scope = plan.datasets.first(where: { $0.dataset.dataset.value == list.dataset.value }),
      let cases = cases.table(of: list.dataset.value)
    else { return nil }
    let parameters = Parameters(
      asOf: plan.asOf, periodStart: plan.asOf, periodEnd: plan.asOf, calendar: plan.calendar)
    func program(_ text: Located<String>) -> Program? {
      guard case .success(let expression) = typed(text, in: declared.source, scope: scope.scope),
        !expression.fieldsUsed.contains(where: {
          cases.table.absentFields.contains(scope.dataset.fields[$0].field.value)
        })
      else { return nil }
      return Program(expression, table: cases.table, parameters: parameters)
    }
    let programs = list.days.compactMap(program)
    guard programs.count == list.days.count else { return nil }
    var out: [WaitingSpell] = []
    for (index, batch) in cases.table.batches.enumerated() {
      let days = programs.map { program in
        var values: [Int64] = []
        program.values(in: batch, rows: 0..<batch.rowCount, into: &values)
        return values
      }
      for row in 0..<batch.rowCount where cases.accepted[index][row] == 1 {
        guard let joined = day(days[0][row]) else { continue }
        out.append(
          WaitingSpell(
            joined: joined, completed: day(days[1][row]), left: days.count > 2 ? day(days[2][row]) : nil))
      }
    }
    return out
  }

  private func day(_ value: Int64) -> Day? { value == .min ? nil : Day(number: Int32(value)) }
}

/// The flows of a list over a period, from its cases' days only.
struct ObservedWaits: Sendable {
  let balance: FlowBalance
  let estimate: KaplanMeier?

  init(_ spells: [WaitingSpell], over period: ReportingPeriod) {
    balance = FlowBalance(
      opening: spells.count { $0.isOpen(on: period.start - 1) },
      joined: spells.count { period.start <= $0.joined && $0.joined <= period.end },
      left: spells.count { $0.hasLeft(within: period) }, closing: spells.count { $0.isOpen(on: period.end) })
    estimate = KaplanMeier(spells.compactMap { $0.wait(within: period) })
  }
}

/// One case's days on a list.
struct WaitingSpell: Sendable, Hashable {
  var joined: Day
  var completed: Day?
  /// The day it left for a reason other than completion.
  var left: Day?

  private var end: Day? {
    guard let completed, let left else { return completed ?? left }
    return min(completed, left)
  }

  func isOpen(on day: Day) -> Bool { joined <= day && (end.map { $0 > day } ?? true) }

  func hasLeft(within period: ReportingPeriod) -> Bool {
    end.map { period.start <= $0 && $0 <= period.end } ?? false
  }

  /// The part of the wait within a period: from its first day, if it was already waiting; nil where there is none.
  ///
  /// A case that left for another reason waited until then, and no more is known of its wait.
  func wait(within period: ReportingPeriod) -> KaplanMeier.Wait? {
    let last = min(end ?? period.end, period.end)
    guard joined <= last, last >= period.start else { return nil }
    let isCompleted = completed.map { $0 == last } ?? false
    return KaplanMeier.Wait(
      days: last - joined, hasEnded: isCompleted, entered: max(0, period.start - joined))
  }
}
