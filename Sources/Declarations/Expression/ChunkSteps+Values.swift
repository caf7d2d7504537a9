import Tables

extension ChunkSteps {
  func perform(
    _ work: ValueWork, _ operation: Operation, _ scratch: EvaluationScratch, _ out: inout MutableSpan<Int64>
  ) {
    switch work {
    case .constant(let number): return fill(&out, count: rows.count, with: number)
    case .load(let field, let layout): return load(field, layout, &out)
    case .length(let field): return fillTexts(&out, field, missing: Scalar.missing, Scalar.length)
    case .difference(let start, let end): return difference(start, end, &out)
    case .workingDaysOfFields(let start, let end): return workingDays(start, end, &out)
    default: break
    }
    let first = scratch.values[operation.values[0]]
    let a = first.span.extracting(0..<rows.count)
    switch work {
    case .addConstant(let number, true): return fill(&out, a) { Scalar.asDate(Scalar.add($0, number)) }
    case .addConstant(let number, false): return fill(&out, a) { Scalar.add($0, number) }
    case .multiplyByConstant(let number): return fill(&out, a) { Scalar.multiply($0, number) }
    case .translate(let table): return translate(a, table, &out)
    default: break
    }
    let second = scratch.values[operation.values[1]]
    let b = second.span.extracting(0..<rows.count)
    switch work {
    case .add(true): fill(&out, a, b) { Scalar.asDate(Scalar.add($0, $1)) }
    case .add(false): fill(&out, a, b, Scalar.add)
    case .subtract(true): fill(&out, a, b) { Scalar.asDate(Scalar.subtract($0, $1)) }
    case .subtract(false): fill(&out, a, b, Scalar.subtract)
    case .multiply: fill(&out, a, b, Scalar.multiply)
    case .call(let function): call(function, a, b, &out)
    case .coalesce: fill(&out, a, b) { $0 == Scalar.missing ? $1 : $0 }
    case .choose:
      let condition = scratch.truths[operation.truths[0]]
      fill(&out, a, b, condition.span) { $2 == 2 ? $0 : $1 }
    default: preconditionFailure("a step without its loop")
    }
  }

  private func load(_ field: Int, _ layout: ValueNode.Layout, _ out: inout MutableSpan<Int64>) {
    switch layout {
    case .narrow:
      if let column = narrow(field) {
        return fill(&out, column.span.extracting(rows)) {
          $0 == Blank.number ? Scalar.missing : Int64($0)
        }
      }
    case .decimal:
      if let column = decimals(field) { return fill(&out, column.span.extracting(rows)) { $0 } }
    case .code:
      if let column = codes(field) {
        return fill(&out, column.span.extracting(rows)) {
          $0 == Blank.code ? Scalar.missing : Int64($0)
        }
      }
    }
    fill(&out, count: rows.count, with: Scalar.missing)
  }

  private func difference(_ start: Int, _ end: Int, _ out: inout MutableSpan<Int64>) {
    guard let starts = narrow(start), let ends = narrow(end) else {
      return fill(&out, count: rows.count, with: Scalar.missing)
    }
    fill(&out, starts.span.extracting(rows), ends.span.extracting(rows)) {
      let isMissing = $0 == Blank.number || $1 == Blank.number
      return isMissing ? Scalar.missing : Int64($1) - Int64($0)
    }
  }

  private func workingDays(_ start: Int, _ end: Int, _ out: inout MutableSpan<Int64>) {
    guard let starts = narrow(start), let ends = narrow(end) else {
      return fill(&out, count: rows.count, with: Scalar.missing)
    }
    let counts = running.span
    let a = starts.span.extracting(rows)
    let b = ends.span.extracting(rows)
    let known = UInt64(counts.count)
    // A missing day (Int32.min) less the first day is negative, and so outside the known years too. The look-up is always
    // made, if need be of the first day: a branch on the data would cost more.
    for row in 0..<a.count {
      let from = UInt64(bitPattern: Int64(a[row]) - firstDay)
      let to = UInt64(bitPattern: Int64(b[row]) - firstDay)
      let isKnown = (from < known) == (to < known) && from < known
      let count = Int64(counts[Int(isKnown ? to : 0)]) - Int64(counts[Int(isKnown ? from : 0)])
      out[row] = isKnown ? count : Scalar.missing
    }
  }

  private func translate(_ a: Span<Int64>, _ table: [Int64], _ out: inout MutableSpan<Int64>) {
    let positions = table.span
    // Missing is below every position and an unknown code above: both stay as they are.
    for row in 0..<a.count {
      let code = a[row]
      out[row] = code >= 0 && code < positions.count ? positions[Int(code)] : code
    }
  }

  private func call(
    _ function: PairFunction, _ a: Span<Int64>, _ b: Span<Int64>, _ out: inout MutableSpan<Int64>
  ) {
    switch function {
    case .workingDays:
      let counts = running.span
      for row in 0..<a.count { out[row] = Scalar.workingDays(a[row], b[row], counts, first: firstDay) }
    case .age: fill(&out, a, b, Scalar.age)
    case .months: fill(&out, a, b, Scalar.months)
    case .addMonths: fill(&out, a, b, Scalar.addMonths)
    case .firstOfMonths: fill(&out, a, b, Scalar.firstOfMonths)
    case .least: fill(&out, a, b) { min($0, $1) }
    case .greatest:
      fill(&out, a, b) { $0 == Scalar.missing || $1 == Scalar.missing ? Scalar.missing : max($0, $1) }
    }
  }
}
