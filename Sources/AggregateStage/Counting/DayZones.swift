import Declarations
import Tables

/// The earliest and latest day of each field in each chunk of a table, by which most chunks of an extract in the order of
/// its days need no further look for the cases of a month.
struct DayZones: Sendable {
  /// By field, then by segment and chunk; no day is less than the first or more than the last.
  private var zones: [Int: [[ClosedRange<Int32>?]]] = [:]

  static func chunks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: EvaluationScratch.chunk).lazy.map { start in
      start..<min(start + EvaluationScratch.chunk, count)
    }
  }

  mutating func look(at field: Int, of table: CaseTable) {
    guard zones[field] == nil else { return }
    zones[field] = table.segments.map { segment in
      let days: [Int32]
      switch segment.columns[field].unpacked {
      case .days(let own), .integers(let own): days = own
      default: days = [Int32](repeating: Column.missingNumber, count: segment.rowCount)
      }
      return Self.chunks(of: segment.rowCount).map { Self.zone(of: days, $0) }
    }
  }

  /// Whether none of a chunk's rows can be in all of some spans.
  func excludes(_ spans: [DayBounds.Span], _ segment: Int, _ chunk: Range<Int>) -> Bool {
    spans.contains { span in
      guard let zones = zones[span.field] else { return false }
      guard let zone = zones[segment][chunk.lowerBound / EvaluationScratch.chunk] else { return true }
      return Int64(zone.upperBound) < span.least || Int64(zone.lowerBound) > span.greatest
    }
  }

  /// nil where every one is missing.
  private static func zone(of days: [Int32], _ rows: Range<Int>) -> ClosedRange<Int32>? {
    let days = days.span
    var (least, greatest) = (Int32.max, Int32.min)
    for row in rows {
      // Missing is the least number there is.
      let day = days[row]
      least = min(least, day == Column.missingNumber ? .max : day)
      greatest = max(greatest, day)
    }
    return least <= greatest ? least...greatest : nil
  }
}
