package import Artefacts
package import Periods
import Tables

/// The days that the records of an extract cover, found from the number of records on each day.
///
/// An extract begins where its months become empty, or nearly so: that many records do not fail to come by chance. The
/// days before its first record that may be empty by chance are covered too.
package struct Reach: Sendable, Hashable {
  /// The first day covered.
  package var begins: Day
  /// The last day covered.
  package var ends: Day
  /// The newest day of any record.
  package var newest: Day
  /// Covered months with next to no records, while the months around them have as many as usual.
  package var gaps: [Months]

  /// One or more months in a row: the first day of the first, and the last day of the last.
  package struct Months: Sendable, Hashable {
    package var first: Day
    package var last: Day
  }

  /// So few records do not show what the extract covers.
  fileprivate static let fewRecords = 10

  /// - Parameters:
  ///   - counts: records by day number, from `firstDay` on.
  ///   - asOf: later days show how far the extract goes, but not how often its records come.
  /// - Returns: nil where there are too few records to tell, or all are of one week.
  package init?(_ counts: [Int], from firstDay: Day, asOf: Day) {
    let days = counts.indices.filter { counts[$0] > 0 }
    let past = days.filter { firstDay + $0 <= asOf }
    guard let first = past.first, let last = past.last, let newest = days.last,
      past.reduce(0, { $0 + counts[$1] }) >= Self.fewRecords, last - first >= 7
    else { return nil }
    let months = Counts(past.map { (firstDay + $0, counts[$0]) }, upTo: asOf)
    let usual = months.usual()
    let reached = past.filter { firstDay + $0 >= usual.start && firstDay + $0 < usual.end }
    let (least, most) = (reached.first ?? first, reached.last ?? last)
    let longest = zip(reached, reached.dropFirst()).map { $1 - $0 }.max() ?? 0
    // The number of days in which three records are expected: none come with probability 1 in 20. Holidays are empty even
    // where there are many.
    let few = Int((3 * 30.5 / max(usual.aMonth, 0.1)).rounded(.up))
    let slack = max(min(longest, 6), few)
    let earliest = firstDay + least
    // An extract that begins on the first of a month need not have a record of that day.
    begins =
      usual.startsFull
      ? earliest.startOfMonth
      : slack < 28 ? max(earliest - slack, earliest.startOfMonth) : earliest - slack
    self.newest = firstDay + newest
    // A gap as long as an earlier one may be usual.
    let ends = firstDay + (usual.isCutOff ? most : max(most, newest)) + max(few, longest)
    self.ends = ends
    let begins = begins
    gaps = months.gaps().filter { begins <= $0.first && $0.first <= ends }
  }

  /// Records by month, empty months included, up to the month of the as-of day.
  private struct Counts {
    private var first: Day
    private var counts: [Int] = []
    private let days: Int

    init(_ days: [(day: Day, count: Int)], upTo asOf: Day) {
      first = days.first?.day.startOfMonth ?? Day(number: 0)
      self.days = max(1, (days.last?.day ?? first) - (days.first?.day ?? first))
      for (day, count) in days {
        let month = Self.number(of: day) - Self.number(of: first)
        while counts.count <= month { counts.append(0) }
        counts[month] += count
      }
      while counts.count <= Self.number(of: asOf) - Self.number(of: first) { counts.append(0) }
    }

    private static func number(of day: Day) -> Int { day.components.year * 12 + day.components.month }

    /// Finds the months in which records come as usual.
    ///
    /// Returns their first day and the first day after them, the usual number a month, whether what comes after is cut
    /// off, and whether the first month is as full as a whole one. From the month of the middle record it goes both ways,
    /// and stops where a period in which 20 are expected has fewer than 2, or a longer month less than a tenth.
    func usual() -> (start: Day, end: Day, aMonth: Double, isCutOff: Bool, startsFull: Bool) {
      let total = counts.reduce(0, +)
      var (middle, seen) = (0, counts[0])
      while seen * 2 < total {
        middle += 1
        seen += counts[middle]
      }
      guard total >= 20 else {
        return (first, first.adding(months: counts.count), Double(total) * 30.5 / Double(days), false, false)
      }
      let typical = typical(total)
      let stretch = typical >= 20 ? 1 : Int((20 / typical).rounded(.up))
      func isEmpty(_ months: ClosedRange<Int>) -> Bool {
        Double(counts[months].reduce(0, +)) < typical * Double(stretch) / 10
      }
      var (start, end) = (middle, middle)
      while start > 0, start - stretch < 0 || !isEmpty((start - stretch)...(start - 1)) { start -= 1 }
      // The last month may not be over.
      while end < counts.count - 1, end + stretch >= counts.count - 1 || !isEmpty((end + 1)...(end + stretch))
      {
        end += 1
      }
      // A full month beyond a gap is no straggler: the records on both sides belong to the extract.
      let isFull = { (month: Int) in counts[month] >= 5 && Double(counts[month]) >= typical / 3 }
      start = min(start, counts.indices.first(where: isFull) ?? start)
      end = max(end, counts.indices.last(where: isFull) ?? end)
      let whole = counts[start...end].sorted()
      return (
        first.adding(months: start), first.adding(months: end + 1), Double(whole[whole.count / 2]),
        end < counts.count - 1, typical >= 20 && Double(counts[start]) >= typical * 0.8
      )
    }

    /// Runs of months with less than a tenth of the records of the nearest fuller months on both sides.
    ///
    /// Both of those must have 10 or more records: then an empty month has probability 1 in 20,000. Where such months are
    /// more than a quarter of all, records come in bursts, and an empty month is usual.
    func gaps() -> [Months] {
      let full = counts.indices.filter { counts[$0] >= Reach.fewRecords }
      let found = zip(full, full.dropFirst()).compactMap { before, after -> Range<Int>? in
        let between = (before + 1)..<after
        let least = min(counts[before], counts[after])
        return !between.isEmpty && between.allSatisfy { counts[$0] * 10 < least } ? between : nil
      }
      guard let first = full.first, let last = full.last,
        found.reduce(0, { $0 + $1.count }) * 4 <= last - first + 1
      else { return [] }
      return found.map {
        Months(
          first: self.first.adding(months: $0.lowerBound), last: self.first.adding(months: $0.upperBound) - 1)
      }
    }

    /// The size of the month of the middle record, with months sorted by size.
    private func typical(_ total: Int) -> Double {
      var seen = 0
      for count in counts.sorted() {
        seen += count
        if seen * 2 >= total { return Double(max(1, count)) }
      }
      return 1
    }
  }
}

extension ValidatedTable {
  private static let firstDay = Day(year: 1990, month: 1, day: 1) ?? Day(number: 0)
  private static let dayCount = 33_000

  /// The newest day of any accepted record in a field of days.
  package func newestDay(of field: Int) -> Day? {
    let counts = dayCounts(of: field)
    return counts.indices.last { counts[$0] > 0 }.map { Self.firstDay + $0 }
  }

  /// The days that the accepted records cover in one field; nil where it is not of days, or has too few.
  func reach(of field: Int, asOf: Day) -> Reach? {
    Reach(dayCounts(of: field), from: Self.firstDay, asOf: asOf)
  }

  /// Accepted records by their day in a field, from 1990 on; empty where the field is not of days.
  private func dayCounts(of field: Int) -> [Int] {
    let batches = table.batches
    let first = Int(Self.firstDay.number)
    let accepted = accepted
    let parts = parallelMap(batches.count) { index -> [Int] in
      switch batches[index].columns[field] {
      case .days(let days):
        Self.counts(days, accepted[index]) { $0 == Column.missingNumber ? -1 : Int($0) - first }
      default: []
      }
    }
    var total: [Int] = []
    for part in parts where !part.isEmpty {
      if total.isEmpty { total = part } else { for day in part.indices { total[day] += part[day] } }
    }
    return total
  }

  /// How many accepted rows have each day.
  private static func counts<Value>(_ values: [Value], _ accepted: [UInt8], _ place: (Value) -> Int) -> [Int]
  {
    var out = [Int](repeating: 0, count: dayCount)
    let (values, accepted) = (values.span, accepted.span)
    var counts = out.mutableSpan
    for row in 0..<min(values.count, accepted.count) where accepted[row] == 1 {
      let place = place(values[row])
      if place >= 0, place < counts.count { counts[place] &+= 1 }
    }
    return out
  }

  /// Whether a field is blank in every accepted record. false where there are too few records to tell.
  func isBlank(_ field: Int) -> Bool {
    guard acceptedCount >= 20 else { return false }
    return table.batches.indices.allSatisfy { index in
      let batch = table.batches[index]
      return batch.blankFields.contains(field) || batch.columns[field].isBlank(where: accepted[index])
    }
  }
}
