import FoundationEssentials
import Runs
import Testing
import Tools

/// A declared sample of cases for an audit.
@Suite struct SampleTests {
  private static func rows(_ sample: String) throws -> [[String: String]] {
    let project = try CopiedProject()
    try project.edit(
      "pipelines/weekly.json",
      [
        (
          "\"shape\": \"cases\",\n      \"measures\": [\n        \"safeguarding-enquiries-open-over-12-weeks\"",
          "\"shape\": \"cases\", \(sample)\n      \"measures\": [\n        \"safeguarding-enquiries-open\""
        )
      ])
    let files = try ExampleCouncil.run(
      "weekly", input: TablesTests.input, asOf: "2026-10-31", root: project.root
    ).files
    let path = "restricted/tables/enquiries-over-12-weeks.csv"
    #expect(files["tables/enquiries-over-12-weeks.csv"] == nil, "for its owner alone")
    return try ExampleCouncil.table(files[path], path)
  }

  @Test func aSampleIsOfEachStratumAndTheSameForTheSameSeed() throws {
    let all = try Self.rows("")
    let sample = try Self.rows("\"sample\": { \"size\": 2, \"by\": \"team\", \"seed\": \"2026-10\" },")
    let again = try Self.rows("\"sample\": { \"size\": 2, \"by\": \"team\", \"seed\": \"2026-10\" },")
    let other = try Self.rows("\"sample\": { \"size\": 2, \"by\": \"team\", \"seed\": \"2026-11\" },")
    #expect(sample == again && sample != other)
    let known = Set(all.map { $0["case"] ?? "" })
    #expect(
      sample.allSatisfy { known.contains($0["case"] ?? "") }
        && Set(sample.map { $0["case"] }).count == sample.count)
    let strata = Dictionary(grouping: sample) { $0["stratum"] ?? "" }
    #expect(strata.count > 3)
    for (stratum, cases) in strata {
      let whole = Int(cases[0]["of"] ?? "") ?? 0
      #expect(cases.count == min(2, whole), "\(stratum)")
    }
    #expect(strata.values.map { Int($0[0]["of"] ?? "") ?? 0 }.reduce(0, +) == all.count)
  }

  @Test func aSampleWithoutStrataIsOfAll() throws {
    let all = try Self.rows("")
    let sample = try Self.rows("\"sample\": { \"size\": 5, \"seed\": \"a\" },")
    #expect(sample.count == 5 && sample.allSatisfy { $0["of"] == String(all.count) })
    // A larger sample has the smaller one in it.
    let larger = Set(try Self.rows("\"sample\": { \"size\": 9, \"seed\": \"a\" },").map { $0["case"] ?? "" })
    #expect(sample.allSatisfy { larger.contains($0["case"] ?? "") })
  }
}
