/// Buffers that programs work in; one for each worker, kept from batch to batch.
package struct EvaluationScratch: Sendable {
  /// Rows worked on at a time: a few buffers of them stay in a core's first cache.
  package static let chunk = 2048

  /// The chunks of so many rows.
  package static func chunks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: chunk).lazy.map { $0..<min($0 + chunk, count) }
  }

  var values: [[Int64]] = []
  var truths: [[UInt8]] = []

  /// How many rows each has room for.
  private var room = 0

  package init() {}

  /// Makes room for some rows, of which more than a chunk are worked on a chunk at a time: few rows need no large buffers.
  mutating func reserve(values valueCount: Int, truths truthCount: Int, rows: Int) {
    if room < min(rows, Self.chunk) {
      (values, truths) = ([], [])
      room = min(rows, Self.chunk)
    }
    while values.count < valueCount { values.append([Int64](repeating: 0, count: room)) }
    while truths.count < truthCount { truths.append([UInt8](repeating: 0, count: room)) }
  }
}
