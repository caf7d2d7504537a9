import AggregateStage
import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Runs
import Statistics
import Tables
import ValidateStage

/// The code for an example with another result than stated.
private let wrongExample: FindingCode = "DECL-150"

/// The examples of a rule that do not pass or fail as stated.
func wrongExamples(of declared: Declared<Rule>, in ground: ExampleGround) -> [Finding] {
  let rule = declared.value
  guard let dataset = ground.workspace.catalogue.dataset(rule.dataset.value) else { return [] }
  let days = rule.examples.map { example in
    example.asOf.flatMap { Day(iso: $0.value) } ?? Day(iso: "2024-07-31") ?? Day(number: 0)
  }
  let cases = zip(rule.examples, days).map { example, day in
    ExampleCases(records: example.records, others: example.others ?? [:], asOf: day)
  }
  let isWhole = rule.lookingAt != .record
  // A rule that compares runs must not carry one example's values over to another.
  let trials =
    rule.lookingAt == .run
    ? cases.flatMap { ExampleTrial.all([$0], of: dataset, in: ground, isWhole: isWhole) }
    : ExampleTrial.all(cases, of: dataset, in: ground, isWhole: isWhole)
  return rule.examples.enumerated().compactMap { index, example in
    let (day, trial) = (days[index], trials[index])
    let values = example.records.flatMap(\.values) + (example.previous?.cases.flatMap(\.values) ?? [])
    let place = values.map(\.range).min { $0.lowerBound < $1.lowerBound } ?? rule.rule.range
    if let fault = example.records.lazy.compactMap({ trial.unreadable($0) }).first {
      return declared.source.finding(
        wrongExample, at: place, "example \(index + 1) cannot be read: \(fault)",
        hint: "write values as an extract would")
    }
    let previous = example.previous.flatMap { before in
      let cases = ExampleCases(records: before.cases, asOf: Day(iso: before.asOf.value) ?? day)
      return ExampleTrial.all([cases], of: dataset, in: ground, isWhole: true).first?
        .validated(against: [declared]).memory
    }
    let validated = trial.validated(against: [declared], after: previous)
    let code = FindingCode(rawValue: rule.rule.value)
    let isInRecord = validated.tables.contains { table in
      table.breaches.contains { table.checks[Int($0.check)].code == code }
    }
    let passes = !isInRecord && !validated.findings.contains { $0.code == code }
    guard passes != example.passes else { return nil }
    return declared.source.finding(
      wrongExample, at: place,
      "example \(index + 1) should \(example.passes ? "pass" : "fail") and \(passes ? "passes" : "fails")",
      hint: "correct the example or the condition; the as-of day is \(day)")
  }
}

/// The examples of a measure that are not counted as stated.
func wrongExamples(of declared: Declared<Measure>, in ground: ExampleGround) -> [Finding] {
  let measure = declared.value
  guard measure.readsCases else { return wrongQuotients(of: declared) }
  guard let id = measure.dataset?.value, let dataset = ground.workspace.catalogue.dataset(id) else {
    return []
  }
  let examples = measure.examples ?? []
  let cases = examples.compactMap { example in
    Day(iso: example.asOf.value).map {
      ExampleCases(records: example.cases ?? [example.case ?? [:]], asOf: $0)
    }
  }
  var trials = zip(cases, ExampleTrial.all(cases, of: dataset, in: ground)).makeIterator()
  return examples.enumerated().compactMap { index, example in
    guard let end = Day(iso: example.asOf.value), let (cases, trial) = trials.next() else {
      return declared.source.finding(
        wrongExample, at: example.asOf.range, "'\(example.asOf.value)' is not a day",
        hint: "write it as 2024-07-31")
    }
    let start = example.from.flatMap { Day(iso: $0.value) } ?? FinancialYear(containing: end).start
    if let fault = cases.records.lazy.compactMap({ trial.unreadable($0) }).first {
      return declared.source.finding(
        wrongExample, at: example.asOf.range, "example \(index + 1) cannot be read: \(fault)",
        hint: "write values as an extract would")
    }
    let period = ReportingPeriod(.rollingYear, from: min(start, end), to: end)
    let reading = trial.reading(of: declared, over: period)
    let expected = example.value ?? example.counts?.rawValue ?? ""
    let shown =
      example.value == nil
      ? ExampleTrial.role(reading, of: measure).rawValue
      : reading.map { describe($0, measure) } ?? "not computed"
    guard shown != expected else { return nil }
    return declared.source.finding(
      wrongExample, at: example.asOf.range, "example \(index + 1) should be \(expected) and is \(shown)",
      hint: "correct the example or the expressions; the period is \(period.start) to \(period.end)")
  }
}

/// The examples of a ratio or a published measure whose quotient is not as stated.
private func wrongQuotients(of declared: Declared<Measure>) -> [Finding] {
  let measure = declared.value
  return (measure.examples ?? []).enumerated().compactMap { index, example in
    if let parts = example.parts { return wrongSum(of: parts, example, at: index, of: declared) }
    guard let numerator = example.numerator, let denominator = example.denominator, denominator >= 0 else {
      return nil
    }
    let found =
      Fraction(numerator, denominator).rounded(to: measure.decimals, times: measure.multiplier)?.description
      ?? Missing.nothingToMeasure.shorthand
    guard found != example.value else { return nil }
    return declared.source.finding(
      wrongExample, at: example.asOf.range,
      "example \(index + 1) should be \(example.value ?? "") and is \(found)",
      hint: "the quotient is times \(measure.multiplier), to \(measure.decimals) decimals")
  }
}

/// The finding for an example of readings of months that do not come to the stated value.
private func wrongSum(
  of parts: [String], _ example: Measure.Example, at index: Int, of declared: Declared<Measure>
) -> Finding? {
  let measure = declared.value
  func wrong(_ message: String) -> Finding {
    declared.source.finding(
      wrongExample, at: example.asOf.range, "example \(index + 1) \(message)",
      hint: "parts are values, or numerators over denominators such as 3/4, of the months that end with asOf")
  }
  guard let end = Day(iso: example.asOf.value), !parts.isEmpty else {
    return wrong("has no parts, or no day")
  }
  let id = measure.measure.value
  var month = ReportingPeriod(latest: .month, asOf: end)
  var figures: [ReturnedFigure] = []
  for part in parts.reversed() {
    var figure = ReturnedFigure(
      measure: id, category: nil, period: month, place: Location(path: declared.source.path))
    let numbers = part.split(separator: "/").map { FixedPoint($0) }
    switch numbers.count {
    case 1: figure.value = numbers[0]
    case 2: (figure.numerator, figure.denominator) = (numbers[0], numbers[1])
    default: return wrong("has a part that is not a number")
    }
    guard numbers.allSatisfy({ $0 != nil }) else { return wrong("has a part that is not a number") }
    figures.append(figure)
    month = month.previous
  }
  let period = ReportingPeriod(.rollingYear, from: month.end + 1, to: end)
  let found = describe(
    ReturnedFigures(figures).reading(
      Reading.Key(measure: id, period: period, origin: .returned), of: measure), measure)
  guard found != example.value else { return nil }
  return wrong("should be \(example.value ?? "") and is \(found)")
}

private func describe(_ reading: Reading, _ measure: Measure) -> String {
  reading.rounded(to: measure.decimals)?.description ?? reading.missing?.shorthand ?? ""
}
