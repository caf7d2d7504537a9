import Declarations
import Periods
import Tables

/// Joins submissions that cover overlapping days: each day is taken from the latest that covers it.
///
/// Source: DHSC, ASC-CLD-LA-Dashboard, `Main_tables/docs/methodology`, 3 (submission selection), 4 (event filtering) and 6
/// (deduplication, step 2). There the days are cut into quarters and found from the events; here they are those that the files
/// say they cover.
struct SubmissionJoin {
  private let starts: Int
  private let ends: Int
  private let goesOn: Bool
  /// By source, the days that no later submission covers; nil where the file does not say, or all of its days are covered.
  private let own: [ClosedRange<Day>?]
  private let isKnown: [Bool]
  /// The submission that covers the last days: nothing of it is cut off.
  private let latest: Int?
  let firstDay: Day?

  init(_ submission: ExtractMapping.Submission, of dataset: Dataset, covers: [ClosedRange<Day>?]) {
    func position(_ name: String) -> Int { dataset.fields.firstIndex { $0.field.value == name } ?? 0 }
    (starts, ends) = (position(submission.starts.value), position(submission.ends.value))
    goesOn = submission.goesOn ?? false
    isKnown = covers.map { $0 != nil }
    firstDay = covers.compactMap { $0?.lowerBound }.min()
    // Of two to the same day the one that is read last is later, as files are read by their names.
    let order = covers.indices.filter { covers[$0] != nil }.sorted {
      let (a, b) = (covers[$0]?.upperBound ?? Day(number: 0), covers[$1]?.upperBound ?? Day(number: 0))
      return (a, $0) < (b, $1)
    }
    latest = order.last
    var own = covers
    for (place, source) in order.enumerated() {
      guard let days = covers[source] else { continue }
      let last = order[(place + 1)...].compactMap { covers[$0]?.lowerBound }.min().map { $0 - 1 }
      let end = min(days.upperBound, last ?? days.upperBound)
      own[source] = days.lowerBound <= end ? days.lowerBound...end : nil
    }
    self.own = own
  }

  /// Takes out the events that are not of the days for which their file stands; returns how many, by source.
  ///
  /// Of one file alone nothing is taken out: its rules say what is wrong with its days.
  func leaveOutCovered(_ table: inout CaseTable) -> [Int] {
    var lost = [Int](repeating: 0, count: table.sources.count)
    guard isKnown.count(where: { $0 }) > 1 else { return lost }
    for index in table.batches.indices {
      let batch = table.batches[index]
      guard isKnown[batch.source] else { continue }
      let out = Set((0..<batch.rowCount).filter { !isOwn(batch, $0, own[batch.source]) })
      guard !out.isEmpty else { continue }
      lost[batch.source] += out.count
      table.batches[index] = batch.removing(out)
    }
    table.batches.removeAll { $0.rowCount == 0 }
    return lost
  }

  private func isOwn(_ batch: RecordBatch, _ row: Int, _ days: ClosedRange<Day>?) -> Bool {
    guard let days else { return false }
    let (start, end) = (day(batch, row, starts), day(batch, row, ends))
    // What has no readable day is left for validation to find.
    guard start.map({ $0 <= days.upperBound }) ?? true else { return false }
    guard goesOn else { return end.map { days.contains($0) } ?? true }
    return end.map { $0 >= days.lowerBound } ?? true
  }

  /// Ends what goes on with the days of its file, where no later file has it any more.
  func endWithTheirFile(_ table: inout CaseTable) {
    guard goesOn, isKnown.count(where: { $0 }) > 1 else { return }
    for index in table.batches.indices {
      let source = table.batches[index].source
      guard source != latest, let last = own[source]?.upperBound.number,
        case .days(var days) = table.batches[index].columns[ends]
      else { continue }
      table.batches[index].columns[ends] = .absent
      for row in days.indices where days[row] == Column.missingNumber || days[row] > last { days[row] = last }
      table.batches[index].columns[ends] = .days(days)
      table.batches[index].blankFields.remove(ends)
    }
  }

  private func day(_ batch: RecordBatch, _ row: Int, _ field: Int) -> Day? {
    guard case .days(let days) = batch.columns[field], days[row] != Column.missingNumber else { return nil }
    return Day(number: days[row])
  }
}
