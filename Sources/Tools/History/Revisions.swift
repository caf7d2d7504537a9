package import Findings
import FoundationEssentials
package import Periods
import Runs
import Tables

/// How one month's figure changed as later entries came in: a row of a revision triangle.
package struct Revisions: Sendable, Hashable {
  /// How many whole months after its end a month is counted again.
  package static let ages = [0, 1, 3, 6, 12]

  package var month: ReportingPeriod
  /// The exact value by age, in the order of `ages`; nil where no run of that age is kept.
  package var values: [String?]
}

extension History {
  /// The revision triangle of a monthly measure, oldest month first.
  ///
  /// Each run keeps the exact figures of its latest month and of those 1, 3, 6 and 12 months before it, in `restricted/`.
  /// Of several runs of one age the first counts.
  /// - Throws: `RUN-013` where none of the runs kept them.
  package func revisions(of measure: String) throws(Finding) -> [Revisions] {
    var triangle: [Day: Revisions] = [:]
    var isKept = false
    for run in runs {
      let path = "\(run.folder)/\(FigureBook.path)"
      guard let data = try PlainFile.bytesIfThere(path) else { continue }
      isKept = true
      let latest = ReportingPeriod(latest: .month, asOf: run.asOf)
      for row in try FigureBook(data, path: path).rows
      where row.measure == measure && row.kind == .month {
        let age = Self.months(from: row.start, to: latest.start)
        guard let position = Revisions.ages.firstIndex(of: age) else { continue }
        var revisions =
          triangle[row.start]
          ?? Revisions(month: row.period, values: [String?](repeating: nil, count: Revisions.ages.count))
        if revisions.values[position] == nil { revisions.values[position] = row.value }
        triangle[row.start] = revisions
      }
    }
    guard isKept else {
      throw Finding(
        "RUN-013", "no run kept the exact figures for revisions",
        hint: "only the account that made the runs may read them; declare \"movement\": true in the pipeline")
    }
    return triangle.keys.sorted().compactMap { triangle[$0] }
  }

  private static func months(from start: Day, to end: Day) -> Int {
    let (a, b) = (start.components, end.components)
    return (b.year - a.year) * 12 + b.month - a.month
  }
}
