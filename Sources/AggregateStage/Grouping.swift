import Declarations
import Periods
import Tables

/// A breakdown over one table and period: the category of every case, on a complete grid.
struct Grouping: Sendable {
  let breakdown: String
  /// The categories in table order; the last two are for values not in the list and for missing ones.
  let labels: [String]
  private let program: Program
  private let bands: [Breakdown.Band]?
  /// The category of each code, where several codes share one.
  private let groupOfCode: [Int32]?

  static let notMapped = "Not in the list"
  static let notRecorded = "Not recorded"

  /// - Parameters:
  ///   - labels: of the codes, by dictionary position, when the breakdown is by a field of codes.
  ///   - groups: of the codes, in the same order, when their groups are the categories.
  init(
    _ breakdown: Breakdown, expression: TypedExpression, labels codeLabels: [String], groups: [String]? = nil,
    table: CaseTable, parameters: Parameters
  ) {
    self.breakdown = breakdown.breakdown.value
    bands = breakdown.bands
    var categories = breakdown.bands?.map(\.label) ?? codeLabels
    if let groups {
      var distinct: [String] = []
      groupOfCode = groups.map { group in
        if !distinct.contains(group) { distinct.append(group) }
        return Int32(distinct.firstIndex(of: group) ?? 0)
      }
      categories = distinct
    } else {
      groupOfCode = nil
    }
    labels = categories + [Self.notMapped, Self.notRecorded]
    program = Program(expression, table: table, parameters: parameters)
  }

  var categoryCount: Int { labels.count }

  /// The category of every row of a segment, as a position in `labels`.
  func categories(of segment: Segment) -> [Int32] {
    var values = [Int64](repeating: 0, count: segment.rowCount)
    program.values(in: segment, rows: 0..<segment.rowCount, into: &values)
    let missing = Int32(labels.count - 1)
    let notMapped = missing - 1
    return values.map { value in
      guard value != Int64.min else { return missing }
      if let bands {
        let reached = bands.lastIndex { Int64($0.from) <= value }
        return reached.map(Int32.init) ?? missing
      }
      if let groupOfCode {
        return value < Int64(groupOfCode.count) ? groupOfCode[Int(value)] : notMapped
      }
      return value < Int64(notMapped) ? Int32(value) : notMapped
    }
  }

  /// Whether a category is shown even when it is empty.
  func isAlwaysShown(_ category: Int) -> Bool { category < labels.count - 2 }
}
