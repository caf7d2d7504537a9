import Periods
import Tables
import TestKit
import Testing

@testable import Declarations

/// What a condition says of days, found once, is what it says of each record: no more and no less.
@Suite struct DayBoundsTests {
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
    let bounds = try #require(
      ExpressionFixture.typed(row.condition).dayBounds(ExpressionFixture.parameters()))
    func number(_ day: String?, _ none: Int64) throws -> Int64 {
      try day.map { Int64(try ExpressionFixture.day($0).number) } ?? none
    }
    let span = try #require(bounds.spans.first)
    #expect(bounds.spans.count == 1 && bounds.isWhole && bounds.rest == nil)
    #expect(try span.least == number(row.least, .min) && span.greatest == number(row.greatest, .max))
    #expect(span.takesMissing == row.takesMissing)
  }

  @Test func aMissingDayAloneIsASpanOfNoDays() throws {
    let bounds = try #require(
      ExpressionFixture.typed("received_on IS NULL").dayBounds(ExpressionFixture.parameters()))
    #expect(bounds.isWhole && bounds.spans[0].takes(nil))
    #expect(!bounds.spans[0].takes(0) && !bounds.spans[0].takes(.max))
  }

  /// What a code, a flag or one day beside another decides is not decided by days alone.
  @Test(arguments: [
    ("received_on <= :as_of AND urgent", false), ("received_on <= :as_of AND team = 'North'", false),
    ("received_on <= :as_of AND closed_on > received_on", true),
    ("received_on <= :as_of AND (closed_on > :as_of OR born_on > :as_of)", true),
  ])
  func whatDaysDoNotDecideIsNotWhole(_ condition: String, hasRest: Bool) throws {
    let bounds = try #require(ExpressionFixture.typed(condition).dayBounds(ExpressionFixture.parameters()))
    #expect(!bounds.isWhole && (bounds.rest != nil) == hasRest)
  }

  @Test(arguments: ["urgent", "received_on < closed_on", "visits > 1 OR received_on > :as_of"])
  func whatSaysNothingOfAFieldByItselfHasNoBounds(_ condition: String) throws {
    #expect(try ExpressionFixture.typed(condition).dayBounds(ExpressionFixture.parameters()) == nil)
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

  /// A record meets a condition exactly where its days are in all spans and it meets what is left, and the flag beside them.
  @Test func spansAndWhatIsLeftAreTheCondition() {
    var compared = 0
    forAll(count: 600) {
      Sample(&$0)
    } holds: { sample in
      let parameters = try ExpressionFixture.parameters()
      let all = SampleExpression.all(sample.parts + (sample.isFlagged ? [.field("urgent")] : []))
      let expression = try ExpressionFixture.typed("\(all)")
      guard let bounds = expression.dayBounds(parameters) else { return true }
      compared += 1
      let table = try ExpressionFixture.table(sample.records)
      let within = ExpressionFixture.within(bounds, of: table, parameters)
      let truths = ExpressionFixture.truths(expression, of: table, parameters)
      let isFlagged = try ExpressionFixture.truths(ExpressionFixture.typed("urgent"), of: table, parameters)
      guard bounds.isWhole == (bounds.rest == nil && !sample.isFlagged) else { return false }
      return truths.indices.allSatisfy { row in
        let isMet = within[row] && (!sample.isFlagged || isFlagged[row] == Truth.yes)
        return isMet == (truths[row] == Truth.yes)
      }
    }
    #expect(compared > 400)
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

  /// Whether each row is in all spans and meets what they leave.
  static func within(_ bounds: DayBounds, of table: CaseTable, _ parameters: Parameters) -> [Bool] {
    let rest = bounds.rest.map { truths($0, of: table, parameters) }
    return (0..<table.rowCount).map { row in
      (rest?[row] ?? Truth.yes) == Truth.yes
        && bounds.spans.allSatisfy { span in
          switch table.batches[0].columns[span.field] {
          case .days(let own), .integers(let own):
            span.takes(own[row] == Column.missingNumber ? nil : Int64(own[row]))
          default: false
          }
        }
    }
  }
}
