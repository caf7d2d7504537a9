import Periods
package import Tables

/// A checked expression compiled for one table and a run's days: steps over columns, a chunk at a time.
package struct Program: Sendable {
  package let kind: TypedExpression.Kind
  /// For an expression that gives codes, the dictionary of its values: the table's own for a single field; otherwise
  /// those of its fields, followed by codes that only the expression names.
  package let dictionary: [String]
  private let operations: [Operation]
  private let valueBuffers: Int
  private let truthBuffers: Int
  /// Working days up to and including each day from `firstDay` on.
  private let running: [Int32]
  private let firstDay: Int64

  /// Compiles an expression. A text that is not in a field's dictionary equals nothing in that field.
  package init(_ expression: TypedExpression, table: CaseTable, parameters: Parameters) {
    kind = expression.kind
    running = parameters.calendar.running
    firstDay = Int64(parameters.calendar.first.number)
    let binding = Binding(parameters: parameters)
    var lowering = Lowering(dictionaries: table.dictionaries, binding: binding)
    switch expression.tree {
    case .truth(let node):
      _ = lowering.truth(binding.truth(node))
      dictionary = []
    case .value(let node):
      let bound = binding.value(node)
      _ = lowering.value(bound)
      dictionary = lowering.codes(of: bound) ?? []
    case .text: dictionary = []
    }
    let allocation = BufferAllocation(lowering.operations)
    operations = allocation.operations
    valueBuffers = allocation.valueBuffers
    truthBuffers = allocation.truthBuffers
  }

  /// Computes a condition's truths for some rows of a batch: 0 false, 1 unknown, 2 true.
  ///
  /// `out` then holds exactly one for each row. The expression must be a condition.
  package func truth(
    in batch: RecordBatch, rows: Range<Int>, scratch: inout EvaluationScratch, into out: inout [UInt8]
  ) {
    precondition(kind == .condition, "truths of an expression that is \(kind)")
    out.removeAll(keepingCapacity: true)
    out.reserveCapacity(rows.count)
    run(in: batch, rows: rows, scratch: &scratch) { scratch, output, count in
      out.append(contentsOf: scratch.truths[output][..<count])
    }
  }

  /// Computes an expression's numbers for some rows of a batch; `Int64.min` is missing.
  ///
  /// They are day numbers, whole numbers, units of a decimal's last place, or positions in `dictionary`;
  /// `Column.unmappedCode` is a value that is not one of the codes. `out` then holds exactly one for each row. The
  /// expression must be neither a condition nor a text.
  package func values(
    in batch: RecordBatch, rows: Range<Int>, scratch: inout EvaluationScratch, into out: inout [Int64]
  ) {
    precondition(kind != .condition && kind != .text, "values of an expression that is \(kind)")
    out.removeAll(keepingCapacity: true)
    out.reserveCapacity(rows.count)
    run(in: batch, rows: rows, scratch: &scratch) { scratch, output, count in
      out.append(contentsOf: scratch.values[output][..<count])
    }
  }

  package func truth(in batch: RecordBatch, rows: Range<Int>, into out: inout [UInt8]) {
    var scratch = EvaluationScratch()
    truth(in: batch, rows: rows, scratch: &scratch, into: &out)
  }

  package func values(in batch: RecordBatch, rows: Range<Int>, into out: inout [Int64]) {
    var scratch = EvaluationScratch()
    values(in: batch, rows: rows, scratch: &scratch, into: &out)
  }

  private func run(
    in batch: RecordBatch, rows: Range<Int>, scratch: inout EvaluationScratch,
    _ finished: (borrowing EvaluationScratch, _ output: Int, _ count: Int) -> Void
  ) {
    guard let last = operations.last else { return }
    scratch.reserve(values: valueBuffers, truths: truthBuffers, rows: rows.count)
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + EvaluationScratch.chunk, rows.upperBound)
      let steps = ChunkSteps(batch: batch, rows: start..<end, running: running, firstDay: firstDay)
      for operation in operations { steps.perform(operation, &scratch) }
      finished(scratch, last.output, end - start)
      start = end
    }
  }
}

/// Assigns buffers to the steps of a program, as few as possible: a buffer is free after the last step that reads it.
struct BufferAllocation {
  var operations: [Operation] = []
  private(set) var valueBuffers = 0
  private(set) var truthBuffers = 0

  init(_ steps: [Operation]) {
    // For each step, the last step that reads it.
    var lastReader = [Int](repeating: -1, count: steps.count)
    for step in steps {
      for read in step.values { lastReader[read] = step.output }
      for read in step.truths { lastReader[read] = step.output }
    }
    var buffer = [Int](repeating: 0, count: steps.count)
    var freeValues: [Int] = []
    var freeTruths: [Int] = []
    for step in steps {
      var placed = step
      placed.values = step.values.map { buffer[$0] }
      placed.truths = step.truths.map { buffer[$0] }
      // Assigned before its inputs are freed, so that no step writes a buffer that it reads.
      switch step.work {
      case .value: placed.output = Self.take(&freeValues, &valueBuffers)
      case .truth: placed.output = Self.take(&freeTruths, &truthBuffers)
      }
      buffer[step.output] = placed.output
      if lastReader[step.output] < 0 {
        // No other step reads it: its caller reads it before the next step.
        switch step.work {
        case .value: freeValues.append(placed.output)
        case .truth: freeTruths.append(placed.output)
        }
      }
      for (place, read) in step.values.enumerated()
      where lastReader[read] == step.output && !step.values[..<place].contains(read) {
        freeValues.append(buffer[read])
      }
      for (place, read) in step.truths.enumerated()
      where lastReader[read] == step.output && !step.truths[..<place].contains(read) {
        freeTruths.append(buffer[read])
      }
      operations.append(placed)
    }
  }

  private static func take(_ free: inout [Int], _ count: inout Int) -> Int {
    if let buffer = free.popLast() { return buffer }
    count += 1
    return count - 1
  }
}
