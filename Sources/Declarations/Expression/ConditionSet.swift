import Periods
package import Tables

/// Many conditions over one table, compiled together: a part that several share is computed once for a chunk.
package struct ConditionSet: Sendable {
  /// A condition that must not be false, and the cases it applies to.
  package struct Condition: Sendable {
    package var mustHold: TypedExpression
    /// The condition that selects those cases; nil for all.
    package var applies: TypedExpression?

    package init(mustHold: TypedExpression, applies: TypedExpression? = nil) {
      self.mustHold = mustHold
      self.applies = applies
    }
  }

  private let operations: [Operation]
  /// For each operation, the conditions whose failures it gives.
  private let results: [[Int]]
  private let valueBuffers: Int
  private let truthBuffers: Int
  private let running: [Int32]
  private let firstDay: Int64

  /// - Parameter dictionaries: for each field of the dataset, its codes. A field whose codes are not known yet must not
  ///   be in any of the conditions.
  package init(_ conditions: [Condition], dictionaries: [[String]], parameters: Parameters) {
    running = parameters.calendar.running
    firstDay = Int64(parameters.calendar.first.number)
    let binding = Binding(parameters: parameters)
    var lowering = Lowering(dictionaries: dictionaries, binding: binding)
    var outputs: [Int: [Int]] = [:]
    for (index, condition) in conditions.enumerated() {
      guard case .truth(let must) = condition.mustHold.tree else {
        preconditionFailure("a condition that is \(condition.mustHold.kind)")
      }
      var parts = [TruthNode.not(must)]
      if case .truth(let applies) = condition.applies?.tree { parts.append(applies) }
      let failing = parts.count == 1 ? parts[0] : .all(parts)
      outputs[lowering.truth(binding.truth(failing)), default: []].append(index)
    }
    let allocation = BufferAllocation(lowering.operations)
    operations = allocation.operations
    valueBuffers = allocation.valueBuffers
    truthBuffers = allocation.truthBuffers
    results = operations.indices.map { outputs[$0] ?? [] }
  }

  /// The rows that fail, sorted by chunk, step and row. `test` is the condition's position.
  package func failures(in batch: RecordBatch, scratch: inout EvaluationScratch) -> [RecordBatch.RowMark] {
    var marks: [RecordBatch.RowMark] = []
    scratch.reserve(values: valueBuffers, truths: truthBuffers, rows: batch.rowCount)
    var start = 0
    while start < batch.rowCount {
      let end = min(start + EvaluationScratch.chunk, batch.rowCount)
      let steps = ChunkSteps(batch: batch, rows: start..<end, running: running, firstDay: firstDay)
      for (index, operation) in operations.enumerated() {
        steps.perform(operation, &scratch)
        guard !results[index].isEmpty else { continue }
        note(scratch.truths[operation.output], start..<end, results[index], in: &marks)
      }
      start = end
    }
    return marks
  }

  private func note(
    _ truthsOfChunk: [UInt8], _ rows: Range<Int>, _ tests: [Int], in marks: inout [RecordBatch.RowMark]
  ) {
    let truths = truthsOfChunk.span
    // The union of values 0, 1 and 2 has the second bit exactly where one of them is 2.
    var union: UInt8 = 0
    for row in 0..<rows.count { union |= truths[row] }
    guard union & Truth.yes != 0 else { return }
    for row in 0..<rows.count where truths[row] == Truth.yes {
      for test in tests { marks.append(RecordBatch.RowMark(row: rows.lowerBound + row, test: test)) }
    }
  }
}
