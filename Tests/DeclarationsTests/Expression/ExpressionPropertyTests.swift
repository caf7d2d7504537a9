import Declarations
import Findings
import Periods
import Tables
import TestKit
import Testing

/// Random expressions over random records mean the same to the program and to the reference.
@Suite struct ExpressionPropertyTests {
  struct Input: Sendable, CustomStringConvertible {
    var sample: SampleExpression
    var records: [[String: String]]
    var description: String { "\(sample)\nover \(records.count) records" }
  }

  static func input(_ random: inout Seeded, _ make: (inout SampleGenerator) -> SampleExpression) -> Input {
    var generator = SampleGenerator(random: random)
    let sample = make(&generator)
    let count = 1 + generator.roll(40)
    var records: [[String: String]] = []
    for _ in 0..<count { records.append(generator.record()) }
    random = generator.random
    return Input(sample: sample, records: records)
  }

  /// The table holds the records over and over, so that chunks of the program end inside it.
  static func agrees(_ input: Input) throws -> Bool {
    let program = try compiled(input)
    let copies = input.records.count == 7 ? 300 : 1
    let table = try ExpressionFixture.table(repeatElement(input.records, count: copies).flatMap(\.self))
    let rows = table.rowCount
    let expected = try input.records.map { try reference($0).value(input.sample) }
    let start = rows > 5 ? 3 : 0
    var scratch = EvaluationScratch()
    guard program.kind == .condition else {
      var out: [Int64] = []
      program.values(in: table.batches[0], rows: start..<rows, scratch: &scratch, into: &out)
      return out.enumerated().allSatisfy { offset, value in
        Self.number(expected[(start + offset) % expected.count], program.dictionary) == value
      } && out.count == rows - start
    }
    var out: [UInt8] = []
    program.truth(in: table.batches[0], rows: start..<rows, scratch: &scratch, into: &out)
    return out.enumerated().allSatisfy { offset, truth in
      Self.truth(expected[(start + offset) % expected.count]) == truth
    } && out.count == rows - start
  }

  private static func compiled(_ input: Input) throws -> Program {
    let table = try ExpressionFixture.table(input.records)
    let parameters = try ExpressionFixture.parameters()
    return Program(try ExpressionFixture.typed("\(input.sample)"), table: table, parameters: parameters)
  }

  private static func reference(_ record: [String: String]) throws -> SampleEvaluation {
    let calendar = try ExpressionFixture.calendar()
    return SampleEvaluation(record: record, calendar: calendar, holidays: ExpressionFixture.holidays)
  }

  private static func number(_ value: SampleValue, _ dictionary: [String]) -> Int64 {
    switch value {
    case .missing, .truth: .min
    case .number(let number): Int64(number)
    case .unmapped: Int64(Column.unmappedCode)
    case .text(let text): dictionary.firstIndex(of: text).map(Int64.init) ?? -2
    }
  }

  private static func truth(_ value: SampleValue) -> UInt8 {
    switch value {
    case .truth(let truth): truth ? 2 : 0
    default: 1
    }
  }

  /// A condition cut into spans and parts is the condition, and parts that read no day of the run are the same on other days.
  static func isCut(_ input: Input) throws -> Bool {
    let parameters = try ExpressionFixture.parameters()
    var later = parameters
    (later.asOf, later.periodStart, later.periodEnd) = (
      later.asOf + 400, later.periodStart + 31, later.periodEnd + 400
    )
    let expression = try ExpressionFixture.typed("\(input.sample)")
    let table = try ExpressionFixture.table(input.records)
    let predicate = expression.predicate(parameters)
    return ExpressionFixture.met(predicate, in: table, parameters)
      == ExpressionFixture.truths(expression, of: table, parameters).map { $0 == Truth.yes }
      && predicate.steady == expression.predicate(later).steady
  }

  @Test func aConditionIsWhatItsSpansAndPartsAre() {
    forAll(count: 400, generate: { Self.input(&$0) { $0.steady() } }, holds: Self.isCut)
    forAll(count: 400, generate: { Self.input(&$0) { $0.condition(1 + $0.roll(5)) } }, holds: Self.isCut)
  }

  @Test func conditionsMeanTheSameToProgramAndReference() {
    forAll(count: 600, generate: { Self.input(&$0) { $0.condition(1 + $0.roll(5)) } }, holds: Self.agrees)
  }

  @Test func comparisonsWithAConstantMeanTheSameToProgramAndReference() {
    forAll(count: 400, generate: { Self.input(&$0) { $0.steady() } }, holds: Self.agrees)
  }

  @Test func numbersMeanTheSameToProgramAndReference() {
    forAll(count: 200, generate: { Self.input(&$0) { $0.number(1 + $0.roll(4)) } }, holds: Self.agrees)
  }

  @Test func datesMeanTheSameToProgramAndReference() {
    forAll(count: 200, generate: { Self.input(&$0) { $0.date(1 + $0.roll(4)) } }, holds: Self.agrees)
  }

  @Test func decimalsMeanTheSameToProgramAndReference() {
    forAll(count: 150, generate: { Self.input(&$0) { $0.decimal(1 + $0.roll(3)) } }, holds: Self.agrees)
  }

  @Test func codesMeanTheSameToProgramAndReference() {
    forAll(count: 150, generate: { Self.input(&$0) { $0.team(1 + $0.roll(3)) } }, holds: Self.agrees)
  }
}
