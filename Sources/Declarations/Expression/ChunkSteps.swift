import Tables

/// Runs the steps of a program over one chunk of a batch.
struct ChunkSteps {
  let batch: RecordBatch
  let rows: Range<Int>
  /// Working days up to and including each day from `firstDay` on.
  let running: [Int32]
  let firstDay: Int64

  func perform(_ operation: Operation, _ scratch: inout EvaluationScratch) {
    // The output is moved out of the scratch while it is written, so that other buffers can be read.
    switch operation.work {
    case .truth(let work):
      var out: [UInt8] = []
      swap(&out, &scratch.truths[operation.output])
      var span = out.mutableSpan
      perform(work, operation, scratch, &span)
      swap(&out, &scratch.truths[operation.output])
    case .value(let work):
      var out: [Int64] = []
      swap(&out, &scratch.values[operation.output])
      var span = out.mutableSpan
      perform(work, operation, scratch, &span)
      swap(&out, &scratch.values[operation.output])
    }
  }

  func narrow(_ field: Int) -> [Int32]? {
    switch batch.columns[field] {
    case .days(let numbers), .integers(let numbers): numbers
    case .absent: nil
    default: preconditionFailure("field \(field) is not a column of days or whole numbers")
    }
  }

  func decimals(_ field: Int) -> [Int64]? {
    switch batch.columns[field] {
    case .decimals(let numbers): numbers
    case .absent: nil
    default: preconditionFailure("field \(field) is not a column of decimals")
    }
  }

  func codes(_ field: Int) -> [UInt16]? {
    switch batch.columns[field] {
    case .codes(let codes): codes
    case .absent: nil
    default: preconditionFailure("field \(field) is not a column of codes")
    }
  }

  func flags(_ field: Int) -> [Int8]? {
    switch batch.columns[field] {
    case .flags(let flags): flags
    case .absent: nil
    default: preconditionFailure("field \(field) is not a column of flags")
    }
  }

  func text(_ field: Int) -> StringColumn? {
    switch batch.columns[field] {
    case .text(let column): column
    case .absent: nil
    default: preconditionFailure("field \(field) is not a column of text")
    }
  }

  /// Writes one result for each text of the chunk, and another for missing ones.
  @inline(__always)
  func fillTexts<Result>(
    _ out: inout MutableSpan<Result>, _ field: Int, missing: Result, _ body: (Span<UInt8>) -> Result
  ) {
    guard let column = text(field) else { return fill(&out, count: rows.count, with: missing) }
    let bytes = column.bytes.span
    let ends = column.ends.span
    var start = rows.lowerBound == 0 ? 0 : Int(ends[rows.lowerBound - 1])
    for row in 0..<rows.count {
      let end = Int(ends[rows.lowerBound + row])
      out[row] = start == end ? missing : body(bytes.extracting(start..<end))
      start = end
    }
  }
}
