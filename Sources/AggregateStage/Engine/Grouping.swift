import Artefacts
import Declarations
import Periods
import Tables

/// A breakdown over one table and period: the category of every case, with every category listed.
struct Grouping: Sendable {
  let breakdown: String
  /// The categories in table order; the last two are for values not in the list and for missing ones.
  let labels: [String]
  private let program: Program
  private let categories: Categories
  /// Where two categories share a label: for each category, the one that it is counted in.
  private let merged: [Int32]?

  /// How to turn a value into a category.
  private enum Categories: Sendable {
    /// The value is the category's position.
    case positions
    /// The last of these bounds that the value reaches.
    case bands([Int64])
    /// The entry for the position. Past the end, the value is not in the list.
    case groups([Int32])
    /// The entry for the value, from `first` on; −1 where it cannot occur.
    case lookUp(first: Int64, [Int32])
  }

  static let notMapped = "Not in the list"
  static let notRecorded = "Not recorded"

  /// - Parameters:
  ///   - labels: of the codes, by dictionary position, for a breakdown by a field of codes.
  ///   - groups: of the codes, in the same order, where their groups are the categories.
  init(
    _ breakdown: Breakdown, expression: TypedExpression, labels codeLabels: [String], groups: [String]? = nil,
    cases: ValidatedTable, parameters: Parameters
  ) {
    self.breakdown = breakdown.breakdown.value
    program = Program(expression, table: cases.table, parameters: parameters)
    var labels = breakdown.bands?.map(\.label) ?? codeLabels
    if let bands = breakdown.bands {
      categories = .bands(bands.map { Int64($0.from) })
    } else if let each = breakdown.each {
      let spans = DaySpans(of: program, in: cases, each: each)
      labels = spans.labels
      categories = .lookUp(first: spans.first, spans.positions)
    } else if let groups {
      var distinct: [String] = []
      categories = .groups(
        groups.map { group in
          if !distinct.contains(group) { distinct.append(group) }
          return Int32(distinct.firstIndex(of: group) ?? 0)
        })
      labels = distinct
    } else if codeLabels.contains("") {
      // Texts that no accepted record has were removed. They are no category.
      labels = codeLabels.filter { !$0.isEmpty }
      var next: Int32 = -1
      categories = .groups(
        codeLabels.map { label in
          if !label.isEmpty { next += 1 }
          return label.isEmpty ? Int32(labels.count) : next
        })
    } else {
      categories = .positions
    }
    let all = labels + [Self.notMapped, Self.notRecorded]
    var distinct: [String] = []
    for label in labels where !distinct.contains(label) && !all.suffix(2).contains(label) {
      distinct.append(label)
    }
    self.labels = distinct + all.suffix(2)
    // Two codes with one label are one category, as is a code called "Not recorded" and the category of that name.
    let places = self.labels
    merged =
      distinct.count == labels.count
      ? nil : all.map { label in Int32(places.lastIndex(of: label) ?? places.count - 1) }
  }

  var categoryCount: Int { labels.count }

  /// Multiplies `groups` to make room, and adds each row's category.
  func refine(
    _ groups: inout [Int32], in batch: RecordBatch, rows: Range<Int>, _ scratch: inout CountingScratch
  ) {
    program.values(in: batch, rows: rows, scratch: &scratch.evaluation, into: &scratch.categories)
    if let merged {
      // First its own category, then the one that it shares a label with.
      var own = [Int32](repeating: 0, count: groups.count)
      place(&own, scratch, among: Int32(merged.count))
      let count = Int32(labels.count)
      for row in scratch.categories.indices { groups[row] = groups[row] &* count &+ merged[Int(own[row])] }
    } else {
      place(&groups, scratch, among: Int32(labels.count))
    }
  }

  private func place(_ groups: inout [Int32], _ scratch: borrowing CountingScratch, among count: Int32) {
    let values = scratch.categories.span
    var out = groups.mutableSpan
    let missing = count - 1
    let notMapped = Int64(count - 2)
    switch categories {
    case .positions:
      for row in 0..<values.count {
        let value = values[row]
        let category = value == .min ? missing : Int32(min(value, notMapped))
        out[row] = out[row] &* count &+ category
      }
    case .groups(let groups):
      let known = groups.span
      for row in 0..<values.count {
        let value = values[row]
        let category = value < Int64(known.count) ? known[Int(max(0, value))] : Int32(notMapped)
        out[row] = out[row] &* count &+ (value == .min ? missing : category)
      }
    case .bands(let bands):
      let bounds = bands.span
      for row in 0..<values.count {
        var reached: Int32 = -1
        for band in bounds.indices where bounds[band] <= values[row] { reached = Int32(band) }
        out[row] = out[row] &* count &+ (values[row] == .min || reached < 0 ? missing : reached)
      }
    case .lookUp(let first, let positions):
      let known = positions.span
      for row in 0..<values.count {
        // The day of a refused record can lie outside those of the accepted ones. It is not counted.
        let place = values[row] &- first
        let category = place >= 0 && place < Int64(known.count) ? known[Int(place)] : missing
        out[row] = out[row] &* count &+ category
      }
    }
  }

  /// Whether a category is shown even if it is empty.
  func isAlwaysShown(_ category: Int) -> Bool { category < labels.count - 2 }
}

/// The months or years of the accepted cases' days, in order, and the one of each day.
private struct DaySpans {
  /// The day number of the first element of `positions`.
  private(set) var first: Int64 = 0
  /// For each day from the first to the last: the position of its month or year.
  private(set) var positions: [Int32] = []
  private(set) var labels: [String] = []

  init(of program: Program, in cases: ValidatedTable, each: Breakdown.Each) {
    let batches = cases.table.batches
    let extremes = parallelMap(batches.count) { index -> (Int64, Int64) in
      var values: [Int64] = []
      program.values(in: batches[index], rows: 0..<batches[index].rowCount, into: &values)
      var (least, greatest) = (Int64.max, Int64.min)
      for (value, isAccepted) in zip(values, cases.accepted[index]) where value != .min && isAccepted == 1 {
        least = min(least, value)
        greatest = max(greatest, value)
      }
      return (least, greatest)
    }
    let least = extremes.map(\.0).min() ?? .max
    let greatest = extremes.map(\.1).max() ?? .min
    // Missing is the least number, and a table without a date has no spans.
    guard least <= greatest, greatest != .min else { return }
    first = least
    for number in least...greatest {
      let label = each.label(of: Day(number: Int32(number)))
      if labels.last != label { labels.append(label) }
      positions.append(Int32(labels.count - 1))
    }
  }
}

extension Breakdown.Each {
  /// `2024-05`, or `2024-25`.
  fileprivate func label(of day: Day) -> String {
    switch self {
    case .month: String(day.description.prefix(7))
    case .financialYear: FinancialYear(containing: day).description
    }
  }
}
