import Artefacts
import Periods

/// Relates counts of periods that move on from night to night.
///
/// The 12 months to today are the 12 months to yesterday, plus today's cases, less those of the day that fell out. What
/// joined and what fell out are counts too, shared with the year to date and the year before.
struct SlidingPeriods {
  /// One period that follows another: `later = earlier + joined − left`.
  struct Step {
    var later: CountName
    var earlier: CountName
    var joined: CountName
    /// nil where both begin on the same day.
    var left: CountName?
  }

  private(set) var steps: [Step] = []
  /// True counts of what joined and what left, as far as the periods' counts determine them.
  private(set) var truth: [CountName: Int] = [:]
  /// Counts that did not change a little later, latest first.
  private(set) var same: [(earlier: CountName, later: CountName)] = []

  private struct Series: Hashable {
    var what: String
    var category: Reading.Category?
    var kind: ReportingPeriod.Kind
  }

  /// - Parameters:
  ///   - names: in an order that is the same in every run.
  ///   - counts: the true count of each name, where known.
  ///   - isAdditive: whether every case of a count belongs to one day for good.
  init(_ names: [CountName], counts: [CountName: Int], isAdditive: (CountName) -> Bool) {
    var pairs: [(earlier: CountName, later: CountName)] = []
    var series: [Series: [CountName]] = [:]
    var order: [Series] = []
    for name in names {
      let key = Series(what: name.what, category: name.category, kind: name.period.kind)
      if series[key] == nil { order.append(key) }
      series[key, default: []].append(name)
    }
    for key in order {
      let members = (series[key] ?? []).sorted {
        ($0.period.end, $0.period.start) < ($1.period.end, $1.period.start)
      }
      for (earlier, later) in zip(members, members.dropFirst())
      where Self.moves(earlier.period, to: later.period) {
        pairs.append((earlier, later))
      }
    }
    // Periods with the same beginning come first: their difference is what joined.
    for (earlier, later) in pairs where earlier.period.start == later.period.start && isAdditive(later) {
      add(earlier, later, counts)
    }
    for (earlier, later) in pairs
    where earlier.period.start != later.period.start && later.period.kind != .day && isAdditive(later) {
      add(earlier, later, counts)
    }
    let printed = Set(names.map(Days.init))
    // A period has one successor, so it starts one step.
    let between = Dictionary(uniqueKeysWithValues: steps.map { ($0.earlier, $0) })
    for (earlier, later) in pairs {
      guard let before = counts[earlier], before == counts[later] else { continue }
      let parts = between[earlier].map { [$0.joined, $0.left].compactMap(\.self) } ?? []
      // An assignment may leave unchanged counts as they were. That can show fewer values than possible, never more.
      if parts.allSatisfy({ truth[$0] == 0 && !printed.contains(Days($0)) }) { same.append((earlier, later)) }
    }
    same.sort { ($1.earlier.period.end, $1.earlier) < ($0.earlier.period.end, $0.earlier) }
  }

  /// The days of a count, whatever its period is called.
  struct Days: Hashable {
    var what: String
    var category: Reading.Category?
    var start: Day
    var end: Day

    init(_ name: CountName) {
      (what, category, start, end) = (name.what, name.category, name.period.start, name.period.end)
    }
  }

  /// Whether a period is an earlier one that has moved on a little.
  private static func moves(_ earlier: ReportingPeriod, to later: ReportingPeriod) -> Bool {
    guard earlier.end < later.end, earlier.start <= later.start else { return false }
    if earlier.kind == .day { return later.end - earlier.end <= 7 }
    return 2 * (earlier.end - later.start) >= earlier.end - earlier.start
  }

  private mutating func add(_ earlier: CountName, _ later: CountName, _ counts: [CountName: Int]) {
    func part(_ start: Day, _ end: Day) -> CountName {
      CountName(
        what: later.what, period: ReportingPeriod(.day, from: start, to: end), category: later.category)
    }
    let joined = part(earlier.period.end + 1, later.period.end)
    let left =
      earlier.period.start == later.period.start ? nil : part(earlier.period.start, later.period.start - 1)
    let step = Step(later: later, earlier: earlier, joined: joined, left: left)
    steps.append(step)
    guard let before = counts[earlier], let after = counts[later] else { return }
    let more = after - before
    guard let left else {
      if more >= 0, truth[joined] == nil { truth[joined] = more }
      return
    }
    switch (truth[joined], truth[left]) {
    case (nil, nil): (truth[joined], truth[left]) = (max(more, 0), max(-more, 0))
    case (let came?, nil): truth[left] = came - more >= 0 ? came - more : nil
    case (nil, let went?): truth[joined] = went + more >= 0 ? went + more : nil
    case (_?, _?): break
    }
  }
}
