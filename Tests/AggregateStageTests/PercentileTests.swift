import AggregateStage
import Artefacts
import Declarations
import Periods
import Runs
import Statistics
import TestKit
import Testing

/// A share of the cases lies below a percentile, which is between two neighbours where no case is at its place.
@Suite struct PercentileTests {
  @Test(arguments: [
    (50, [7], "7.0"), (50, [3, 4], "3.5"), (50, [0, 10, 30], "10.0"), (50, [0, 10, 30, 31], "20.0"),
    (90, [0, 10, 20], "18.0"), (90, Array(0...10), "9.0"), (100, [3, 4], "4.0"), (25, [-4, 0, 4, 8], "-1.0"),
  ])
  func liesBetweenNeighbours(percent: Int, numbers: [Int], expected: String) {
    let found = percentile(percent, of: numbers.count) { numbers[$0] }
    #expect(found?.rounded(to: 1)?.description == expected)
    #expect(percentile(percent, of: 0) { _ in 0 } == nil)
  }

  /// What measures are counted with is what published values are compared with.
  @Test func isTheQuantileOfTheSameNumbers() {
    forAll(count: 500) { generator in
      (
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in Int.random(in: -50...50, using: &generator)
        }
        .sorted(), Int.random(in: 0...100, using: &generator)
      )
    } holds: { numbers, percent in
      percentile(percent, of: numbers.count) { numbers[$0] } == Quantile.linear(percent, ofSorted: numbers)
    }
  }

  /// Two cases of 3 and 8 days have a median of 5.5, three of 3, 8 and 9 one of 8.
  @Test(arguments: [([3, 8], "5.5"), ([3, 8, 9], "8.0"), ([9], "9.0")])
  func aMedianOfCasesIsTheirs(days: [Int], expected: String) throws {
    let measure = try #require(try Council.workspace.catalogue.measures["assessments-completed-median-days"])
    let lines = days.enumerated().map { number, days in
      "A\(number),P\(number),\(Council.asOf - 40 - days),\(Council.asOf - 40),\n"
    }
    let extract = "assessment_id,person_id,requested_on,completed_on,closed_on\n" + lines.joined()
    let counted = try Council.count(
      ["assessments": Array(extract.utf8)], [measure],
      over: [ReportingPeriod(latest: .rollingYear, asOf: Council.asOf)])
    #expect(counted.readings.first?.rounded(to: 1)?.description == expected)
  }
}
