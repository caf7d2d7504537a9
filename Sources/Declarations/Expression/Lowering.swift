/// Flattens a bound tree into steps. A part that occurs twice is computed once.
struct Lowering {
  /// For each of the dataset's fields, the dictionary of its codes.
  let dictionaries: [[String]]
  let binding: Binding
  private(set) var operations: [Operation] = []
  private var values: [ValueNode: Int] = [:]
  private var truths: [TruthNode: Int] = [:]
  private var translated: [[Int]: Int] = [:]

  init(dictionaries: [[String]], binding: Binding) {
    self.dictionaries = dictionaries
    self.binding = binding
  }

  private mutating func emitNumbers(_ work: ValueWork, _ values: [Int] = [], _ truths: [Int] = []) -> Int {
    operations.append(
      Operation(work: .value(work), values: values, truths: truths, output: operations.count))
    return operations.count - 1
  }

  private mutating func emitTruths(_ work: TruthWork, _ values: [Int] = [], _ truths: [Int] = []) -> Int {
    operations.append(
      Operation(work: .truth(work), values: values, truths: truths, output: operations.count))
    return operations.count - 1
  }

  /// The step that computes a part's numbers; for a code, positions in `codes(of:)`.
  mutating func value(_ node: ValueNode) -> Int {
    if let known = values[node] { return known }
    let step = newValue(node)
    values[node] = step
    return step
  }

  private mutating func newValue(_ node: ValueNode) -> Int {
    switch node {
    case .field(let field, let layout): return emitNumbers(.load(field, layout))
    case .constant(let number): return emitNumbers(.constant(number))
    case .missing: return emitNumbers(.constant(Scalar.missing))
    case .code: return emitNumbers(.constant(0))
    case .parameter: preconditionFailure("a parameter is bound before its expression is compiled")
    case .length(let field): return emitNumbers(.length(field))
    case .add(.constant(let number), let a, let givesDate), .add(let a, .constant(let number), let givesDate):
      return emitNumbers(.addConstant(number, givesDate: givesDate), [value(a)])
    case .add(let a, let b, let givesDate):
      return emitNumbers(.add(givesDate: givesDate), [value(a), value(b)])
    case .subtract(let a, .constant(let number), let givesDate) where number != .min:
      return emitNumbers(.addConstant(-number, givesDate: givesDate), [value(a)])
    case .subtract(.field(let end, .narrow), .field(let start, .narrow), givesDate: false):
      return emitNumbers(.difference(start, end))
    case .subtract(let a, let b, let givesDate):
      return emitNumbers(.subtract(givesDate: givesDate), [value(a), value(b)])
    case .multiply(.constant(let number), let a), .multiply(let a, .constant(let number)):
      return emitNumbers(.multiplyByConstant(number), [value(a)])
    case .multiply(let a, let b): return emitNumbers(.multiply, [value(a), value(b)])
    case .call(.workingDays, .field(let start, .narrow), .field(let end, .narrow)):
      return emitNumbers(.workingDaysOfFields(start, end))
    case .call(let function, let a, let b): return emitNumbers(.call(function), [value(a), value(b)])
    case .choose(let conditions, let results):
      let dictionary = codes(of: node)
      var step = part(results[results.count - 1], in: dictionary)
      for (condition, result) in zip(conditions, results).reversed() {
        step = emitNumbers(.choose, [part(result, in: dictionary), step], [truth(condition)])
      }
      return step
    case .coalesce(let parts):
      let dictionary = codes(of: node)
      var step = part(parts[0], in: dictionary)
      for other in parts.dropFirst() { step = emitNumbers(.coalesce, [step, part(other, in: dictionary)]) }
      return step
    }
  }

  /// The dictionary of a part's codes; nil for a part that is not a code.
  func codes(of node: ValueNode) -> [String]? {
    switch node {
    case .field(let field, .code): return dictionaries[field]
    case .code(let text): return [text]
    case .choose(_, let parts), .coalesce(let parts):
      var all: [String]?
      for codes in parts.compactMap({ codes(of: $0) }) { all = Self.union(all ?? [], codes) }
      return all
    default: return nil
    }
  }

  private static func union(_ a: [String], _ b: [String]) -> [String] {
    let known = Set(a)
    return a + b.filter { !known.contains($0) }
  }

  /// A part's numbers, its codes as positions in another dictionary, which must hold at least its own codes.
  private mutating func part(_ node: ValueNode, in dictionary: [String]?) -> Int {
    let step = value(node)
    guard let dictionary, let own = codes(of: node), !dictionary.starts(with: own) else { return step }
    // The catalogue reports a code that is declared twice. Here the first one wins, as in columns.
    let positions = Dictionary(dictionary.enumerated().map { ($1, Int64($0)) }) { first, _ in first }
    let table = own.map { positions[$0] ?? Scalar.missing }
    let key = [step] + table.map(Int.init)
    if let known = translated[key] { return known }
    let translation = emitNumbers(.translate(table), [step])
    translated[key] = translation
    return translation
  }

  mutating func truth(_ node: TruthNode) -> Int {
    if let known = truths[node] { return known }
    let step =
      if case .not(let inner) = node { test(inner, flip: 2) } else { test(node, flip: 0) }
    truths[node] = step
    return step
  }

  private mutating func test(_ node: TruthNode, flip: UInt8) -> Int {
    switch node {
    case .less(let a, let b): return less(a, b, flip)
    case .equal(let a, let b): return equal(a, b, flip)
    case .equalCodes(let a, let b):
      let dictionary = Self.union(codes(of: a) ?? [], codes(of: b) ?? [])
      return emitTruths(.sameCode(flip: flip), [part(a, in: dictionary), part(b, in: dictionary)])
    case .member(let inner, let numbers): return emitTruths(.member(numbers, flip: flip), [value(inner)])
    case .memberOfCodes(let inner, let texts): return member(inner, texts, flip)
    case .isMissing(.field(let field, _)), .isTextMissing(let field):
      return emitTruths(.isFieldMissing(field, flip: flip))
    case .isMissing(let inner): return emitTruths(.isMissing(flip: flip), [value(inner)])
    case .isUnknown(let inner): return emitTruths(.isUnknown(flip: flip), [], [truth(inner)])
    case .sameTruth(let a, let b): return emitTruths(.sameTruth(flip: flip), [], [truth(a), truth(b)])
    case .textMember(let field, let texts):
      return emitTruths(.textMember(field, texts.map { Array($0.utf8) }, flip: flip))
    case .equalTexts(let a, let b): return emitTruths(.sameText(a, b, flip: flip))
    case .isNHSNumber(let field): return emitTruths(.isNHSNumber(field, flip: flip))
    case .hasDigits(let field, let count): return emitTruths(.hasDigits(field, count: count, flip: flip))
    default:
      guard flip == 0 else { return emitTruths(.not, [], [truth(node)]) }
      return joined(node)
    }
  }

  private mutating func joined(_ node: TruthNode) -> Int {
    switch node {
    case .constant(let known): return emitTruths(.constant(known.map { $0 ? 2 : 0 } ?? 1))
    case .flag(let field): return emitTruths(.flag(field))
    case .all(let parts): return chain(.and, parts)
    case .any(let parts): return chain(.or, parts)
    case .coalesce(let parts): return chain(.coalesce, parts)
    case .choose(let conditions, let results):
      var step = truth(results[results.count - 1])
      for (condition, result) in zip(conditions, results).reversed() {
        step = emitTruths(.choose, [], [truth(condition), truth(result), step])
      }
      return step
    default: preconditionFailure("every test has its own step")
    }
  }

  private mutating func chain(_ work: TruthWork, _ parts: [TruthNode]) -> Int {
    var step = truth(parts[0])
    for part in parts.dropFirst() { step = emitTruths(work, [], [step, truth(part)]) }
    return step
  }

  private mutating func less(_ a: ValueNode, _ b: ValueNode, _ flip: UInt8) -> Int {
    switch (a, b) {
    case (.field(let x, .narrow), .field(let y, .narrow)): return emitTruths(.narrowLess(x, y, flip: flip))
    // x < k is x ≤ k − 1, and k < x is NOT x ≤ k. Beyond 32 bits the nearest bound gives the same result.
    case (.field(let x, .narrow), .constant(let k)):
      return emitTruths(.narrowAtMost(x, Int32(clamping: k - 1), flip: flip))
    case (.constant(let k), .field(let x, .narrow)):
      return emitTruths(.narrowAtMost(x, Int32(clamping: k), flip: flip ^ 2))
    case (let x, .constant(let k)):
      return threshold(x, below: k, flip) ?? emitTruths(.atMost(k - 1, flip: flip), [value(x)])
    case (.constant(let k), let x):
      let below = k == .max ? nil : threshold(x, below: k + 1, flip ^ 2)
      return below ?? emitTruths(.atMost(k, flip: flip ^ 2), [value(x)])
    default: return emitTruths(.less(flip: flip), [value(a), value(b)])
    }
  }

  /// An equal comparison of the column from which a number is computed, where there is one.
  private mutating func threshold(_ node: ValueNode, below bound: Int64, _ flip: UInt8) -> Int? {
    guard let number = MonotonicExpression(node, binding) else { return nil }
    guard number.first <= number.last else { return emitTruths(.constant(1)) }
    // A number that falls as the column rises is below the bound after that day, not up to it.
    return emitTruths(
      .narrowWithin(
        number.field, first: Int32(clamping: number.first), last: Int32(clamping: number.last),
        bound: Int32(clamping: number.lastBelow(bound)), flip: number.isRising ? flip : flip ^ 2))
  }

  private mutating func equal(_ a: ValueNode, _ b: ValueNode, _ flip: UInt8) -> Int {
    switch (a, b) {
    case (.field(let x, .narrow), .field(let y, .narrow)): return emitTruths(.narrowSame(x, y, flip: flip))
    case (.field(let x, .narrow), .constant(let k)), (.constant(let k), .field(let x, .narrow)):
      // A number too big for the column equals nothing in it; nor does the mark for missing.
      return emitTruths(.narrowEqual(x, Int32(exactly: k) ?? .min, flip: flip))
    case (let x, .constant(let k)), (.constant(let k), let x):
      return emitTruths(.equal(k, flip: flip), [value(x)])
    default: return emitTruths(.same(flip: flip), [value(a), value(b)])
    }
  }

  private mutating func member(_ node: ValueNode, _ texts: [String], _ flip: UInt8) -> Int {
    let dictionary = codes(of: node) ?? []
    let wanted = Set(texts)
    let positions = dictionary.indices.filter { wanted.contains(dictionary[$0]) }
    guard case .field(let field, .code) = node else {
      return emitTruths(.member(positions.map(Int64.init), flip: flip), [value(node)])
    }
    if positions.count == 1 { return emitTruths(.codeEqual(field, UInt16(positions[0]), flip: flip)) }
    var table = [UInt8](repeating: flip, count: dictionary.count + 1)
    for position in positions { table[position] = 2 ^ flip }
    return emitTruths(.codeLookup(field, table))
  }
}
