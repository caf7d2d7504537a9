/// The working buffers of programs: one set for each worker, kept from batch to batch.
package struct EvaluationScratch: Sendable {
  /// Rows per chunk. A few buffers of this size stay in a core's first-level cache.
  package static let chunk = 2048

  /// Chunks that cover so many rows.
  package static func chunks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: chunk).lazy.map { $0..<min($0 + chunk, count) }
  }

  var values: [[Int64]] = []
  var truths: [[UInt8]] = []

  /// How many rows each buffer has room for.
  private var room = 0

  package init() {}

  /// Makes room for some rows, at most one chunk: a short batch needs no large buffers.
  mutating func reserve(values valueCount: Int, truths truthCount: Int, rows: Int) {
    if room < min(rows, Self.chunk) {
      (values, truths) = ([], [])
      room = min(rows, Self.chunk)
    }
    while values.count < valueCount { values.append([Int64](repeating: 0, count: room)) }
    while truths.count < truthCount { truths.append([UInt8](repeating: 0, count: room)) }
  }
}
