import Periods

/// An expression made by a test: rendered to text for the program, and evaluated here as SQL defines it.
///
/// Nothing of the evaluation is shared with the code under test but `Day` and its calendar.
indirect enum SampleExpression: Sendable {
  case field(String)
  case number(Int)
  /// Units of the last of its places, as written.
  case decimal(Int, places: Int)
  case date(Day)
  case parameter(String, Day)
  case text(String)
  case truth(Bool)
  case null
  case not(SampleExpression)
  case all([SampleExpression])
  case any([SampleExpression])
  case comparison(String, SampleExpression, SampleExpression)
  case between(SampleExpression, SampleExpression, SampleExpression, isNegated: Bool)
  case isIn(SampleExpression, [SampleExpression], isNegated: Bool)
  case isNull(SampleExpression, isNegated: Bool)
  case arithmetic(String, SampleExpression, SampleExpression)
  case negative(SampleExpression)
  case choice([[SampleExpression]], otherwise: SampleExpression?)
  case call(String, [SampleExpression])
}

extension SampleExpression: CustomStringConvertible {
  /// With no more brackets than the grammar needs, so that precedence is tested with everything else.
  var description: String { rendered(0) }

  /// How tightly it binds: 0 OR, 1 AND, 2 NOT, 3 tests, 4 sums, 5 products, 6 signs, 7 the rest.
  private var level: Int {
    switch self {
    case .any: 0
    case .all: 1
    case .not: 2
    case .comparison, .between, .isIn, .isNull: 3
    case .arithmetic("*", _, _): 5
    case .arithmetic: 4
    case .negative: 6
    case .number(let number): number < 0 ? 6 : 7
    case .decimal(let units, _): units < 0 ? 6 : 7
    default: 7
    }
  }

  private func rendered(_ least: Int) -> String { level < least ? "(\(bare))" : bare }

  private var bare: String {
    switch self {
    case .field(let name): return name
    case .number(let number): return String(number)
    case .decimal(let units, let places):
      let digits = String(units.magnitude)
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      return "\(units < 0 ? "-" : "")\(padded.dropLast(places)).\(padded.suffix(places))"
    case .date(let day): return "DATE '\(day)'"
    case .parameter(let name, _): return ":\(name)"
    case .text(let text):
      return "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
    case .truth(let truth): return truth ? "TRUE" : "FALSE"
    case .null: return "NULL"
    case .not(let inner): return "NOT \(inner.rendered(2))"
    case .all(let parts): return parts.map { $0.rendered(2) }.joined(separator: " AND ")
    case .any(let parts): return parts.map { $0.rendered(1) }.joined(separator: " OR ")
    case .comparison(let sign, let a, let b): return "\(a.rendered(4)) \(sign) \(b.rendered(4))"
    case .between(let value, let low, let high, let isNegated):
      let word = isNegated ? "NOT BETWEEN" : "BETWEEN"
      return "\(value.rendered(4)) \(word) \(low.rendered(4)) AND \(high.rendered(4))"
    case .isIn(let value, let items, let isNegated):
      let list = items.map { $0.rendered(4) }.joined(separator: ", ")
      return "\(value.rendered(4)) \(isNegated ? "NOT IN" : "IN") (\(list))"
    case .isNull(let inner, let isNegated): return "\(inner.rendered(4)) IS \(isNegated ? "NOT " : "")NULL"
    case .arithmetic("*", let a, let b): return "\(a.rendered(5)) * \(b.rendered(6))"
    case .arithmetic(let sign, let a, let b): return "\(a.rendered(4)) \(sign) \(b.rendered(5))"
    // `--` would be SQL's comment.
    case .negative(let inner): return "- \(inner.rendered(6))"
    case .choice(let branches, let otherwise):
      let whens = branches.map { " WHEN \($0[0].rendered(0)) THEN \($0[1].rendered(0))" }.joined()
      return "CASE\(whens)\(otherwise.map { " ELSE \($0.rendered(0))" } ?? "") END"
    case .call(let name, let arguments):
      return "\(name)(\(arguments.map { $0.rendered(0) }.joined(separator: ", ")))"
    }
  }
}
