import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Job J of the benchmarks, small enough to count by hand: rules tested while reading, keys, crossed breakdowns.
@Suite struct CrossTableTests {
  static let header = """
    person_id,concern_id,concern_date,triage_completed_date,enquiry_allocated_date,enquiry_completed_date,team,\
    primary_support_reason,date_of_birth,ethnicity,risk_outcome,location

    """

  static func record(
    _ id: String, _ concern: String, triaged: String = "", completed: String = "",
    team: String = "Reablement",
    outcome: String = "", person: String = "9990000001", born: String = "1950-01-01"
  ) -> String {
    "\(person),\(id),\(concern),\(triaged),,\(completed),\(team),Sensory support,\(born),White: Roma,\(outcome),\n"
  }

  static func run(_ records: [String]) throws -> [String: [UInt8]] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "in")
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
    let text = header + records.joined()
    try Data(text.utf8).write(to: input.appending(path: "concerns.csv"))
    let output = folder.appending(path: "out")
    let workspace = try Workspace.open("\(ExampleCouncil.root)/Tests/Benchmarks/job-j")
    _ = try runPipeline(
      RunRequest(
        pipeline: "job-j", inputFolder: input.path, asOf: try #require(Day(iso: "2026-04-10")),
        output: output.path,
        until: .aggregate), in: workspace)
    var files: [String: [UInt8]] = [:]
    for path in ["findings.csv", "restricted/refused.csv", "restricted/tables/team-month-reason.csv"] {
      files[path] = FileManager.default.contents(atPath: output.appending(path: path).path).map { Array($0) }
    }
    return files
  }

  @Test func crossesTeamMonthAndReason() throws {
    let files = try Self.run([
      Self.record("A", "2026-03-02", triaged: "2026-03-04"),
      Self.record("B", "2026-03-31", triaged: "2026-04-08"),
      Self.record("C", "2026-03-30"),
      Self.record("D", "2026-02-02", completed: "2026-02-27", outcome: "Risk removed"),
      Self.record("E", "2026-02-02", team: "\"Transitions, 16 to 25\""),
    ])
    let table = try #require(files["restricted/tables/team-month-reason.csv"])
    // Teams in the order of their list, months in order; of March's open waits of 39, 10 and 11 days the median is 11.
    #expect(
      String(decoding: table, as: UTF8.self) == """
        team,month,reason,concerns_numerator,concerns_denominator,concerns,triaged-in-2-days_numerator,\
        triaged-in-2-days_denominator,triaged-in-2-days,completed-in-20-days_numerator,\
        completed-in-20-days_denominator,completed-in-20-days,open-median-days_numerator,open-median-days_denominator,\
        open-median-days,open-longest-days_numerator,open-longest-days_denominator,open-longest-days
        "Transitions, 16 to 25",2026-02,Sensory support,1,,1,0,0,[z],0,0,[z],,1,67.0,,1,67
        Reablement,2026-02,Sensory support,1,,1,0,0,[z],1,1,100.0,,0,[z],,0,[z]
        Reablement,2026-03,Sensory support,3,,3,1,2,50.0,0,0,[z],,3,11.0,,3,39

        """)
  }

  @Test func refusesByRulesTestedWhileReadingAndByKeysAfterwards() throws {
    let files = try Self.run([
      Self.record("A", "2026-03-02", triaged: "2026-03-01"), Self.record("A", "2026-03-02"),
      Self.record("A", "2026-03-03"), Self.record("B", "2026-03-03", completed: "2026-03-04"),
      Self.record("C", "not a day", person: "12", born: "2027-01-01"),
    ])
    let refused = try #require(files["restricted/refused.csv"])
    // The first A is refused by a rule, so the second has the key and the third repeats it; C's concern could not be
    // read, so that nothing is said of its birth.
    #expect(
      String(decoding: refused, as: UTF8.self) == """
        file,line,record,key,codes,fields,what_to_do
        concerns.csv,2,1,A,JJ-003,triage_completed_date,Correct the record in the case system.
        concerns.csv,4,3,A,CELL-009,concern_id,"remove the repeated record, or give it a key of its own"
        concerns.csv,5,4,B,JJ-002,risk_outcome,Correct the record in the case system.
        concerns.csv,6,5,C,CELL-002 JJ-001,concern_date person_id,write dates as 2024-07-31 or 31/07/2024; Correct the record in the case system.

        """)
  }
}
