import Declarations
import Tables

/// The earliest and latest day of each field in each chunk of a table, by which most chunks of an extract in the order of
/// its days need no further look for the cases of a month.
struct ZoneMap: Sendable {
  private struct Zone: Sendable {
    /// None where every day is missing: then the first is after the last.
    var least = Int32.max
    var greatest = Int32.min
    var hasMissing = false
  }

  /// By field, then by batch and chunk.
  private var zones: [Int: [[Zone]]] = [:]

  static func chunks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: EvaluationScratch.chunk).lazy.map { start in
      start..<min(start + EvaluationScratch.chunk, count)
    }
  }

  mutating func look(at field: Int, of table: CaseTable) {
    guard zones[field] == nil else { return }
    zones[field] = table.batches.map { batch in
      let days: [Int32]
      switch batch.columns[field] {
      case .days(let own), .integers(let own): days = own
      default: days = [Int32](repeating: Column.missingNumber, count: batch.rowCount)
      }
      return Self.chunks(of: batch.rowCount).map { Self.zone(of: days, $0) }
    }
  }

  /// Whether none of a chunk's rows can be in all of some spans.
  func excludes(_ spans: [DayBounds.Span], _ batch: Int, _ chunk: Range<Int>) -> Bool {
    spans.contains { span in
      guard let zones = zones[span.field] else { return false }
      let zone = zones[batch][chunk.lowerBound / EvaluationScratch.chunk]
      if span.takesMissing, zone.hasMissing { return false }
      return zone.least > zone.greatest || Int64(zone.greatest) < span.least
        || Int64(zone.least) > span.greatest
    }
  }

  private static func zone(of days: [Int32], _ rows: Range<Int>) -> Zone {
    let days = days.span
    let missing = Column.missingNumber
    var zone = Zone()
    for row in rows {
      // Missing is the least number there is.
      let day = days[row]
      zone.least = min(zone.least, day == missing ? .max : day)
      zone.greatest = max(zone.greatest, day)
      if day == missing { zone.hasMissing = true }
    }
    return zone
  }
}
