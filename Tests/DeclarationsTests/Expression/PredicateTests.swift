import Periods
import Tables
import TestKit
import Testing

@testable import Declarations

/// A condition cut into spans and parts is true of exactly the records that the condition is true of.
@Suite struct PredicateTests {
  typealias Row = (condition: String, least: String?, greatest: String?, takesMissing: Bool)

  /// Parameters are 2024-07-31, and 2024-04-01 to 2024-06-30.
  @Test(
    arguments: [
      ("received_on < :as_of", nil, "2024-07-30", false), ("received_on <= :as_of", nil, "2024-07-31", false),
      ("received_on > :as_of", "2024-08-01", nil, false), ("received_on >= :as_of", "2024-07-31", nil, false),
      (":as_of > received_on", nil, "2024-07-30", false), (":as_of >= received_on", nil, "2024-07-31", false),
      (":as_of < received_on", "2024-08-01", nil, false), (":as_of <= received_on", "2024-07-31", nil, false),
      ("NOT received_on < :as_of", "2024-07-31", nil, false),
      ("NOT received_on > :as_of", nil, "2024-07-31", false),
      ("received_on = :as_of", "2024-07-31", "2024-07-31", false),
      ("received_on BETWEEN :period_start AND :period_end", "2024-04-01", "2024-06-30", false),
      ("received_on IS NOT NULL", nil, nil, false),
      ("received_on IS NULL OR received_on > :as_of", "2024-08-01", nil, true),
      ("received_on <= :as_of OR received_on IS NULL", nil, "2024-07-31", true),
      (
        "(received_on IS NULL OR received_on > :period_start) AND received_on <= :as_of", "2024-04-02",
        "2024-07-31", false
      ),
      (
        "(received_on IS NULL OR received_on > :period_start) AND (received_on IS NULL OR received_on <= :as_of)",
        "2024-04-02", "2024-07-31", true
      ),
    ] as [Row])
  func aConditionOfOneFieldIsASpan(_ row: Row) throws {
    let predicate = try ExpressionFixture.typed(row.condition).predicate(ExpressionFixture.parameters())
    func number(_ day: String?, _ none: Int64) throws -> Int64 {
      try day.map { Int64(try ExpressionFixture.day($0).number) } ?? none
    }
    let span = try #require(predicate.spans.first)
    #expect(predicate.spans.count == 1 && predicate.steady.isEmpty && predicate.residual.isEmpty)
    #expect(try span.least == number(row.least, .min) && span.greatest == number(row.greatest, .max))
    #expect(span.takesMissing == row.takesMissing)
  }

  @Test func aMissingDayAloneIsASpanOfNoDays() throws {
    let predicate = try ExpressionFixture.typed("received_on IS NULL").predicate(
      ExpressionFixture.parameters())
    let span = try #require(predicate.spans.first)
    #expect(span.takes(nil) && !span.takes(0) && !span.takes(.max))
  }

  /// What a code, a flag or one day beside another decides is the same in every period, unless it reads a day of the run.
  @Test(arguments: [
    ("received_on <= :as_of AND urgent", 1, 1, 0), ("received_on <= :as_of AND team = 'North'", 1, 1, 0),
    ("received_on <= :as_of AND closed_on > received_on", 1, 1, 0),
    ("received_on <= :as_of AND (closed_on > :as_of OR born_on > :as_of)", 1, 0, 1),
    ("urgent", 0, 1, 0), ("received_on < closed_on", 0, 1, 0),
    ("visits > 1 OR received_on > :as_of", 0, 0, 1), ("urgent AND urgent AND team = 'North'", 0, 3, 0),
  ])
  func partsThatReadADayOfTheRunAreApart(
    _ condition: String, spans: Int, steady: Int, residual: Int
  ) throws {
    let predicate = try ExpressionFixture.typed(condition).predicate(ExpressionFixture.parameters())
    #expect(predicate.spans.count == spans)
    #expect(predicate.steady.count == steady)
    #expect(predicate.residual.count == residual)
  }

  /// Some comparisons of days that must all hold, with a flag beside them or without.
  private struct Sample: Sendable, CustomStringConvertible {
    var parts: [SampleExpression] = []
    var isFlagged: Bool
    var records: [[String: String]]
    var description: String { "\(SampleExpression.all(parts)) \(isFlagged) over \(records)" }

    init(_ random: inout Seeded) {
      var generator = SampleGenerator(random: random)
      let fields = ["received_on", "closed_on", "visits"]
      let signs = ["=", "<", "<=", ">", ">=", "<>"]
      func constant(_ field: String) -> SampleExpression {
        if field == "visits" { return .number(generator.pick([0, 1, 2, 7, 28])) }
        return generator.roll(3) == 0 ? .parameter("as_of", Day(number: 19_935)) : .date(generator.day())
      }
      for _ in 0...generator.roll(3) {
        let field = generator.pick(fields)
        let bound = constant(field)
        switch generator.roll(6) {
        case 0: parts.append(.between(.field(field), bound, constant(field), isNegated: false))
        case 1: parts.append(.isNull(.field(field), isNegated: generator.roll(2) == 0))
        case 2:
          let open = SampleExpression.isNull(.field(field), isNegated: false)
          let later = SampleExpression.comparison(
            generator.pick([">", ">=", "<", "<="]), .field(field), bound)
          parts.append(.any(generator.roll(2) == 0 ? [open, later] : [later, open]))
        case 3: parts.append(.comparison(generator.pick(signs), .field("received_on"), .field("closed_on")))
        case 4: parts.append(.not(.comparison(generator.pick(signs), .field(field), bound)))
        default: parts.append(.comparison(generator.pick(signs), .field(field), bound))
        }
      }
      isFlagged = generator.roll(2) == 0
      records = (0..<30).map { _ in generator.record() }
      random = generator.random
    }
  }

  @Test func spansAndPartsAreTheCondition() {
    var withSpans = 0
    forAll(count: 600) {
      Sample(&$0)
    } holds: { sample in
      let all = SampleExpression.all(sample.parts + (sample.isFlagged ? [.field("urgent")] : []))
      let expression = try ExpressionFixture.typed("\(all)")
      let table = try ExpressionFixture.table(sample.records)
      let parameters = try ExpressionFixture.parameters()
      withSpans += expression.predicate(parameters).spans.isEmpty ? 0 : 1
      return ExpressionFixture.met(expression.predicate(parameters), in: table, parameters)
        == ExpressionFixture.truths(expression, of: table, parameters).map { $0 == Truth.yes }
    }
    #expect(withSpans > 400)
  }
}

extension ExpressionFixture {
  static func truths(_ expression: TypedExpression, of table: CaseTable, _ parameters: Parameters) -> [UInt8]
  {
    var out: [UInt8] = []
    Program(expression, table: table, parameters: parameters)
      .truth(in: table.batches[0], rows: 0..<table.rowCount, into: &out)
    return out
  }

  /// Whether each row is in all spans and meets all other parts.
  static func met(_ predicate: Predicate, in table: CaseTable, _ parameters: Parameters) -> [Bool] {
    let parts = (predicate.steady + predicate.residual).map { truths($0, of: table, parameters) }
    return (0..<table.rowCount).map { row in
      parts.allSatisfy { $0[row] == Truth.yes }
        && predicate.spans.allSatisfy { span in
          switch table.batches[0].columns[span.field] {
          case .days(let own), .integers(let own):
            span.takes(own[row] == Column.missingNumber ? nil : Int64(own[row]))
          default: false
          }
        }
    }
  }
}
