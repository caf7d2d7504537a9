import Tables

extension ChunkSteps {
  func perform(
    _ work: TruthWork, _ operation: Operation, _ scratch: EvaluationScratch, _ out: inout MutableSpan<UInt8>
  ) {
    switch work {
    case .atMost, .equal, .member, .isMissing, .less, .same, .sameCode:
      compareNumbers(work, operation, scratch, &out)
    case .and, .or, .not, .sameTruth, .choose, .coalesce, .isUnknown:
      combine(work, operation, scratch, &out)
    case .textMember, .sameText, .isNHSNumber, .hasDigits: testTexts(work, &out)
    case .narrowAtMost, .narrowEqual, .narrowWithin, .narrowLess, .narrowSame:
      compareColumns(work, &out)
    case .constant(let truth): fill(&out, count: rows.count, with: truth)
    case .flag(let field):
      guard let flags = flags(field) else { return unknown(&out) }
      fill(&out, flags.span.extracting(rows)) { $0 == Blank.flag ? 1 : $0 == 0 ? 0 : 2 }
    case .codeEqual(let field, let code, let flip):
      guard let codes = codes(field) else { return unknown(&out) }
      fill(&out, codes.span.extracting(rows)) {
        $0 == Blank.code ? 1 : ($0 == code ? 2 : 0) ^ flip
      }
    case .codeLookup(let field, let table): lookUp(field, table, &out)
    case .isFieldMissing(let field, let flip): isMissing(field, flip, &out)
    }
  }

  private func unknown(_ out: inout MutableSpan<UInt8>) { fill(&out, count: rows.count, with: 1) }

  private func compareColumns(_ work: TruthWork, _ out: inout MutableSpan<UInt8>) {
    let missing = Blank.number
    switch work {
    case .narrowAtMost(let field, let bound, let flip):
      guard let column = narrow(field) else { return unknown(&out) }
      fill(&out, column.span.extracting(rows)) {
        $0 == missing ? 1 : ($0 <= bound ? 2 : 0) ^ flip
      }
    case .narrowEqual(let field, let number, let flip):
      guard let column = narrow(field) else { return unknown(&out) }
      fill(&out, column.span.extracting(rows)) {
        $0 == missing ? 1 : ($0 == number ? 2 : 0) ^ flip
      }
    case .narrowWithin(let field, let first, let last, let bound, let flip):
      guard let column = narrow(field) else { return unknown(&out) }
      fill(&out, column.span.extracting(rows)) {
        $0 < first || $0 > last ? 1 : ($0 <= bound ? 2 : 0) ^ flip
      }
    case .narrowLess(let first, let second, let flip):
      guard let a = narrow(first), let b = narrow(second) else { return unknown(&out) }
      fill(&out, a.span.extracting(rows), b.span.extracting(rows)) {
        $0 == missing || $1 == missing ? 1 : ($0 < $1 ? 2 : 0) ^ flip
      }
    case .narrowSame(let first, let second, let flip):
      guard let a = narrow(first), let b = narrow(second) else { return unknown(&out) }
      fill(&out, a.span.extracting(rows), b.span.extracting(rows)) {
        $0 == missing || $1 == missing ? 1 : ($0 == $1 ? 2 : 0) ^ flip
      }
    default: preconditionFailure("a step without its loop")
    }
  }

  private func lookUp(_ field: Int, _ table: [UInt8], _ out: inout MutableSpan<UInt8>) {
    guard let codes = codes(field) else { return unknown(&out) }
    let truths = table.span
    let unmapped = truths.count - 1
    fill(&out, codes.span.extracting(rows)) {
      $0 == Blank.code ? 1 : truths[min(Int($0), unmapped)]
    }
  }

  private func isMissing(_ field: Int, _ flip: UInt8, _ out: inout MutableSpan<UInt8>) {
    switch batch.columns[field] {
    case .days(let column), .integers(let column):
      fill(&out, column.span.extracting(rows)) { ($0 == Blank.number ? 2 : 0) ^ flip }
    case .decimals(let column):
      fill(&out, column.span.extracting(rows)) { ($0 == Blank.decimal ? 2 : 0) ^ flip }
    case .codes(let column):
      fill(&out, column.span.extracting(rows)) { ($0 == Blank.code ? 2 : 0) ^ flip }
    case .flags(let column):
      fill(&out, column.span.extracting(rows)) { ($0 == Blank.flag ? 2 : 0) ^ flip }
    case .text: fillTexts(&out, field, missing: 2 ^ flip) { _ in flip }
    case .absent: fill(&out, count: rows.count, with: 2 ^ flip)
    }
  }

  private func compareNumbers(
    _ work: TruthWork, _ operation: Operation, _ scratch: EvaluationScratch, _ out: inout MutableSpan<UInt8>
  ) {
    let missing = Scalar.missing
    let first = scratch.values[operation.values[0]]
    let a = first.span.extracting(0..<rows.count)
    switch work {
    case .atMost(let bound, let flip):
      return fill(&out, a) { $0 == missing ? 1 : ($0 <= bound ? 2 : 0) ^ flip }
    case .equal(let number, let flip):
      return fill(&out, a) { $0 == missing ? 1 : ($0 == number ? 2 : 0) ^ flip }
    case .member(let numbers, let flip):
      return fill(&out, a) { $0 == missing ? 1 : (numbers.contains($0) ? 2 : 0) ^ flip }
    case .isMissing(let flip): return fill(&out, a) { ($0 == missing ? 2 : 0) ^ flip }
    default: break
    }
    let second = scratch.values[operation.values[1]]
    let b = second.span.extracting(0..<rows.count)
    switch work {
    case .less(let flip):
      fill(&out, a, b) { $0 == missing || $1 == missing ? 1 : ($0 < $1 ? 2 : 0) ^ flip }
    case .same(let flip):
      fill(&out, a, b) { $0 == missing || $1 == missing ? 1 : ($0 == $1 ? 2 : 0) ^ flip }
    case .sameCode(let flip):
      // Two values outside the codes may be equal or not.
      let unmapped = Int64(Blank.unmappedCode)
      fill(&out, a, b) {
        let isUnknown = $0 == missing || $1 == missing || $0 == unmapped && $1 == unmapped
        return isUnknown ? 1 : ($0 == $1 ? 2 : 0) ^ flip
      }
    default: preconditionFailure("a step without its loop")
    }
  }

  private func combine(
    _ work: TruthWork, _ operation: Operation, _ scratch: EvaluationScratch, _ out: inout MutableSpan<UInt8>
  ) {
    let first = scratch.truths[operation.truths[0]]
    let a = first.span.extracting(0..<rows.count)
    switch work {
    case .not: return fill(&out, a) { 2 &- $0 }
    case .isUnknown(let flip): return fill(&out, a) { ($0 == 1 ? 2 : 0) ^ flip }
    default: break
    }
    let second = scratch.truths[operation.truths[1]]
    let b = second.span
    switch work {
    case .and: fill(&out, a, b) { min($0, $1) }
    case .or: fill(&out, a, b) { max($0, $1) }
    case .coalesce: fill(&out, a, b) { $0 == 1 ? $1 : $0 }
    case .sameTruth(let flip): fill(&out, a, b) { $0 == 1 || $1 == 1 ? 1 : ($0 == $1 ? 2 : 0) ^ flip }
    case .choose:
      let third = scratch.truths[operation.truths[2]]
      fill(&out, a, b, third.span) { $0 == 2 ? $1 : $2 }
    default: preconditionFailure("a step without its loop")
    }
  }

  private func testTexts(_ work: TruthWork, _ out: inout MutableSpan<UInt8>) {
    switch work {
    case .textMember(let field, let texts, let flip):
      fillTexts(&out, field, missing: 1) { text in
        for wanted in texts where areEqual(text, wanted.span) { return 2 ^ flip }
        return flip
      }
    case .sameText(let first, let second, let flip):
      guard let a = text(first), let b = text(second) else { return unknown(&out) }
      let (aBytes, bBytes) = (a.bytes.span, b.bytes.span)
      for row in 0..<rows.count {
        let (x, y) = (a.range(rows.lowerBound + row), b.range(rows.lowerBound + row))
        let isSame = areEqual(aBytes.extracting(x), bBytes.extracting(y))
        out[row] = x.isEmpty || y.isEmpty ? 1 : (isSame ? 2 : 0) ^ flip
      }
    case .isNHSNumber(let field, let flip):
      fillTexts(&out, field, missing: 1) { (Scalar.isNHSNumber($0) ? 2 : 0) ^ flip }
    case .hasDigits(let field, let count, let flip):
      fillTexts(&out, field, missing: 1) { (Scalar.hasDigits($0, count: count) ? 2 : 0) ^ flip }
    default: preconditionFailure("a step without its loop")
    }
  }
}

private func areEqual(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  for index in a.indices where a[index] != b[index] { return false }
  return true
}
