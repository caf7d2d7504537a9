import Declarations
import Findings
import FoundationEssentials
import Runs
import TestKit
import Testing
import Tools

/// A measure is one file; docs/measures.md and every product follow it.
@Suite struct NewMeasureTests {
  private static let added = """
    {
      "measure": "carers-assessments-asked-for",
      "title": "Carers' assessments asked for",
      "dataset": "assessments",
      "calculation": "count",
      "where": "assessment_type = 'carer' AND requested_on BETWEEN :period_start AND :period_end",
      "unit": "count", "decimals": 0, "polarity": "neither", "change": "relative-percent", "basis": "flow",
      "qualityStatement": "assessing-needs", "keyStatistic": "activity",
      "why": "Demand from carers.", "source": "Local",
      "examples": [
        { "case": { "assessment_type": "carer", "requested_on": "2024-07-31" }, "counts": "counted", "asOf": "2024-07-31" },
        { "case": { "assessment_type": "carer", "requested_on": "2024-08-01" }, "counts": "no", "asOf": "2024-07-31" }
      ]
    }
    """

  /// A folder with the checkout's declarations, and one more measure.
  private func projectWithOneMore() throws -> String {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    try manager.createDirectory(at: root, withIntermediateDirectories: true)
    for folder in ["data", "pipelines"] {
      try manager.copyItem(
        atPath: "\(ExampleCouncil.root)/\(folder)", toPath: root.appending(path: folder).path)
    }
    let file = root.appending(path: "data/measures/carers/carers-assessments-asked-for.json")
    try Data(Self.added.utf8).write(to: file)
    return root.path
  }

  @Test func aMeasureAddedAsOneFileIsInEveryProductThatSelectsItsFamily() throws {
    let root = try projectWithOneMore()
    defer { try? FileManager.default.removeItem(atPath: root) }
    #expect(try checkDeclarations(root: root).findings.allSatisfy { $0.code == "DECL-131" })
    let workspace = try Workspace.open(root)
    let title = "Carers' assessments asked for"
    var products = 0
    for pipeline in workspace.catalogue.pipelines.all.map(\.value) {
      guard pipeline.measures.contains(where: { $0.value == "carers/*" }) else { continue }
      let (files, _) = try ExampleCouncil.run(
        pipeline.pipeline.value, input: TablesTests.input, asOf: "2026-10-31", root: root)
      let comparison = try ExampleCouncil.table(files["comparison.csv"], "comparison.csv")
      #expect(comparison.contains { $0["title"] == title }, "\(pipeline.pipeline.value)")
      products += 1
      for table in pipeline.tables ?? [] {
        let selects = table.measures.map { $0.contains { $0.value == "carers/*" } } ?? true
        guard selects, [.measures, .tiles, .keyStatistics, .scorecard, .dashboard].contains(table.shape)
        else {
          continue
        }
        let bytes = try #require(files["tables/\(table.table.value).csv"])
        #expect(String(decoding: bytes, as: UTF8.self).contains(title), "\(table.table.value)")
        products += 1
      }
    }
    #expect(products >= 9)
  }

  @Test func thePageOfMeasuresIsTheDeclaredOnes() throws {
    let page = measurePage(in: try Workspace.open(ExampleCouncil.root))
    try expectGolden(page, "../../../docs/measures.md")
  }

  @Test func thePageOfFieldsIsTheDeclaredOnes() throws {
    try expectGolden(fieldPage(in: try Workspace.open(ExampleCouncil.root)), "../../../docs/fields.md")
  }

  @Test func everyMeasureSaysWhyWhenceAndWhoseItIs() throws {
    for declared in try Workspace.open(ExampleCouncil.root).catalogue.measures.all {
      let measure = declared.value
      let id = measure.measure.value
      #expect(!measure.why.isEmpty && !measure.source.isEmpty, "\(id)")
      #expect(!(measure.owner ?? "").isEmpty, "\(id) has no owner")
      #expect(measure.reviewed?.count == 10, "\(id) has no day of review")
      #expect(!(measure.qualityStatement ?? "").isEmpty, "\(id) has no quality statement")
      #expect((measure.examples ?? []).count >= 2, "\(id) has fewer than two examples")
    }
  }
}
