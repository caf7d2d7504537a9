import FoundationEssentials
import Periods
import Runs
import Synthesis
import Testing
import Tools

/// Cases/national: a Client Level Data submission as it is sent, and the same council's own extracts; and one of the year before,
/// made of those: the services that ran then, as they were known at its end, and one event of each other type.
@Suite struct ClientLevelDataTests {
  private static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Cases/national")
  private static let asOf = Result { try #require(Day(iso: "2026-09-30")) }

  /// This checkout's declarations with a pipeline of the council's own extracts among them.
  private static let workspace = Result { () throws -> Workspace in
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    try manager.createDirectory(at: root.appending(path: "pipelines"), withIntermediateDirectories: true)
    for folder in ["data", "pipelines"] {
      try? manager.removeItem(at: root.appending(path: folder))
      try manager.copyItem(
        atPath: "\(ExampleCouncil.root)/\(folder)", toPath: root.appending(path: folder).path)
    }
    let plan = """
      {
        "pipeline": "as-made", "title": "T", "why": "W", "area": "E99000001",
        "inputs": [
          { "dataset": "assessments", "files": ["assessments*.*"] },
          { "dataset": "requests", "files": ["requests*.*"], "optional": true },
          { "dataset": "reviews", "files": ["reviews*.*"] },
          { "dataset": "support-services", "files": ["support-services*.*"] }
        ],
        "measures": ["waiting/*", "reviews/*", "support/*", "front-door/*"], "framework": "ascof-2024-25",
        "periods": { "stock": ["day"], "flow": ["month", "year-to-date", "rolling-12-months"] },
        "comparators": [], "policy": "internal", "table": "comparison"
      }
      """
    try Data(plan.utf8).write(to: root.appending(path: "pipelines/as-made.json"))
    return try Workspace.open(root.path)
  }

  /// Every total of a run as of 30 September 2026, by measure and kind of period, and what is said of it.
  private static func figures(
    _ pipeline: String, _ files: [(name: String, bytes: [UInt8])], on day: String = "2026-09-30"
  ) throws -> (
    figures: [String: String], notes: [String: String], findings: [[String: String]]
  ) {
    try inFolder(files) { input, output in
      let request = RunRequest(
        pipeline: pipeline, inputFolder: input.path, asOf: try #require(Day(iso: day)), output: output.path,
        until: .evidence)
      _ = try runPipeline(request, in: workspace.get())
      func table(_ name: String) throws -> [[String: String]] {
        try ExampleCouncil.table(
          FileManager.default.contents(atPath: output.appending(path: name).path).map(Array.init), name)
      }
      let totals = try table("comparison.csv").filter { $0["breakdown"] == "Total" }
      func each(_ text: ([String: String]) -> String) -> [String: String] {
        Dictionary(
          uniqueKeysWithValues: totals.map { ("\($0["measure"] ?? "") \($0["period_kind"] ?? "")", text($0)) }
        )
      }
      return (
        each { "\($0["value"] ?? "") \($0["numerator"] ?? "") \($0["denominator"] ?? "")" },
        each { $0["notes"] ?? "" }, try table("findings.csv")
      )
    }
  }

  private static func inFolder<Result>(
    _ files: [(name: String, bytes: [UInt8])], _ body: (URL, URL) throws -> Result
  ) throws -> Result {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    let input = root.appending(path: "input")
    try manager.createDirectory(at: input, withIntermediateDirectories: true)
    for file in files { try Data(file.bytes).write(to: input.appending(path: file.name)) }
    return try body(input, root.appending(path: "output"))
  }

  private static func file(_ path: String) throws -> (name: String, bytes: [UInt8]) {
    let data = try Data(contentsOf: cases.appending(path: path))
    return (String(path.split(separator: "/").last ?? ""), Array(data))
  }

  private static let submission = Result { try file("608_CLD_20251001_20260930.csv.gz") }
  private static let own = Result { () throws in
    try ["assessments", "reviews", "support-services"].map { try file("as-made/\($0).csv.gz") }
  }
  private static let ofSubmission = Result { try figures("cld", [submission.get()]) }
  private static let ofOwn = Result { try figures("as-made", own.get()) }

  /// What the submission holds differs from the council's extracts in these columns of the sample: every home is one that
  /// is owned, and every review is planned. What comes before it is not in it either: see the test of joined submissions.
  private static let different: Set = [
    "settled-home-18-to-64", "settled-home-65-and-over", "settled-home-learning-disability",
    "reviews-completed-unplanned", "admissions-65-and-over",
  ]
  private static let notHeld: Set = [
    "assessments-waiting", "people-waiting-for-assessment", "reviews-overdue",
    "reviews-people-in-long-term-support",
  ]

  @Test func givesTheFiguresOfTheCouncilsOwnExtracts() throws {
    let (theirs, _, _) = try Self.ofSubmission.get()
    let (ours, _, _) = try Self.ofOwn.get()
    var compared: Set<String> = []
    for (name, figure) in theirs.sorted(by: { $0.key < $1.key }) {
      let measure = String(name.split(separator: " ")[0])
      // There is no extract of requests to compare those with.
      guard !measure.hasPrefix("requests-"), measure != "people-with-a-request" else { continue }
      guard let own = ours[name], !Self.different.contains(measure), !Self.notHeld.contains(measure) else {
        continue
      }
      #expect(figure == own, "\(name)")
      #expect(!own.hasPrefix("x"), "\(name)")
      compared.insert(measure)
    }
    #expect(
      compared == [
        "assessments-completed", "reviews-completed", "direct-payments-on-day",
        "long-term-community-direct-payments", "long-term-community-self-directed",
        "long-term-support-reviewed-in-year", "people-in-long-term-care-homes", "people-in-long-term-support",
        "self-directed-support-on-day", "admissions-18-to-64", "long-term-care-home-services-started",
        "reablement-no-further-support", "reablement-no-further-support-3-days",
        "reablement-services-started",
      ])
    // Requests are events of their own there.
    #expect(theirs["requests-received rolling-12-months"] == "573 573 z")
  }

  @Test func saysOfWhatItCannotHoldThatItIsNotInThisFile() throws {
    let (theirs, _, findings) = try Self.ofSubmission.get()
    for measure in Self.notHeld {
      #expect(theirs["\(measure) day"] == "x z z", "\(measure)")
      #expect(
        findings.contains {
          $0["code"] == "AGG-002" && ($0["message"] ?? "").hasPrefix("not in this file: '\(measure)'")
        }, "\(measure)")
    }
  }

  /// Two submissions know what one alone cannot: who was in a care home in the year before.
  @Test func joinsTheSubmissionOfTheYearBefore() throws {
    let (alone, notes, _) = try Self.ofSubmission.get()
    let (ours, _, _) = try Self.ofOwn.get()
    let name = "admissions-65-and-over rolling-12-months"
    #expect(alone[name]?.contains(" 64 ") == true && ours[name]?.contains(" 63 ") == true)
    #expect(
      notes[name]?.contains(
        "Support services of the 12 months before decide it, and the files begin in 2025-10: give earlier ones too"
      )
        == true)
    let joined = try Self.figures(
      "cld", [Self.submission.get(), Self.file("608_CLD_20241001_20250930.csv.gz")])
    for (figure, value) in joined.figures {
      let measure = String(figure.split(separator: " ")[0])
      guard let own = ours[figure], !Self.notHeld.contains(measure), !measure.hasPrefix("requests-"),
        measure != "people-with-a-request",
        measure == "admissions-65-and-over" || !Self.different.contains(measure)
      else { continue }
      #expect(value == own, "\(figure)")
    }
    #expect(joined.notes[name]?.contains("give earlier ones too") == false)
  }

  /// Release 1, with the names of its columns as databases have them: its labels are told apart, and none is unknown.
  @Test func readsReleaseOneByItsHeadersAndLabels() throws {
    let columns = [
      "LA_Code", "Reporting_Period_Start_Date", "Reporting_Period_End_Date", "LA_Person_Unique_Identifier",
      "Gender",
      "Date_of_Birth", "Client_Type", "Primary_Support_Reason", "Event_Type", "Event_Start_Date",
      "Event_End_Date",
      "Event_Outcome", "Request_Route_of_Access", "Assessment_Type", "Service_Type", "Delivery_Mechanism",
      "Review_Reason",
    ]
    func event(_ type: String, _ values: [String: String]) -> String {
      let usual = [
        "LA_Code": "608", "Reporting_Period_Start_Date": "01/10/2025",
        "Reporting_Period_End_Date": "30/09/2026",
        "LA_Person_Unique_Identifier": "P1", "Gender": "Female", "Date_of_Birth": "01/02/1950",
        "Client_Type": "Service User", "Primary_Support_Reason": "Support with Memory & Cognition",
        "Event_Type": type, "Event_Start_Date": "03/08/2026", "Event_End_Date": "07/08/2026",
      ].merging(values) { $1 }
      return columns.map { usual[$0] ?? "" }.joined(separator: ",")
    }
    let lines = [
      columns.joined(separator: ","),
      event(
        "Referral",
        ["Request_Route_of_Access": "Discharge from Hospital", "Event_Outcome": "NFA - Support declined"]),
      event(
        "Assessment",
        [
          "Assessment_Type": "Long Term Assessment",
          "Event_Outcome": "Progress to Support Planning / Services",
        ]),
      event(
        "Service",
        [
          "Service_Type": "Long Term Support: Nursing Care",
          "Delivery_Mechanism": "CASSR Managed Personal Budget",
          "Event_Outcome": "Provision of service", "Event_End_Date": "",
        ]),
      event(
        "Review",
        ["Review_Reason": "Unplanned - Safeguarding concern", "Event_Outcome": "No change in package"]),
    ]
    let text = Array((lines.joined(separator: "\n") + "\n").utf8)
    let (figures, _, findings) = try Self.figures("cld", [("608_CLD_R1.csv", text)])
    #expect(figures["requests-from-hospital rolling-12-months"] == "100.0 1 1")
    #expect(figures["requests-ending-without-support rolling-12-months"] == "100.0 1 1")
    #expect(figures["assessments-completed rolling-12-months"] == "1 1 z")
    #expect(figures["reviews-completed-unplanned rolling-12-months"] == "100.0 1 1")
    #expect(figures["people-in-long-term-care-homes day"] == "1 1 z")
    let codes = findings.compactMap { $0["code"] }
    #expect(!codes.contains("CELL-006") && !codes.contains("FILE-039"))
    #expect(codes.filter { $0 == "FILE-042" }.count == 4)
  }

  /// The return has a case a row, as the council's own extract has, with numbers for codes.
  @Test func readsTheDolsReturnInItsOwnLayout() throws {
    let theirs = try Self.figures("dols-return", [Self.file("dols-applications.csv.gz")], on: "2026-10-31")
    let ours = try Self.figures("nightly", [Self.file("as-made/dols-applications.csv.gz")], on: "2026-10-31")
    let notHeld: Set = [
      "dols-open-unallocated", "dols-open-red", "dols-fully-assessed-percent",
      "dols-closed-because-person-died",
    ]
    var compared: Set<String> = []
    for (name, figure) in theirs.figures {
      let measure = String(name.split(separator: " ")[0])
      guard !notHeld.contains(measure) else {
        #expect(figure.hasPrefix("x"), "\(name)")
        continue
      }
      guard let own = ours.figures[name] else { continue }
      #expect(figure == own, "\(name)")
      if !figure.hasPrefix("x") { compared.insert(measure) }
    }
    #expect(compared.count == 18)
    #expect(
      Set(
        theirs.findings.filter { ($0["message"] ?? "").hasPrefix("not in this file: ") }.compactMap {
          $0["message"]?.split(separator: "'").dropFirst().first.map { String($0) }
        }) == notHeld)
  }

  /// The waits of requests in an extract of their own are those of the same requests among assessments.
  @Test func requestsOfTheirOwnAreAnsweredAsAssessmentsAskedForAre() throws {
    let files = SyntheticCouncil(
      seed: 19, people: 3000, asOf: try Self.asOf.get(), holidays: [], faults: .perMille(0)
    ).files()
    let extracts = ["assessments.csv", "support-services.csv"].compactMap { name in
      files.first { $0.path == name }.map { (name, $0.bytes) }
    }
    let needs = ["Care Act Assessment", "OT Assessment", "Sensory assessment", "Reablement Assessment"]
    var requests = ["Request Reference,Person Number,DOB,Client Type,Date Requested,Request Outcome"]
    for row in try ExampleCouncil.table(extracts.first?.1, "assessments.csv") {
      let isOfNeeds = needs.contains(row["Type of Assessment"] ?? "")
      requests.append(
        [
          row["Assessment Reference"] ?? "", row["Person Number"] ?? "", row["DOB"] ?? "",
          isOfNeeds ? "Service user" : "Unpaid carer", row["Date Requested"] ?? "",
          row["Date Closed"]?.isEmpty == false ? "NFA: Support declined" : "",
        ].joined(separator: ","))
    }
    let text = Array((requests.joined(separator: "\n") + "\n").utf8)
    let (figures, _, _) = try Self.figures("as-made", extracts + [("requests.csv", text)])
    var compared = 0
    for (name, figure) in figures where name.hasPrefix("first-") {
      #expect(figures["requests-\(name)"] == figure, "\(name)")
      if !figure.hasPrefix("z") && !figure.hasPrefix("x") { compared += 1 }
    }
    #expect(compared >= 8)
  }

  @Test func rehearsesTheSubmissionItself() throws {
    let today = try #require(Day(iso: "2026-11-30"))
    let rehearsal = try Self.inFolder([Self.submission.get()]) { input, _ in
      try rehearse(
        "cld", input: input.path, from: nil, to: nil, today: today, pipeline: nil, in: Self.workspace.get())
    }
    #expect(rehearsal.findings.isEmpty)
    let lines = rehearsal.report.split(whereSeparator: \.isNewline).map { String($0) }
    #expect(lines.contains("period     2025-10-01 to 2026-09-30"))
    #expect(lines.contains("Events (requests only): 77 of 573 records would be reported as failing"))
    #expect(lines.filter { $0.contains("Not in the extract") }.isEmpty)
    #expect(lines.contains { $0.hasPrefix("Events (services only): ") && $0.contains(" of 1463 records ") })
    #expect(!rehearsal.report.contains("Service Type: "))
  }

  @Test func aFileThatCannotBeReadHasNoNoughtOfFailingRecords() throws {
    let today = try #require(Day(iso: "2026-11-30"))
    let rehearsal = try Self.inFolder([("608_CLD.csv", Array("LA Code,Event Type\n608,Service\n".utf8))]) {
      input, _ in
      try rehearse(
        "cld", input: input.path, from: nil, to: nil, today: today, pipeline: nil, in: Self.workspace.get())
    }
    #expect(rehearsal.isUnreadable)
    #expect(!rehearsal.report.contains("0 of 0"))
  }
}
