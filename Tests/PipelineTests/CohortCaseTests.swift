import Declarations
import Findings
import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// The cases behind a figure of a cohort, and its own breakdowns.
@Suite struct CohortCaseTests {
  @Test func theCasesOfACohortsFigureAreAsManyAsItSays() throws {
    let workspace = try ExampleCouncil.workspace.get()
    let folder = scratch().appending(path: "restricted")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let key = try ExampleCouncil.table(file: "\(TablesTests.input)/answer-key/measures.csv")
    let asOf = try #require(Day(iso: "2026-10-31"))
    var listed = 0
    for declared in workspace.catalogue.measures.all.map(\.value) {
      guard let dataset = declared.dataset.flatMap({ workspace.catalogue.dataset($0.value) }),
        let cohort = dataset.cohort
      else { continue }
      let id = declared.measure.value
      let kind: ReportingPeriod.Kind = declared.basis.isStock ? .day : .rollingYear
      // The recasts of the return are in no key.
      guard
        let answer = key.last(where: {
          $0["measure"] == id && $0["period_kind"] == kind.rawValue && $0["breakdown"] == ""
            && $0["period_end"] == "2026-10-31"
        })
      else { continue }
      let run = RunRequest(
        pipeline: "self-assessment", inputFolder: TablesTests.input, asOf: asOf, output: folder.path)
      _ = try listCases(CaseRequest(run: run, measure: id, kind: kind, folder: folder.path), in: workspace)
      let path = folder.appending(path: "cases-\(id)-\(kind.rawValue)-2026-10-31.csv").path
      let rows = try ExampleCouncil.table(file: path)
      let isRate = declared.formula == .rate
      #expect(String(rows.count) == answer[isRate ? "numerator" : "denominator"], "\(id)")
      if declared.formula == .proportion {
        let met = rows.count { $0["counted_as"] == "numerator" }
        #expect(String(met) == answer["numerator"], "\(id)")
      }
      let first = try #require(cohort.reads.first?.dataset.value)
      #expect(rows.allSatisfy { $0["file"] == "\(first).csv" }, "\(id)")
      listed += 1
    }
    #expect(listed == 16)
  }

  /// What stands in no extract, such as what came after reablement.
  @Test func aPipelineMayChooseTheBreakdownsOfACohort() throws {
    let root = scratch()
    defer { try? FileManager.default.removeItem(at: root) }
    for name in ["data", "pipelines"] {
      try FileManager.default.copyItem(
        atPath: "\(ExampleCouncil.root)/\(name)", toPath: root.appending(path: name).path)
    }
    let path = root.appending(path: "pipelines/outcomes.json")
    func choose(_ breakdowns: String) throws {
      let text = try String(contentsOf: path, encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.contains("\"breakdowns\"") })
      try Data(text.replacing(line, with: "  \"breakdowns\": [\(breakdowns)]").utf8).write(to: path)
    }
    try choose(#""sequel", "accommodation-status", "ethnicity-group""#)
    #expect(try checkDeclarations(root: root.path).findings.allSatisfy { $0.code == "DECL-131" })
    let (files, _) = try ExampleCouncil.run(
      "outcomes", input: TablesTests.input, asOf: "2026-10-31", root: root.path)
    let rows = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
    for (measure, breakdown) in [
      ("reablement-no-further-support", "sequel"), ("settled-home-65-and-over", "accommodation-status"),
      ("direct-payments-on-day", "ethnicity-group"),
    ] {
      let own = rows.filter { $0["measure"] == measure && $0["period_kind"] != "year-to-date" }
      let whole = own.first { $0["breakdown"] == "Total" }.flatMap { $0["denominator"] }.flatMap { Int($0) }
      let parts = own.filter { $0["breakdown"] == breakdown }.compactMap { Int($0["denominator"] ?? "") }
      #expect(parts.count > 1 && parts.reduce(0, +) == whole, "\(measure)")
    }
    // A breakdown of a cohort that no measure of the pipeline is over is still refused.
    try choose(#""led-to""#)
    #expect(try checkDeclarations(root: root.path).findings.contains { $0.code == "DECL-105" })
  }

  private func scratch() -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
