import Findings

extension Typing {
  /// The most decimal places: ten to that power still fits in 64 bits.
  static let mostPlaces = 18

  /// A number in units of the last of `places` places.
  mutating func scaled(_ operand: Operand, to places: Int, at range: Range<Int>) -> ValueNode? {
    guard case .value(let node, _) = operand else { return .missing }
    guard places > operand.places else { return node }
    // A field may declare more places than a number can have. That is reported where it is declared.
    guard places - operand.places <= Self.mostPlaces else {
      report(.numberTooBig, at: range, "a number with \(places) places cannot be computed with")
      return nil
    }
    let factor = repeatElement(Int64(10), count: places - operand.places).reduce(1, *)
    guard case .constant(let units) = node else { return .multiply(node, .constant(factor)) }
    let (product, isOverflow) = units.multipliedReportingOverflow(by: factor)
    guard !isOverflow else {
      report(.numberTooBig, at: range, "this number is too big beside one of \(places) places")
      return nil
    }
    return .constant(product)
  }

  mutating func computed(
    _ sign: ExpressionSyntax.Arithmetic, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ range: Range<Int>
  ) -> Operand? {
    guard let operands = operands([left, right]) else { return nil }
    let (a, b) = (operands[0], operands[1])
    switch (a, sign, b) {
    case (.null, _, _), (_, _, .null): return .null
    case (.value(let day, .date), .plus, .value(let days, .integer)),
      (.value(let days, .integer), .plus, .value(let day, .date)):
      return .value(.add(day, days, givesDate: true), .date)
    case (.value(let day, .date), .minus, .value(let days, .integer)):
      return .value(.subtract(day, days, givesDate: true), .date)
    case (.value(let end, .date), .minus, .value(let start, .date)):
      return .value(.subtract(end, start, givesDate: false), .integer)
    default: break
    }
    guard a.family == .number, b.family == .number else {
      reportArithmetic(sign, (a, left), (b, right), range)
      return nil
    }
    return numeric(sign, (a, left), (b, right), range)
  }

  private mutating func numeric(
    _ sign: ExpressionSyntax.Arithmetic, _ left: (operand: Operand, part: ExpressionSyntax),
    _ right: (operand: Operand, part: ExpressionSyntax), _ range: Range<Int>
  ) -> Operand? {
    if sign == .times {
      let places = left.operand.places + right.operand.places
      guard places <= Self.mostPlaces else {
        report(.numberTooBig, at: range, "this product has \(places) places after the point; 18 can be kept")
        return nil
      }
      return .value(
        .multiply(left.operand.asValue, right.operand.asValue),
        places == 0 ? .integer : .decimal(places: places))
    }
    guard
      case .values(let values, let kind) = common(
        [left.operand, right.operand], [left.part, right.part], verb: .add)
    else { return nil }
    let node: ValueNode =
      sign == .plus
      ? .add(values[0], values[1], givesDate: false) : .subtract(values[0], values[1], givesDate: false)
    return .value(node, kind)
  }

  private mutating func reportArithmetic(
    _ sign: ExpressionSyntax.Arithmetic, _ left: (operand: Operand, part: ExpressionSyntax),
    _ right: (operand: Operand, part: ExpressionSyntax), _ range: Range<Int>
  ) {
    let message =
      switch sign {
      case .plus: "cannot add \(left.operand) and \(right.operand)"
      case .minus: "cannot subtract \(right.operand) from \(left.operand)"
      case .times: "cannot multiply \(left.operand) by \(right.operand)"
      }
    let families = [left.operand.family, right.operand.family]
    let hint: String? =
      if families == [.date, .date] {
        "days(from, to) counts the days between two dates"
      } else if families.contains(.date), families.contains(.number) {
        "a date can have whole days added or taken away: date + 28"
      } else {
        mismatchHint(left, right)
      }
    report(.wrongKind, at: range, message, hint: hint)
  }

  mutating func negated(_ inner: ExpressionSyntax, _ range: Range<Int>) -> Operand? {
    switch operand(inner) {
    case nil: return nil
    case .null: return .null
    case .value(.constant(let number), let kind) where kind != .date: return .value(.constant(-number), kind)
    case .value(let node, let kind) where kind != .date && kind != .code:
      return .value(.subtract(.constant(0), node, givesDate: false), kind)
    case let other?:
      report(.wrongKind, at: range, "'-' takes a number, and this is \(other)")
      return nil
    }
  }
}

extension Typing {
  mutating func chosen(_ branches: [ExpressionSyntax.Branch], _ otherwise: ExpressionSyntax?) -> Operand? {
    let conditions = truths(branches.map(\.when))
    let parts = branches.map(\.then) + [otherwise ?? .null(0..<0)]
    guard let results = operands(parts), let conditions else { return nil }
    switch common(results, parts, verb: .choose) {
    case .values(let values, let kind): return .value(.choose(conditions, values), kind)
    case .truths(let truths): return .truth(.choose(conditions, truths))
    case .null: return .null
    case nil: return nil
    }
  }
}

extension Typing {
  mutating func called(
    _ name: String, _ nameRange: Range<Int>, _ arguments: [ExpressionSyntax], _ range: Range<Int>
  ) -> Operand? {
    guard let function = ExpressionFunction.all.first(where: { $0.name == name }) else {
      let names = ExpressionFunction.all.map(\.name)
      let hint =
        suggestion(for: name, in: names)
        ?? "there are \(names.joined(separator: ", "))"
      report(.unknownFunction, at: nameRange, "no function '\(name)'", hint: hint)
      _ = operands(arguments)
      return nil
    }
    let wanted = function.arguments.count
    guard arguments.count == wanted || function.repeats && arguments.count > wanted else {
      report(
        .wrongArgumentCount, at: range,
        "\(function.form) takes \(function.repeats ? "at least " : "")\(wanted) "
          + "argument\(wanted == 1 ? "" : "s"), found \(arguments.count)")
      _ = operands(arguments)
      return nil
    }
    guard let operands = operands(arguments) else { return nil }
    return applied(function, operands, arguments)
  }

  private mutating func applied(
    _ function: ExpressionFunction, _ operands: [Operand], _ parts: [ExpressionSyntax]
  ) -> Operand? {
    let fits = zip(zip(operands, parts), function.arguments).map { pair, argument in
      takes(argument, pair.0, pair.1, function)
    }
    guard fits.allSatisfy(\.self) else { return nil }
    switch function.meaning {
    case .coalesce: return coalesced(operands, parts)
    case .ofAll(let pair): return reduced(pair, operands, parts)
    default: break
    }
    if operands.contains(where: { $0.family == .null }) { return .null }
    switch function.meaning {
    case .days:
      return .value(.subtract(operands[1].asValue, operands[0].asValue, givesDate: false), .integer)
    case .ofPair(let pair, let gives):
      return .value(.call(pair, operands[0].asValue, operands[1].asValue), gives)
    case .length: return textField(operands).map { .value(.length($0), .integer) }
    case .nhsNumber: return textField(operands).map { .truth(.isNHSNumber($0)) }
    case .digits:
      guard case .value(.constant(let count), _) = operands[1] else { return nil }
      return textField(operands).map { .truth(.hasDigits($0, count: Int(count))) }
    case .coalesce, .ofAll: return nil
    }
  }

  private func textField(_ operands: [Operand]) -> Int? {
    guard case .text(let position) = operands[0] else { return nil }
    return position
  }

  private mutating func takes(
    _ argument: ExpressionFunction.Argument, _ operand: Operand, _ part: ExpressionSyntax,
    _ function: ExpressionFunction
  ) -> Bool {
    let wanted: String
    switch (argument, operand) {
    case (.any, _), (.ordered, _): return true
    case (.writtenCount, .value(.constant(1...64), .integer)): return true
    case (.date, .value(_, .date)), (.integer, .value(_, .integer)), (.text, .text): return true
    case (.date, .null), (.integer, .null), (.text, .null): return true
    case (.date, _): wanted = "a date"
    case (.integer, _): wanted = "a whole number"
    case (.text, _): wanted = "a field of text"
    case (.writtenCount, _):
      report(.wrongKind, at: part.range, "\(function.form) takes a number written out here, from 1 to 64")
      return false
    }
    let hint: String? =
      if case .literal = operand, argument == .date {
        mismatchHint((operand, part), (.value(.missing, .date), part))
      } else {
        nil
      }
    report(
      .wrongKind, at: part.range, "\(function.form) takes \(wanted) here, and this is \(operand)", hint: hint)
    return false
  }

  private mutating func coalesced(_ operands: [Operand], _ parts: [ExpressionSyntax]) -> Operand? {
    switch common(operands, parts, verb: .choose) {
    case .values(let values, let kind): .value(.coalesce(values), kind)
    case .truths(let truths): .truth(.coalesce(truths))
    case .null: .null
    case nil: nil
    }
  }

  private mutating func reduced(
    _ pair: PairFunction, _ operands: [Operand], _ parts: [ExpressionSyntax]
  ) -> Operand? {
    for (operand, part) in zip(operands, parts) where !hasOrder(operand, part, part.range) { return nil }
    switch common(operands, parts, verb: .compare) {
    case .values(let values, let kind):
      return .value(values.dropFirst().reduce(values[0]) { .call(pair, $0, $1) }, kind)
    case .null: return .null
    case .truths, nil: return nil
    }
  }
}
