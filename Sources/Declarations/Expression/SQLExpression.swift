package import Findings
package import Periods

/// An expression in the SQL of a database.
package struct SQLExpression: Sendable {
  package var text: String
  /// The conditions that must all be true, where it is a condition.
  package var conditions: [String]
  /// Whether it uses the table `working_calendar`.
  package var usesWorkingCalendar: Bool
}

/// The days that stand for `:as_of`, `:period_start` and `:period_end`.
package struct SQLDays: Sendable {
  package var asOf: Day
  package var period: ReportingPeriod

  package init(asOf: Day, period: ReportingPeriod) {
    self.asOf = asOf
    self.period = period
  }

  subscript(_ parameter: DayParameter) -> Day {
    switch parameter {
    case .asOf: asOf
    case .periodStart: period.start
    case .periodEnd: period.end
    }
  }
}

/// Writes a checked expression in the SQL of a database.
///
/// - Throws: what the parser finds, and EXPR-015 for a function that no database has.
package func sql(
  _ text: Located<String>, in source: SourceText, scope: Scope, dialect: SQLDialect, days: SQLDays
) throws(Finding) -> SQLExpression {
  let place = ExpressionPlace(text, in: source)
  let syntax = try ExpressionParser.parse(text.value, at: place)
  var writer = SQLWriter(scope: scope, place: place, dialect: dialect, days: days)
  let isCondition = writer.family(of: syntax) == .condition
  let written = try isCondition ? writer.condition(syntax) : writer.value(syntax)
  var conditions = [written]
  if isCondition, case .all(let parts, _) = syntax {
    conditions = []
    for part in parts { conditions.append(try writer.bracketed(part, inside: "AND")) }
  }
  return SQLExpression(
    text: written, conditions: conditions, usesWorkingCalendar: writer.usesWorkingCalendar)
}

/// Writes the parts of one expression.
///
/// Conditions and values have functions of their own: SQL Server has no value that is true or false.
private struct SQLWriter {
  let scope: Scope
  let place: ExpressionPlace
  let dialect: SQLDialect
  let days: SQLDays
  private(set) var usesWorkingCalendar = false

  init(scope: Scope, place: ExpressionPlace, dialect: SQLDialect, days: SQLDays) {
    self.scope = scope
    self.place = place
    self.dialect = dialect
    self.days = days
  }

  func family(of syntax: ExpressionSyntax) -> Operand.Family? {
    var typing = Typing(scope: scope, place: place)
    return typing.operand(syntax)?.family
  }

  // MARK: Conditions

  mutating func condition(_ syntax: ExpressionSyntax) throws(Finding) -> String {
    switch syntax {
    case .field(let name, _): return dialect.hasTruthValues ? name : "\(name) = 1"
    case .truth(let truth, _):
      return dialect.hasTruthValues ? (truth ? "TRUE" : "FALSE") : truth ? "1 = 1" : "1 = 0"
    case .null: return dialect.hasTruthValues ? "NULL" : "NULL = 1"
    case .not(.isNull(let inner, let range), _):
      return try isNull(.isNull(inner, range), of: inner, "IS NOT NULL")
    case .not(.between(let value, let low, let high, _), _):
      return try between(value, low, high, "NOT BETWEEN")
    case .not(.isIn(let value, let items, _), _): return try isIn(value, items, "NOT IN")
    case .not(let inner, _): return "NOT \(try bracketed(inner, inside: "NOT"))"
    case .all(let parts, _): return try joined(parts, "AND")
    case .any(let parts, _): return try joined(parts, "OR")
    case .comparison(let comparison, let left, let right, _):
      return "\(try value(left)) \(comparison.rawValue) \(try value(right))"
    case .between(let value, let low, let high, _): return try between(value, low, high, "BETWEEN")
    case .isIn(let value, let items, _): return try isIn(value, items, "IN")
    case .isNull(let inner, _): return try isNull(syntax, of: inner, "IS NULL")
    case .choice, .call:
      let value = try value(syntax)
      return dialect.hasTruthValues ? value : "\(value) = 1"
    case .number, .text, .date, .parameter, .arithmetic, .negative: return try value(syntax)
    }
  }

  /// A part of a condition beside AND or NOT, in brackets where it binds less tightly.
  mutating func bracketed(_ syntax: ExpressionSyntax, inside word: String) throws(Finding) -> String {
    let text = try condition(syntax)
    return switch syntax {
    case .any where word != "OR": "(\(text))"
    case .all where word == "NOT": "(\(text))"
    default: text
    }
  }

  private mutating func joined(_ parts: [ExpressionSyntax], _ word: String) throws(Finding) -> String {
    var texts: [String] = []
    for part in parts { texts.append(try bracketed(part, inside: word)) }
    return texts.joined(separator: " \(word) ")
  }

  private mutating func between(
    _ value: ExpressionSyntax, _ low: ExpressionSyntax, _ high: ExpressionSyntax, _ word: String
  ) throws(Finding) -> String {
    "\(try self.value(value)) \(word) \(try self.value(low)) AND \(try self.value(high))"
  }

  private mutating func isIn(
    _ value: ExpressionSyntax, _ items: [ExpressionSyntax], _ word: String
  ) throws(Finding) -> String {
    var texts: [String] = []
    for item in items { texts.append(try self.value(item)) }
    return "\(try self.value(value)) \(word) (\(texts.joined(separator: ", ")))"
  }

  private mutating func isNull(
    _ syntax: ExpressionSyntax, of inner: ExpressionSyntax, _ test: String
  ) throws(Finding) -> String {
    "\(try value(inner)) \(test)"
  }

  // MARK: Values

  mutating func value(_ syntax: ExpressionSyntax) throws(Finding) -> String {
    switch syntax {
    case .field(let name, _): return name
    case .number(let digits, _): return digits
    case .text(let text, _): return dialect.text(text)
    case .date(let text, _): return Day(iso: text).map(dialect.day) ?? dialect.text(text)
    case .null: return "NULL"
    case .parameter(let name, _): return DayParameter(rawValue: name).map { dialect.day(days[$0]) } ?? "NULL"
    case .negative(let inner, _): return "-\(try value(inner))"
    case .arithmetic(let sign, let left, let right, _): return try computed(sign, left, right)
    case .choice(let branches, let otherwise, _): return try chosen(branches, otherwise)
    case .call(let name, _, let arguments, let range): return try called(name, arguments, range)
    case .truth, .not, .all, .any, .comparison, .between, .isIn, .isNull: return try truthValue(syntax)
    }
  }

  /// A condition as a value: itself, or 1 and 0.
  private mutating func truthValue(_ syntax: ExpressionSyntax) throws(Finding) -> String {
    let text = try condition(syntax)
    return dialect.hasTruthValues
      ? "(\(text))" : "CASE WHEN \(text) THEN 1 WHEN NOT (\(text)) THEN 0 END"
  }

  private mutating func computed(
    _ sign: ExpressionSyntax.Arithmetic, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) throws(Finding) -> String {
    let (a, b) = (try value(left), try value(right))
    switch (family(of: left), sign, family(of: right)) {
    case (.date, .minus, .date): return dialect.days(from: b, to: a)
    case (.date, .minus, _): return dialect.adding("-\(b)", to: a)
    case (.date, .plus, _): return dialect.adding(b, to: a)
    case (_, .plus, .date): return dialect.adding(a, to: b)
    default: return "(\(a) \(sign.rawValue) \(b))"
    }
  }

  private mutating func chosen(
    _ branches: [ExpressionSyntax.Branch], _ otherwise: ExpressionSyntax?
  ) throws(Finding) -> String {
    var text = "CASE"
    for branch in branches { text += " WHEN \(try condition(branch.when)) THEN \(try value(branch.then))" }
    if let otherwise { text += " ELSE \(try value(otherwise))" }
    return text + " END"
  }

  private mutating func called(
    _ name: String, _ arguments: [ExpressionSyntax], _ range: Range<Int>
  ) throws(Finding) -> String {
    var parts: [String] = []
    for argument in arguments { parts.append(try value(argument)) }
    switch name {
    case "days": return dialect.days(from: parts[0], to: parts[1])
    case "working_days": return workingDays(from: parts[0], to: parts[1])
    case "age_at": return age(at: parts[1], born: parts[0])
    case "months_between": return months(from: parts[0], to: parts[1])
    case "add_months": return dialect.adding(months: parts[1], to: parts[0])
    case "first_of_months": return firstDay(ofMonths: parts[1], to: parts[0])
    case "least": return parts.dropFirst().reduce(parts[0]) { extreme($0, $1, "<") }
    case "greatest": return parts.dropFirst().reduce(parts[0]) { extreme($0, $1, ">") }
    case "coalesce": return "coalesce(\(parts.joined(separator: ", ")))"
    case "length": return dialect.length(of: parts[0])
    default:
      throw place.finding(
        .notInDatabases, at: range, "\(name) cannot be written in the SQL of a database",
        hint: "rules use it; a measure can count by a field that says the same")
    }
  }

  private mutating func workingDays(from start: String, to end: String) -> String {
    usesWorkingCalendar = true
    func count(_ day: String) -> String {
      "(SELECT working_days FROM working_calendar WHERE day = \(day))"
    }
    return "(\(count(end)) - \(count(start)))"
  }

  /// Birthdays reached. One on 29 February comes on 1 March of other years.
  private func age(at day: String, born: String) -> String {
    func monthAndDay(_ day: String) -> String {
      "\(dialect.part(.month, of: day)) * 100 + \(dialect.part(.day, of: day))"
    }
    return "(\(dialect.part(.year, of: day)) - \(dialect.part(.year, of: born)) "
      + "- CASE WHEN \(monthAndDay(day)) < \(monthAndDay(born)) THEN 1 ELSE 0 END)"
  }

  /// One month less where the day is not reached; the last day of a month reaches every day.
  private func months(from start: String, to end: String) -> String {
    let next = dialect.adding("1", to: end)
    func months(_ day: String) -> String {
      "\(dialect.part(.year, of: day)) * 12 + \(dialect.part(.month, of: day))"
    }
    return "(\(months(end)) - (\(months(start))) - CASE WHEN \(dialect.part(.day, of: end)) "
      + "< \(dialect.part(.day, of: start)) AND \(dialect.part(.day, of: next)) <> 1 THEN 1 ELSE 0 END)"
  }

  /// The next day, so many months earlier; where that month has no such day, the first of the month after.
  private func firstDay(ofMonths months: String, to day: String) -> String {
    let next = dialect.adding("1", to: day)
    let earlier = dialect.adding(months: "-\(months)", to: next)
    let isShort = "\(dialect.part(.day, of: earlier)) < \(dialect.part(.day, of: next))"
    return "CASE WHEN \(isShort) THEN \(dialect.adding("1", to: earlier)) ELSE \(earlier) END"
  }

  /// The lesser or greater of two; NULL where either is, which not every database's `least` gives.
  private func extreme(_ a: String, _ b: String, _ sign: String) -> String {
    "CASE WHEN \(a) \(sign)= \(b) THEN \(a) WHEN \(b) \(sign) \(a) THEN \(b) END"
  }
}
