/// Buffers that programs work in; one for each worker, kept from segment to segment.
package struct EvaluationScratch: Sendable {
  /// Rows worked on at a time: a few buffers of them stay in a core's first cache.
  package static let chunk = 2048

  var values: [[Int64]] = []
  var truths: [[UInt8]] = []

  package init() {}

  mutating func reserve(values valueCount: Int, truths truthCount: Int) {
    while values.count < valueCount { values.append([Int64](repeating: 0, count: Self.chunk)) }
    while truths.count < truthCount { truths.append([UInt8](repeating: 0, count: Self.chunk)) }
  }
}
