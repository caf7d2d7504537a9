import Periods
import TestKit

/// Makes expressions that are rightly typed over the fixture's dataset.
struct SampleGenerator {
  var random: Seeded

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
  mutating func day() -> Day {
    // Mostly inside the working calendar, sometimes outside, sometimes on the calendar's own edges.
    switch roll(12) {
    case 0: Day(number: 0) + Int.random(in: -30_000...30_000, using: &random)
    case 1: pick([Day(number: -719_162), Day(number: 2_932_896), Day(number: 19_782), Day(number: 19_416)])
    default: Day(number: 19_450) + Int.random(in: 0...900, using: &random)
    }
  }

  static let days = ["as_of": "2024-07-31", "period_start": "2024-04-01", "period_end": "2024-06-30"]

  mutating func list(_ depth: Int, _ most: Int, _ make: (inout Self, Int) -> SampleExpression)
    -> [SampleExpression]
  {
    var list: [SampleExpression] = []
    for _ in 0...roll(most) { list.append(make(&self, depth)) }
    return list
  }

  mutating func choice(_ depth: Int, _ make: (inout Self, Int) -> SampleExpression) -> SampleExpression {
    var branches: [[SampleExpression]] = []
    for _ in 0...roll(2) { branches.append([condition(depth - 1), make(&self, depth - 1)]) }
    if roll(6) == 0 { branches.append([condition(depth - 1), .null]) }
    return .choice(branches, otherwise: roll(3) == 0 ? nil : make(&self, depth - 1))
  }

  mutating func number(_ depth: Int) -> SampleExpression {
    let simple = depth <= 0 ? 3 : 13
    switch roll(simple) {
    case 0: return .field("visits")
    case 1: return .field("contacts")
    case 2: return .number(pick([0, 1, 2, 7, 28, -3, 4_000_000_000, 900_000_000_000_000_000]))
    case 3: return .call("days", [date(depth - 1), date(depth - 1)])
    case 4: return .call("working_days", [date(depth - 1), date(depth - 1)])
    case 5: return .call("age_at", [date(depth - 1), date(depth - 1)])
    case 6: return .call("months_between", [date(depth - 1), date(depth - 1)])
    case 7: return .arithmetic(pick(["+", "-", "*"]), number(depth - 1), number(depth - 1))
    case 8: return .arithmetic("-", date(depth - 1), date(depth - 1))
    case 9: return .call("length", [text()])
    case 10: return choice(depth) { $0.number($1) }
    case 11:
      return .call(
        pick(["least", "greatest", "coalesce"]), [number(depth - 1)] + list(depth - 1, 2) { $0.number($1) })
    default: return .negative(number(depth - 1))
    }
  }

  mutating func decimal(_ depth: Int) -> SampleExpression {
    switch roll(depth <= 0 ? 3 : 6) {
    case 0: return .field("weekly_cost")
    case 1: return .field("hours")
    case 2: return .decimal(pick([0, 5, 1250, -99, 123_456]), places: pick([1, 2, 3]))
    case 3:
      return .arithmetic(
        pick(["+", "-"]), decimal(depth - 1), roll(2) == 0 ? .field("visits") : decimal(depth - 1))
    case 4: return .arithmetic("*", decimal(0), roll(2) == 0 ? .number(3) : .field("hours"))
    default: return choice(depth) { $0.decimal($1) }
    }
  }

  mutating func date(_ depth: Int) -> SampleExpression {
    switch roll(depth <= 0 ? 5 : 10) {
    case 0: return .field("received_on")
    case 1: return .field("closed_on")
    case 2: return .field("born_on")
    case 3: return .date(day())
    case 4:
      let name = pick(["as_of", "period_start", "period_end"])
      return .parameter(name, Self.days[name].flatMap { Day(iso: $0) } ?? Day(number: 0))
    case 5: return .arithmetic(pick(["+", "-"]), date(depth - 1), number(depth - 1))
    case 6: return .call(pick(["add_months", "first_of_months"]), [date(depth - 1), number(depth - 1)])
    case 7: return .call(pick(["least", "greatest"]), [date(depth - 1), date(depth - 1)])
    case 8: return .call("coalesce", [date(depth - 1)] + list(depth - 1, 2) { $0.date($1) })
    default: return choice(depth) { $0.date($1) }
    }
  }

  /// A number computed from one field, compared with a constant: the program compares the field instead.
  mutating func steady() -> SampleExpression {
    var inner = SampleExpression.field(pick(["received_on", "closed_on", "born_on"]))
    for _ in 0..<roll(3) {
      switch roll(3) {
      case 0: inner = .arithmetic(pick(["+", "-"]), inner, .number(pick([0, 1, 28, -400, 3_000_000])))
      case 1: inner = .call("add_months", [inner, .number(pick([0, 1, 12, -13, 95_000]))])
      default: inner = .arithmetic("+", .number(pick([7, -7])), inner)
      }
    }
    let signs = ["<", "<=", ">", ">=", "=", "<>"]
    if roll(4) == 0 { return .comparison(pick(signs), inner, .date(day())) }
    let function = pick(["days", "working_days", "age_at", "months_between"])
    let pair = roll(2) == 0 ? [inner, .date(day())] : [.date(day()), inner]
    var number = SampleExpression.call(function, pair)
    switch roll(5) {
    case 0: number = .arithmetic(pick(["+", "-"]), number, .number(3))
    case 1: number = .arithmetic("-", .number(10), number)
    default: break
    }
    let bound = SampleExpression.number(pick([0, 1, 2, 18, 65, 84, -1, -20, 400, 9_000_000_000]))
    return roll(2) == 0 ? .comparison(pick(signs), number, bound) : .comparison(pick(signs), bound, number)
  }

  mutating func text() -> SampleExpression { .field(pick(["case_id", "nhs_number"])) }
  mutating func code() -> SampleExpression { .text(pick(["North", "South", "St John's", "Nowhere", "É"])) }

  /// Open codes: any text may be compared with them.
  mutating func team(_ depth: Int) -> SampleExpression {
    switch roll(depth <= 0 ? 2 : 4) {
    case 0: return .field("team")
    case 1: return .field("previous_team")
    case 2: return .call("coalesce", [team(depth - 1), roll(2) == 0 ? code() : team(depth - 1)])
    default: return .choice([[condition(depth - 1), code()]], otherwise: team(depth - 1))
    }
  }

  mutating func condition(_ depth: Int) -> SampleExpression {
    guard depth > 0 else { return roll(5) == 0 ? .truth(roll(2) == 0) : .field(pick(["urgent", "agreed"])) }
    let signs = ["=", "<>", "!=", "<", "<=", ">", ">="]
    let next = depth - 1
    let negated = roll(2) == 0
    switch roll(17) {
    case 0: return .not(condition(next))
    case 1: return .all([condition(next)] + list(next, 2) { $0.condition($1) })
    case 2: return .any([condition(next)] + list(next, 2) { $0.condition($1) })
    case 3: return .comparison(pick(signs), number(next), number(next))
    case 4: return .comparison(pick(signs), date(next), date(next))
    case 5: return .comparison(pick(signs), decimal(next), roll(2) == 0 ? decimal(next) : .field("visits"))
    case 6: return .comparison(pick(["=", "<>"]), team(next), roll(2) == 0 ? code() : team(next))
    case 7:
      return .comparison(pick(["=", "<>"]), .field("enquiry_type"), .text(pick(["section-42", "other"])))
    case 8: return .comparison(pick(["=", "<>"]), text(), roll(2) == 0 ? .text("9434765919") : text())
    case 9: return .comparison(pick(["=", "<>"]), condition(next), condition(next))
    case 10: return .between(number(next), number(next), number(next), isNegated: negated)
    case 11: return .between(date(next), date(next), date(next), isNegated: negated)
    case 12: return .isIn(number(next), list(next, 4) { $0.number($1) }, isNegated: negated)
    case 13:
      return .isIn(
        team(next), list(next, 3) { $0.roll(3) == 0 ? $0.team($1) : $0.code() }, isNegated: negated)
    case 14:
      let inner = [number(next), date(next), team(next), text(), condition(next), decimal(next)]
      return .isNull(pick(inner), isNegated: negated)
    case 15: return choice(depth) { $0.condition($1) }
    default:
      return pick([
        .call("nhs_number_valid", [text()]), .call("matches_digits", [text(), .number(3)]),
        .call("coalesce", [condition(next), condition(next)]),
        .isIn(text(), [.text("A1"), .text("943 476 5919"), text()], isNegated: negated),
      ])
    }
  }

  mutating func record() -> [String: String] {
    var record: [String: String] = [:]
    for field in ["received_on", "closed_on", "born_on"] where roll(5) > 0 { record[field] = "\(day())" }
    if roll(6) == 0 { record["born_on"] = pick(["2000-02-29", "2004-02-29", "1999-12-31"]) }
    for field in ["visits", "contacts"] where roll(5) > 0 {
      record[field] = "\(pick([0, 1, 2, 3, 7, 28, 29, -3, 2_147_483_647, -2_147_483_647]))"
    }
    if roll(4) > 0 { record["weekly_cost"] = pick(["12.50", "0.05", "1234.56", "12.5"]) }
    if roll(4) > 0 { record["hours"] = pick(["0.5", "12.5", "7"]) }
    for field in ["team", "previous_team"] where roll(4) > 0 {
      record[field] = pick(["North", "South", "West", "St John's", "É"])
    }
    if roll(4) > 0 { record["enquiry_type"] = pick(["section-42", "other", "made-up"]) }
    for field in ["urgent", "agreed"] where roll(3) > 0 { record[field] = pick(["true", "false"]) }
    if roll(4) > 0 {
      record["nhs_number"] = pick(["9434765919", "943 476 5919", "9434765918", "1111111111", "A1", "ÉÉ1"])
    }
    if roll(4) > 0 { record["case_id"] = pick(["A1", "123", "9434765919", "12a", "É"]) }
    return record
  }
}
