import Findings
import Periods

/// The kind of a part of an expression.
enum Operand {
  case value(ValueNode, TypedExpression.Kind)
  case truth(TruthNode)
  /// A field of text. It can be compared and checked, but not chosen or computed with.
  case text(Int)
  /// A text between quotes: a code or a text, as the other operand decides.
  case literal(String)
  case null
}

/// Types a parsed tree. Goes on after a fault, to find all of them.
///
/// A part with a fault is nil and causes no further finding.
struct Typing {
  let scope: Scope
  let place: ExpressionPlace
  private(set) var findings: [Finding] = []
  private var fields: Set<Int> = []

  init(scope: Scope, place: ExpressionPlace) {
    self.scope = scope
    self.place = place
  }

  mutating func report(_ code: FindingCode, at range: Range<Int>, _ message: String, hint: String? = nil) {
    findings.append(place.finding(code, at: range, message, hint: hint))
  }

  /// The whole expression, of any kind.
  mutating func expression(_ syntax: ExpressionSyntax) -> TypedExpression? {
    switch operand(syntax) {
    case nil: return nil
    case .value(let node, let kind): return finished(kind, .value(node))
    case .truth(let node): return finished(.condition, .truth(node))
    case .text(let position): return finished(.text, .text(position))
    case .literal(let text): return finished(.code, .value(.code(text)))
    case .null:
      report(.wrongKind, at: syntax.range, "this is always NULL, so it has no kind")
      return nil
    }
  }

  /// The whole expression, which must be a condition.
  mutating func condition(_ syntax: ExpressionSyntax) -> TypedExpression? {
    truth(syntax).map { finished(.condition, .truth($0)) }
  }

  private func finished(_ kind: TypedExpression.Kind, _ tree: TypedExpression.Tree) -> TypedExpression {
    TypedExpression(kind: kind, fieldsUsed: fields, tree: tree)
  }

  mutating func truth(_ syntax: ExpressionSyntax) -> TruthNode? {
    switch operand(syntax) {
    case nil: return nil
    case .truth(let node): return node
    case .null: return .constant(nil)
    case let other?:
      report(
        .notCondition, at: syntax.range, "a condition is needed here, and this is \(other)",
        hint: conditionHint(other, syntax))
      return nil
    }
  }

  mutating func truths(_ parts: [ExpressionSyntax]) -> [TruthNode]? {
    let nodes = parts.map { truth($0) }
    let found = nodes.compactMap(\.self)
    return found.count == nodes.count ? found : nil
  }

  mutating func operands(_ parts: [ExpressionSyntax]) -> [Operand]? {
    let all = parts.map { operand($0) }
    let found = all.compactMap(\.self)
    return found.count == all.count ? found : nil
  }

  mutating func operand(_ syntax: ExpressionSyntax) -> Operand? {
    switch syntax {
    case .field(let name, let range): return field(name, range)
    case .number(let digits, let range): return number(digits, range)
    case .text(let text, _): return .literal(text)
    case .date(let text, let range): return date(text, range)
    case .truth(let truth, _): return .truth(.constant(truth))
    case .null: return .null
    case .parameter(let name, let range): return parameter(name, range)
    case .not(let inner, _): return truth(inner).map { .truth(.not($0)) }
    case .all(let parts, _): return truths(parts).map { .truth(.all($0)) }
    case .any(let parts, _): return truths(parts).map { .truth(.any($0)) }
    case .comparison(let comparison, let left, let right, let range):
      return compared(comparison, left, right, range).map(Operand.truth)
    case .between(let value, let low, let high, let range):
      return between(value, low, high, range).map(Operand.truth)
    case .isIn(let value, let items, _): return member(value, items).map(Operand.truth)
    case .isNull(let inner, _): return operand(inner).map { .truth(Self.isNull($0)) }
    case .arithmetic(let sign, let left, let right, let range): return computed(sign, left, right, range)
    case .negative(let inner, let range): return negated(inner, range)
    case .choice(let branches, let otherwise, _): return chosen(branches, otherwise)
    case .call(let name, let nameRange, let arguments, let range):
      return called(name, nameRange, arguments, range)
    }
  }

  private static func isNull(_ operand: Operand) -> TruthNode {
    switch operand {
    case .value(let node, _): .isMissing(node)
    case .truth(let node): .isUnknown(node)
    case .text(let position): .isTextMissing(position)
    case .literal(let text): .constant(text.isEmpty)
    case .null: .constant(true)
    }
  }
}

extension Typing {
  private mutating func field(_ name: String, _ range: Range<Int>) -> Operand? {
    guard let entry = scope.entry(named: name) else {
      let function = ExpressionFunction.all.first { $0.name == name.lowercased() }
      let near = nearest(name, in: scope.entries.map(\.name))
      report(
        .unknownField, at: range, "no field '\(name)' in dataset '\(scope.dataset)'",
        hint: function.map { "the function is written \($0.form)" } ?? near.map { "did you mean '\($0)'?" })
      return nil
    }
    fields.insert(entry.position)
    switch entry.kind {
    case .identifier, .text: return .text(entry.position)
    case .date: return .value(.field(entry.position, .narrow), .date)
    case .integer: return .value(.field(entry.position, .narrow), .integer)
    case .decimal: return .value(.field(entry.position, .decimal), .decimal(places: entry.places))
    case .code: return .value(.field(entry.position, .code), .code)
    case .flag: return .truth(.flag(entry.position))
    }
  }

  private mutating func number(_ digits: String, _ range: Range<Int>) -> Operand? {
    let parts = digits.split(separator: ".")
    let places = parts.count == 2 ? parts[1].utf8.count : 0
    guard places <= Self.mostPlaces, let units = Int64(parts.joined()) else {
      report(
        .numberTooBig, at: range, "'\(digits)' has more digits than can be computed with",
        hint: "at most 18 are, with those after the point")
      return nil
    }
    return .value(.constant(units), places == 0 ? .integer : .decimal(places: places))
  }

  private mutating func date(_ text: String, _ range: Range<Int>) -> Operand? {
    guard let day = Day(iso: text) else {
      report(
        .badDate, at: range, "'\(text)' is not a day of the calendar",
        hint: "write year, month and day as in DATE '2024-07-31'")
      return nil
    }
    return .value(.constant(Int64(day.number)), .date)
  }

  private mutating func parameter(_ name: String, _ range: Range<Int>) -> Operand? {
    guard let parameter = DayParameter(rawValue: name) else {
      let names = DayParameter.allCases.map(\.rawValue)
      let hint =
        nearest(name, in: names).map { "did you mean ':\($0)'?" }
        ?? "there are " + names.map { ":\($0)" }.joined(separator: ", ")
      report(.unknownParameter, at: range, "no parameter ':\(name)'", hint: hint)
      return nil
    }
    return .value(.parameter(parameter), .date)
  }
}
