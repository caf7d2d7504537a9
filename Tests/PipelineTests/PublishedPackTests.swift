import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// The pack that anyone may see, of the example council: what it is attacked with, what it weighs, what it leaves out.
@Suite struct PublishedPackTests {
  /// The run's folder, left for the length of the tests.
  private static let run = Result { () throws -> URL in
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    let request = RunRequest(
      pipeline: "self-assessment", inputFolder: TablesTests.input,
      asOf: try #require(Day(iso: "2026-10-31")), output: folder.path, until: .evidence)
    _ = try runPipeline(request, in: ExampleCouncil.workspace.get())
    return folder
  }

  @Test func theAuditorLearnsNothingHiddenFromThePublishedPack() throws {
    let audit = try auditRun(Self.run.get().path, since: nil, in: ExampleCouncil.workspace.get())
    #expect(!audit.isExposed, "\(audit.report)")
    let attacked = audit.report.matches(of: /: ([0-9]+) hidden counts attacked/).first.flatMap { Int($0.1) }
    #expect((attacked ?? 0) > 100, "\(audit.report)")
  }

  /// Everything that is opened or sent: not what is restricted, nor the run's own records beside it.
  @Test(arguments: ["self-assessment", "nightly"])
  func thePackIsUnderSixMegabytes(_ pipeline: String) throws {
    let (files, _) = try ExampleCouncil.run(pipeline, input: TablesTests.input, asOf: "2026-10-31")
    let records = [
      "figures.csv", "findings.csv", "quality.csv", "reading.json", "manifest.json", "status.json",
    ]
    let pack = files.filter { !$0.key.hasPrefix("restricted/") && !records.contains($0.key) }
    let bytes = pack.values.reduce(0) { $0 + $1.count }
    #expect(pack["index.html"] != nil && bytes > 1_000_000)
    #expect(bytes < 6_000_000, "\(bytes) bytes")
  }

  /// Every product of the requirements that this run can make has its page; the others are tables by team.
  @Test func everyProductHasAPage() throws {
    let folder = try Self.run.get()
    let pages = Set(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "pages").path))
    for page in [
      "table-key-safeguarding-measures", "table-kpi-tiles", "table-key-statistics", "table-dols",
      "table-dols-by-priority", "table-dols-by-wait", "table-reviews", "table-reviews-by-months-overdue",
      "table-carers",
      "table-long-term-support", "table-trends", "assurance-cqc", "quality", "notes",
    ] { #expect(pages.contains("\(page).html"), "\(page)") }
    let overview = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    #expect(
      overview.contains("Meaningful measures: assessments (a table): this run is not broken down by team"))
  }

  /// A pack made under a policy with whole periods says how to list the cases of those periods, not of the as-of day's.
  @Test func casesAreListedOverThePeriodThatWasPublished() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let asOf = try #require(Day(iso: "2026-10-20"))
    let run = RunRequest(
      pipeline: "self-assessment", inputFolder: TablesTests.input, asOf: asOf,
      output: folder.appending(path: "run").path, policy: "published")
    _ = try runPipeline(run, in: ExampleCouncil.workspace.get())
    let measure = "section-42-enquiries-started"
    let card = try String(
      contentsOf: folder.appending(path: "run/pages/measure-\(measure).html"), encoding: .utf8)
    #expect(
      card.contains("12 months to 30 September 2026") && !card.contains("12 months to 20 October 2026"))
    #expect(card.contains("--as-of 2026-10-20 --pipeline self-assessment --policy published --input"))
    let request = CaseRequest(
      run: run, measure: measure, kind: .rollingYear, folder: folder.appending(path: "cases").path)
    let said = try listCases(request, in: ExampleCouncil.workspace.get())
    #expect(said.contains("cases of \(measure), 12 months to 2026-09-30, listed in"))
  }

  @Test func casesAreListedForTheirOwnerAloneAndTheLogSaysWhere() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)/restricted")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let asOf = try #require(Day(iso: "2026-10-31"))
    let request = CaseRequest(
      run: RunRequest(
        pipeline: "nightly", inputFolder: TablesTests.input, asOf: asOf, output: folder.path, until: .evidence
      ),
      measure: "safeguarding-enquiries-open-over-12-weeks", kind: .day, folder: folder.path)
    let said = try listCases(request, in: ExampleCouncil.workspace.get())
    let path = folder.appending(path: "cases-safeguarding-enquiries-open-over-12-weeks-day-2026-10-31.csv")
    let mode = try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
    let rows = try ExampleCouncil.table(file: path.path)
    #expect(String(rows.count) == (try TablesTests.answer(request.measure, "day")))
    #expect(
      said.hasPrefix(
        "\(rows.count) cases of safeguarding-enquiries-open-over-12-weeks, 2026-10-31, listed in"))
    for row in rows {
      for key in row.filter({ $0.key.hasSuffix("_id") }).values { #expect(!said.contains(key)) }
    }
  }
}
