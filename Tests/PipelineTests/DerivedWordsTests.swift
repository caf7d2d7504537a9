import Findings
import FoundationEssentials
import Periods
import Pipelines
import Testing

/// Every word of a published pack follows from the numbers beside it.
@Suite struct DerivedWordsTests {
  private static let rows = Result { () throws -> [[String: String]] in
    let (files, _) = try ExampleCouncil.run(
      "self-assessment", input: TablesTests.input, asOf: "2026-10-31")
    return try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
  }

  /// Counts are rounded to 5, so that two equal ones say nothing and two others differ as they print.
  @Test(arguments: ["previous", "year_before"]) func aVerdictFollowsFromTheValuesAsPrinted(_ past: String)
    throws
  {
    var decided = 0
    var same = 0
    for row in try Self.rows.get() where row["unit"] == "count" {
      let verdict = row["\(past)_verdict"] ?? ""
      guard let now = Int(row["value"] ?? ""), let before = Int(row["\(past)_value"] ?? "") else {
        #expect(verdict.isEmpty, "a verdict on what is not printed: \(row["measure"] ?? "")")
        continue
      }
      let isUp = now > before
      let words: [String]
      switch row["polarity"] {
      case "higher-is-better": words = [isUp ? "better" : "worse"]
      case "lower-is-better": words = [isUp ? "worse" : "better"]
      default: words = [isUp ? "higher" : "lower"]
      }
      if now == before {
        #expect(verdict == "same", "\(row["measure"] ?? "") \(now) beside \(before)")
        same += 1
      } else {
        // Left out where what the counts stand for does not decide.
        #expect(words.contains(verdict) || verdict.isEmpty)
        decided += 1
      }
    }
    #expect(decided > 20 && same > 20, "\(decided) differ, \(same) are the same")
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
