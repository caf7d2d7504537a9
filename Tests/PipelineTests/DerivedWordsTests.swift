import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Every word of a published pack follows from the numbers beside it.
@Suite struct DerivedWordsTests {
  private static let rows = Result { () throws -> [[String: String]] in
    let (files, _) = try ExampleCouncil.run(
      "self-assessment", input: TablesTests.input, asOf: "2026-10-31")
    return try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
  }

  /// Counts are rounded to 5, so that each stands for two fewer to two more. A difference is one where even the nearest of
  /// those differ by ten cases and by ten per cent; of fewer than ten cases on both sides nothing is said.
  @Test(arguments: [("previous", 1), ("year_before", 3)])
  func aVerdictFollowsFromTheValuesAsPrinted(_ past: String, kinds: Int) throws {
    var said: [String: Int] = [:]
    for row in try Self.rows.get() where row["unit"] == "count" {
      let verdict = row["\(past)_verdict"] ?? ""
      guard let now = Int(row["value"] ?? ""), let before = Int(row["\(past)_value"] ?? "") else {
        #expect(verdict.isEmpty, "a verdict on what is not printed: \(row["measure"] ?? "")")
        continue
      }
      // Of nought there is no change in per cent to stand beside a verdict.
      guard row["\(past)_difference"] != "z" else {
        #expect(verdict.isEmpty)
        continue
      }
      let nearest = now > before ? (now - 2, before + 2) : (now + 2, max(0, before - 2))
      let gap = abs(nearest.0 - nearest.1)
      let isClear = (nearest.0 > nearest.1) == (now > before) && gap >= 10 && gap * 10 >= nearest.1
      let expected: String
      switch (isClear, now > before, row["polarity"]) {
      case (false, _, _): expected = "no clear difference"
      case (true, let isUp, "higher-is-better"?): expected = isUp ? "better" : "worse"
      case (true, let isUp, "lower-is-better"?): expected = isUp ? "worse" : "better"
      case (true, let isUp, _): expected = isUp ? "higher" : "lower"
      }
      #expect(
        verdict == (max(now, before) < 10 ? "" : expected), "\(row["measure"] ?? ""): \(now), \(before)")
      said[verdict, default: 0] += 1
    }
    #expect(said["no clear difference", default: 0] > 20 && said.count > kinds, "\(said)")
  }

  /// A percentage is that of the counts beside it, rounded as they are.
  @Test func aPercentageIsThatOfTheCountsBesideIt() throws {
    var checked = 0
    for row in try Self.rows.get() where row["unit"] == "percent" && row["population"] == "" {
      guard let value = row["value"], value.contains("."), let numerator = Int(row["numerator"] ?? ""),
        let denominator = Int(row["denominator"] ?? ""), denominator > 0
      else { continue }
      let tenths = (2000 * numerator + denominator) / (2 * denominator)
      #expect(value == "\(tenths / 10).\(tenths % 10)", "\(row["measure"] ?? "")")
      checked += 1
    }
    #expect(checked > 50, "\(checked) percentages")
  }
}
