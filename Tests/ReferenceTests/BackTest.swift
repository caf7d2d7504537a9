import Declarations
import Periods
import Statistics
import Testing

/// Councils' published outcomes for 2024-25, worked out again from their published counts.
///
/// A rule for rounding is only proven by figures that someone else printed.
@Suite struct BackTest {
  /// A council's published counts and the outcome printed beside them.
  private struct Row {
    var code: String
    var exact: Fraction
    var printed: FixedPoint

    var multiplier: Int { code == "2B" || code == "2C" ? 100_000 : 100 }

    /// Rounded half away from zero, once.
    var once: FixedPoint? { exact.rounded(to: 1, times: multiplier) }

    /// Rounded to two decimal places, and that to one.
    var twice: FixedPoint? { exact.rounded(to: 2, times: multiplier)?.rounded(to: 1) }
  }

  private static func rows(_ codes: [String]) throws -> [Row] {
    let (figures, findings) = PublishedFigures.read(
      try committedTable("data/comparators/ascof/ascof-2024-25.csv"))
    try #require(findings.isEmpty)
    return figures.all.compactMap { figure in
      guard codes.contains(figure.measureCode), figure.level == .localAuthority,
        let numerator = figure.numerator.number, let denominator = figure.denominator.number,
        let printed = figure.outcome.number
      else { return nil }
      return Row(
        code: figure.measureCode, exact: Fraction(numerator.units, denominator.units), printed: printed)
    }
  }

  @Test func oneRoundingGivesEveryPublishedOutcome() throws {
    let codes = ["2A", "2B", "2C", "2E(1)", "2E(2a)", "2E(2b)", "3D(1a)", "3D(2a)", "6B"]
    let rows = try Self.rows(codes)
    #expect(rows.count == 1359)
    #expect(codes.allSatisfy { code in rows.contains { $0.code == code } })
    let differing = rows.filter { $0.once != $0.printed }
    #expect(differing.isEmpty, "\(differing.prefix(5))")
  }

  /// The declared `roundedFirstTo` is needed: without it 13 of 276 differ.
  @Test func dischargesIntoReablementAreRoundedTwice() throws {
    let rows = try Self.rows(["2D(1)", "2D(2)"])
    #expect(rows.count == 276)
    #expect(rows.filter { $0.twice != $0.printed }.isEmpty)
    #expect(rows.count { $0.once != $0.printed } == 13)
  }

  /// And it is not the rule for the rest.
  @Test func roundingTwiceIsWrongForOtherMeasures() throws {
    let rows = try Self.rows(["2A", "2B", "2C", "2E(1)", "2E(2a)", "2E(2b)", "3D(1a)", "3D(2a)", "6B"])
    #expect(rows.count { $0.twice != $0.printed } == 61)
  }

  /// Its counts are rounded to 5 before they are published.
  @Test func enquiriesThatReducedRiskCannotBeRecomputed() throws {
    let rows = try Self.rows(["4B"])
    #expect(rows.count == 150)
    #expect(rows.allSatisfy { $0.exact.numerator % 5 == 0 && $0.exact.denominator % 5 == 0 })
    #expect(rows.count { $0.once == $0.printed } == 31)
  }
}
