import Declarations
import TestKit
import Testing

/// What is true whatever some fields may hold is true, what is false whatever they may hold is false, and all else is unknown.
@Suite struct DoubtTests {
  @Test(arguments: [
    ("urgent", ["urgent"], "?"), ("urgent OR agreed", ["urgent"], "T"),
    ("urgent AND agreed", ["urgent"], "?"),
    ("urgent AND visits > 9", ["urgent"], "F"), ("urgent OR visits > 9", ["urgent"], "?"),
    ("NOT urgent", ["urgent"], "?"), ("received_on <= :as_of", ["received_on"], "?"),
    ("received_on <= :as_of", ["closed_on"], "T"), ("closed_on IS NULL", ["closed_on"], "?"),
    ("team = 'North'", ["team"], "?"), ("visits IN (1, 2)", ["visits"], "?"),
    ("length(case_id) = 2", ["case_id"], "?"),
    ("coalesce(urgent, agreed)", ["agreed"], "T"), ("coalesce(urgent, agreed)", ["urgent"], "?"),
    ("CASE WHEN urgent THEN TRUE ELSE TRUE END", ["urgent"], "?"),
    ("CASE WHEN agreed THEN urgent ELSE TRUE END", ["urgent"], "?"),
  ])
  func aFieldInDoubtDecidesNothing(_ condition: String, fields: [String], expected: String) throws {
    let record = [
      "urgent": "true", "agreed": "true", "visits": "2", "received_on": "2024-07-01", "team": "North",
      "case_id": "A1",
    ]
    let names = try ExpressionFixture.dataset().fields.map(\.field.value)
    let doubted = Set(fields.compactMap { names.firstIndex(of: $0) })
    #expect(doubted.count == fields.count)
    let table = try ExpressionFixture.table([record])
    let parameters = try ExpressionFixture.parameters()
    let truths = ExpressionFixture.truths(
      try ExpressionFixture.typed(condition).doubting(doubted), of: table, parameters)
    #expect(["F", "?", "T"][Int(truths[0])] == expected)
  }

  private struct Doubted: Sendable, CustomStringConvertible {
    var condition: SampleExpression
    var record: [String: String]
    var field: String
    /// The same record with other values of the field.
    var others: [[String: String]]
    var description: String { "\(condition) over \(record), in doubt \(field)" }
  }

  /// Where the condition is still decided, no value of the field decides otherwise.
  @Test func whatIsDecidedInDoubtIsDecidedSoByEveryValue() {
    var decided = 0
    forAll(count: 400) { random -> Doubted in
      var generator = SampleGenerator(random: random)
      let condition = generator.condition(1 + generator.roll(4))
      let field = generator.pick(["received_on", "visits", "urgent", "team", "agreed", "closed_on"])
      let record = generator.record()
      let others = (0..<12).map { _ in
        var other = record
        other[field] = generator.record()[field]
        return other
      }
      random = generator.random
      return Doubted(condition: condition, record: record, field: field, others: others + [record])
    } holds: { sample in
      let names = try ExpressionFixture.dataset().fields.map(\.field.value)
      let expression = try ExpressionFixture.typed("\(sample.condition)")
      let parameters = try ExpressionFixture.parameters()
      let table = try ExpressionFixture.table(sample.others)
      let inDoubt = expression.doubting(Set([names.firstIndex(of: sample.field) ?? 0]))
      let known = ExpressionFixture.truths(expression, of: table, parameters)
      let doubted = ExpressionFixture.truths(inDoubt, of: table, parameters)
      guard Set(doubted).count == 1, let truth = doubted.first else { return false }
      if truth != Truth.unknown { decided += 1 }
      return truth == Truth.unknown || known.allSatisfy { $0 == truth }
    }
    #expect(decided > 100)
  }
}
