import Periods

/// What an expression comes to for one case, by the reference; missing and unknown are one, as in SQL.
enum SampleValue: Equatable {
  case missing
  case number(Int)
  case truth(Bool)
  case text(String)
  /// A value that is not one of a field's codes.
  case unmapped
}

/// Evaluates row by row, straight from the rules of SQL and the definitions of the functions.
struct SampleEvaluation {
  let record: [String: String]
  let calendar: WorkingCalendar
  let holidays: Set<Day>

  func value(_ sample: SampleExpression) -> SampleValue {
    switch sample {
    case .field(let name): return field(name)
    case .number(let number), .decimal(let number, _): return .number(number)
    case .date(let day), .parameter(_, let day): return .number(Int(day.number))
    case .text(let text): return .text(text)
    case .truth(let truth): return .truth(truth)
    case .null: return .missing
    case .not(let inner): return truth(truth(inner).map { !$0 })
    case .all(let parts): return truth(all(parts.map(truth)))
    case .any(let parts): return truth(any(parts.map(truth)))
    case .comparison(let sign, let a, let b): return truth(compared(sign, a, b))
    case .between(let value, let low, let high, let isNegated):
      let inside = betweens(value, low, high)
      return truth(isNegated ? inside.map { !$0 } : inside)
    case .isIn(let value, let items, let isNegated):
      let found = any(items.map { compared("=", value, $0) })
      return truth(isNegated ? found.map { !$0 } : found)
    case .isNull(let inner, let isNegated): return .truth((value(inner) == .missing) != isNegated)
    case .arithmetic(let sign, let a, let b): return computed(sign, a, b)
    case .negative(let inner):
      guard case .number(let number) = value(inner) else { return .missing }
      return .number(-number)
    case .choice(let branches, let otherwise):
      let results = branches.map { $0[1] } + (otherwise.map { [$0] } ?? [])
      for branch in branches where truth(branch[0]) == true { return scaled(branch[1], beside: results) }
      return otherwise.map { scaled($0, beside: results) } ?? .missing
    case .call(let name, let arguments): return called(name, arguments)
    }
  }

  func truth(_ sample: SampleExpression) -> Bool? {
    guard case .truth(let truth) = value(sample) else { return nil }
    return truth
  }
  private func truth(_ truth: Bool?) -> SampleValue { truth.map(SampleValue.truth) ?? .missing }

  private func all(_ truths: [Bool?]) -> Bool? {
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }
  private func any(_ truths: [Bool?]) -> Bool? {
    if truths.contains(true) { return true }
    return truths.contains(nil) ? nil : false
  }

  private func field(_ name: String) -> SampleValue {
    guard let text = record[name] else { return .missing }
    switch name {
    case "received_on", "closed_on", "born_on":
      return Day(iso: text).map { .number(Int($0.number)) } ?? .missing
    case "visits", "contacts": return Int(text).map(SampleValue.number) ?? .missing
    case "weekly_cost", "hours":
      let places = SampleExpression.field(name).places
      let parts = text.split(separator: ".")
      let fraction = parts.count == 2 ? String(parts[1]) : ""
      let digits = String(parts[0]) + fraction + String(repeating: "0", count: places - fraction.count)
      return Int(digits).map(SampleValue.number) ?? .missing
    case "urgent", "agreed": return .truth(text == "true")
    case "enquiry_type": return ["section-42", "other"].contains(text) ? .text(text) : .unmapped
    default: return .text(text)
    }
  }

  /// A number in units of the most places that any of the others has.
  private func scaled(_ sample: SampleExpression, beside others: [SampleExpression]) -> SampleValue {
    guard case .number(var number) = value(sample) else { return value(sample) }
    let most = others.map(\.places).max() ?? 0
    var factor = 1
    for _ in 0..<max(0, most - sample.places) { factor *= 10 }
    let (product, isOverflow) = number.multipliedReportingOverflow(by: factor)
    number = product
    return isOverflow || number == .min ? .missing : .number(number)
  }

  private func compared(_ sign: String, _ a: SampleExpression, _ b: SampleExpression) -> Bool? {
    switch (scaled(a, beside: [a, b]), scaled(b, beside: [a, b])) {
    case (.missing, _), (_, .missing), (.unmapped, .unmapped): return nil
    case (.number(let x), .number(let y)):
      switch sign {
      case "=": return x == y
      case "<": return x < y
      case "<=": return x <= y
      case ">": return x > y
      case ">=": return x >= y
      default: return x != y
      }
    case (let x, let y): return sign == "=" ? x == y : x != y
    }
  }

  private func betweens(_ value: SampleExpression, _ low: SampleExpression, _ high: SampleExpression) -> Bool?
  {
    all([compared(">=", value, low), compared("<=", value, high)])
  }

  private func computed(_ sign: String, _ a: SampleExpression, _ b: SampleExpression) -> SampleValue {
    let beside = sign == "*" ? [] : [a, b]
    guard case .number(let x) = scaled(a, beside: beside), case .number(let y) = scaled(b, beside: beside)
    else {
      return .missing
    }
    let (result, isOverflow) =
      switch sign {
      case "+": x.addingReportingOverflow(y)
      case "-": x.subtractingReportingOverflow(y)
      default: x.multipliedReportingOverflow(by: y)
      }
    guard !isOverflow, result != .min else { return .missing }
    let isDate = a.isDate != b.isDate
    return isDate && !Self.calendarDays.contains(result) ? .missing : .number(result)
  }

  private static let calendarDays: ClosedRange<Int> = {
    let first = Day(year: 1, month: 1, day: 1), last = Day(year: 9999, month: 12, day: 31)
    return Int(first?.number ?? 0)...Int(last?.number ?? 0)
  }()
}

extension SampleEvaluation {
  private func called(_ name: String, _ arguments: [SampleExpression]) -> SampleValue {
    let values = arguments.map { scaled($0, beside: arguments) }
    if name == "coalesce" { return values.first { $0 != .missing } ?? .missing }
    guard !values.contains(.missing) else { return .missing }
    if case .text(let text) = values[0] { return tested(name, text) }
    let numbers = values.compactMap { value -> Int? in
      guard case .number(let number) = value else { return nil }
      return number
    }
    switch name {
    case "least": return numbers.min().map(SampleValue.number) ?? .missing
    case "greatest": return numbers.max().map(SampleValue.number) ?? .missing
    case "days": return .number(numbers[1] - numbers[0])
    default: break
    }
    let a = Day(number: Int32(numbers[0]))
    if name == "add_months" {
      return added(numbers[1], monthsTo: a).map { .number(Int($0.number)) } ?? .missing
    }
    if name == "first_of_months" {
      return first(ofMonths: numbers[1], endingOn: a).map { .number(Int($0.number)) } ?? .missing
    }
    let b = Day(number: Int32(numbers[1]))
    switch name {
    case "working_days": return workingDays(a, b).map(SampleValue.number) ?? .missing
    case "age_at": return .number(age(a, b))
    default: return .number(months(a, b))
    }
  }

  private func tested(_ name: String, _ text: String) -> SampleValue {
    switch name {
    case "length": return .number(text.unicodeScalars.count)
    case "matches_digits": return .truth(text.count == 3 && text.allSatisfy { "0123456789".contains($0) })
    default:
      let digits = text.filter { $0 != " " && $0 != "-" }.map { $0.wholeNumberValue }
      let numbers = digits.compactMap(\.self)
      guard numbers.count == 10, digits.count == 10, Set(numbers).count > 1 else { return .truth(false) }
      // The whole sum, the check digit weighing 1, is a multiple of 11.
      return .truth(zip(numbers, (1...10).reversed()).map { $0 * $1 }.reduce(0, +).isMultiple(of: 11))
    }
  }

  private func workingDays(_ a: Day, _ b: Day) -> Int? {
    guard calendar.covers(a), calendar.covers(b) else { return nil }
    guard a <= b else { return workingDays(b, a).map { -$0 } }
    var count = 0
    var day = a
    while day < b {
      day = day + 1
      if day.weekday < 5, !holidays.contains(day) { count += 1 }
    }
    return count
  }

  private func added(_ months: Int, monthsTo day: Day) -> Day? {
    guard abs(months) < 200_000 else { return nil }
    let (year, month, dayOfMonth) = day.components
    let total = year * 12 + month - 1 + months
    guard total >= 12 else { return nil }
    var result: Day?
    for shorter in 0..<4 where result == nil {
      result = Day(year: total / 12, month: total % 12 + 1, day: dayOfMonth - shorter)
    }
    return result
  }

  /// The day after, so many months earlier; the first of the month after where that month is too short.
  private func first(ofMonths months: Int, endingOn day: Day) -> Day? {
    let next = day + 1
    guard next.components.year < 10_000, let reached = added(-months, monthsTo: next) else { return nil }
    return reached.components.day == next.components.day ? reached : reached + 1
  }

  /// The greatest number of months whose addition does not pass the second day.
  private func months(_ a: Day, _ b: Day) -> Int {
    // A month has 28 to 31 days, so this starts below the answer whichever comes first.
    var months = (b - a) / (b < a ? 28 : 31) - 2
    while true {
      guard let next = added(months + 1, monthsTo: a) else {
        // Before the calendar begins there is more to add; after it ends there is not.
        guard months < 0 else { break }
        months += 1
        continue
      }
      guard next <= b else { break }
      months += 1
    }
    return months
  }

  private func age(_ born: Day, _ day: Day) -> Int {
    let (year, month, dayOfMonth) = born.components
    func birthday(_ age: Int) -> Day? {
      Day(year: year + age, month: month, day: dayOfMonth) ?? Day(year: year + age, month: 3, day: 1)
    }
    var age = day.components.year - year - 2
    while let next = birthday(age + 1) ?? (year + age < 0 ? born - 800_000 : nil), next <= day { age += 1 }
    return age
  }
}

extension SampleExpression {
  /// Places after the point of a number.
  var places: Int {
    switch self {
    case .decimal(_, let places): places
    case .field("weekly_cost"): 2
    case .field("hours"): 1
    case .arithmetic("*", let a, let b): a.places + b.places
    case .arithmetic(_, let a, let b): max(a.places, b.places)
    case .negative(let inner): inner.places
    case .choice(let branches, let otherwise):
      (branches.map { $0[1] } + [otherwise ?? .null]).map(\.places).max() ?? 0
    case .call("coalesce", let parts), .call("least", let parts), .call("greatest", let parts):
      parts.map(\.places).max() ?? 0
    default: 0
    }
  }

  var isDate: Bool {
    switch self {
    case .date, .parameter, .call("add_months", _), .call("first_of_months", _): true
    case .field(let name): name.hasSuffix("_on")
    case .arithmetic(_, let a, let b): a.isDate != b.isDate
    case .choice(let branches, let otherwise):
      (branches.map { $0[1] } + [otherwise ?? .null]).contains { $0.isDate }
    case .call("coalesce", let parts), .call("least", let parts), .call("greatest", let parts):
      parts.contains { $0.isDate }
    default: false
    }
  }
}
