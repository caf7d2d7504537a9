import FoundationEssentials
import Runs
import Testing
import Tools

/// Costs and hours from cases, week by week, and occupancy beside them from a reading, in one run: each worked out by hand.
@Suite struct AmountRunTests {
  private static let services = """
    service_id,person_id,service_type,started_on,ended_on,unit_cost,cost_frequency,planned_units_per_week
    S1,P1,long-term-residential,2026-01-05,,912.55,weekly,1
    S2,P2,long-term-nursing,2026-10-12,,1100.00,weekly,1
    S3,P3,long-term-residential,2026-01-05,2026-10-20,800.00,weekly,1
    S4,P4,long-term-community,2026-01-05,,21.50,hourly,10.25
    S5,P5,long-term-community,2026-10-19,,22.00,hourly,4.5
    S6,P6,long-term-residential,2026-01-05,,,weekly,1

    """

  private static let pipeline = """
    { "pipeline": "amounts", "title": "Amounts", "area": "E99000001", "why": "Amounts by week.",
      "inputs": [
        { "dataset": "support-services", "files": ["services.csv"] }, { "dataset": "readings", "files": ["readings.csv"] }
      ],
      "measures": ["care-home-cost-a-week", "home-care-hours-planned", "care-home-occupancy"],
      "periods": { "stock": ["day"], "flow": ["month"] }, "comparators": [], "policy": "internal", "table": "comparison",
      "tables": [{ "table": "weeks", "title": "By week", "shape": "measures", "columns": [
        { "title": "4 October", "at": "2026-10-04" }, { "title": "18 October", "at": "2026-10-18" },
        { "title": "25 October", "at": "2026-10-25" }, { "title": "Now" },
        { "title": "Since 4 October", "at": "2026-10-04", "show": "change" }
      ] }] }
    """

  @Test func costsHoursAndOccupancyStandByWeek() throws {
    let project = try CopiedProject()
    try project.add(Data(Self.pipeline.utf8), at: "pipelines/amounts.json")
    let input = "\(project.root)/input"
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    try project.add(Data(Self.services.utf8), at: "input/services.csv")
    try project.add(
      Data(
        "measure,period,numerator,denominator\ncare-home-occupancy,2026-10-04,880,1000\ncare-home-occupancy,2026-10-31,905,1000\n"
          .utf8), at: "input/readings.csv")
    let (files, _) = try ExampleCouncil.run(
      "amounts", input: input, asOf: "2026-10-31", root: project.root)
    let rows = try TablesTests.rows(files, "weeks")
    let columns = ["4 October", "18 October", "25 October", "Now", "Since 4 October"]
    func cells(_ measure: String) throws -> [String] {
      let row = try #require(rows.first { $0["Measure"]?.contains(measure) == true }, "\(measure)")
      return columns.map { row[$0] ?? "none" }
    }
    // A placement of unknown cost is no part of the sum; one that ended on the 20th is no part of the 25th.
    #expect(
      try cells("Cost of care home placements a week") == [
        "1712.55", "2812.55", "2012.55", "2012.55", "17.5",
      ])
    #expect(try cells("Hours of home care planned a week") == ["10.3", "10.3", "14.8", "14.8", "43.7"])
    #expect(try cells("Care home beds that are occupied") == ["88.0", "x", "x", "90.5", "2.5"])
    let page = String(decoding: try #require(files["pages/table-weeks.html"]), as: UTF8.self)
    #expect(page.contains(">£1,712.55<") && page.contains(">+17.5%<") && page.contains(">+2.5 points<"))
  }
}
