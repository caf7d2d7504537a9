import Declarations
import Findings
import Periods
import TestKit
import Testing

@Suite struct CatalogueTests {
  @Test func theWorldIsInOrder() throws {
    let findings = try World().read().findings
    #expect(findings.isEmpty, "\(Findings(findings))")
  }

  @Test func findsDeclarationsByID() throws {
    let catalogue = try World().read().catalogue
    #expect(
      catalogue.measures.ids == [
        "adults-waiting", "completed-in-time", "median-wait", "waiting-per-adult-waiting",
      ])
    #expect(catalogue.measure("median-wait")?.title == "Median wait")
    #expect(catalogue.measure("median-weight") == nil)
    #expect(catalogue.dataset("assessments")?.prefix.value == "WL")
    #expect(catalogue.policy("published")?.threshold == 5)
    #expect(catalogue.pipeline("nightly")?.periods?.flow == [.month, .rollingYear])
    #expect(catalogue.rules(of: "assessments").map(\.value.rule.value) == ["WL-001"])
    #expect(catalogue.rules(of: "reviews").isEmpty)
    #expect(catalogue.breakdown("age-band", of: "assessments")?.bands?.map(\.from) == [18, 65])
    #expect(catalogue.family(of: "median-wait") == "waiting")
    #expect(catalogue.comparators.ids == ["ascof-2024-25"])
  }

  @Test func selectsMeasuresByFamilyAndByID() throws {
    var world = try World()
    let plan = try #require(world.files["pipelines/nightly.json"])
    world.files["pipelines/nightly.json"] = plan.replacing(
      "[\"waiting/*\"]", with: "[\"median-wait\", \"waiting/*\"]")
    let (catalogue, findings) = world.read()
    #expect(findings.isEmpty)
    let nightly = try #require(catalogue.pipeline("nightly"))
    #expect(
      catalogue.measures(of: nightly) == [
        "median-wait", "adults-waiting", "completed-in-time", "waiting-per-adult-waiting",
      ])
    #expect(catalogue.measures(selectedBy: "reviews/*").isEmpty)
  }

  @Test func resolvesCodesOfAFieldAndOfAList() throws {
    let catalogue = try World().read().catalogue
    let fields = try #require(catalogue.dataset("assessments")?.fields)
    func codes(_ name: String) -> [String]? {
      fields.first { $0.field.value == name }.flatMap(catalogue.codes(of:))?.map(\.code.value)
    }
    #expect(codes("sex") == ["female", "male"])
    #expect(codes("status") == ["waiting", "done"])
    #expect(codes("age") == nil)
  }

  @Test func placesEveryLocatedText() throws {
    let catalogue = try World().read().catalogue
    for measure in catalogue.measures.all {
      let source = measure.source
      for located in [measure.value.measure, measure.value.where, measure.value.numerator].compactMap(\.self)
      {
        let written = String(decoding: source.bytes[located.range], as: UTF8.self)
        #expect(written == JSONText.quoted(located.value))
      }
    }
  }

  @Test func appliesEachVintageToTheOneBefore() throws {
    let catalogue = try World().read().catalogue
    func codes(_ id: String) -> [String] {
      catalogue.entries(of: id).map { "\($0.code.value) \($0.measure.value)" }
    }
    #expect(codes("local-2023-24") == ["1A adults-waiting", "1B completed-in-time", "1C median-wait"])
    // 2A takes the place of 1A, 1B stays, 2B is new, and 1C is gone.
    #expect(
      codes("local-2024-25") == [
        "2A adults-waiting", "1B completed-in-time", "2B waiting-per-adult-waiting",
      ])
    #expect(codes("local-2025-26").isEmpty)
  }

  struct Vintage: Sendable, CustomTestStringConvertible {
    var delta: String
    var codes: [String]
    var why: String
    var testDescription: String { why }
  }

  static let vintages: [Vintage] = [
    .init(delta: #""measures": []"#, codes: ["1A a", "1B c", "1C m"], why: "nothing changes"),
    .init(
      delta: #""measures": [{"code": "1A", "measure": "waiting-per-adult-waiting"}]"#,
      codes: ["1A w", "1B c", "1C m"], why: "a code redefined keeps its place"),
    .init(
      delta: """
        "measures": [{"code": "1A", "measure": "completed-in-time", "formerly": "1B"},
          {"code": "1B", "measure": "adults-waiting", "formerly": "1A"}]
        """,
      codes: ["1A c", "1B a", "1C m"], why: "two measures exchange their codes"),
    .init(
      delta: """
        "measures": [{"code": "2B", "measure": "completed-in-time", "formerly": "1B"},
          {"code": "2C", "measure": "waiting-per-adult-waiting", "formerly": "1B"}]
        """,
      codes: ["1A a", "2B c", "2C w", "1C m"], why: "one code becomes two, in its place"),
    .init(
      delta: #""measures": [], "removed": ["1A", "1C"]"#, codes: ["1B c"], why: "codes are removed"),
    .init(
      delta: #""measures": [{"code": "1B", "measure": "waiting-per-adult-waiting"}], "removed": ["1A"]"#,
      codes: ["1B w", "1C m"], why: "one is removed, another redefined"),
  ]

  @Test(arguments: vintages) func resolvesAVintage(_ row: Vintage) throws {
    var world = try World()
    world.files["data/frameworks/local-2025-26.json"] = """
      {"framework": "local-2025-26", "title": "Next", "basedOn": "local-2023-24", "source": "Local", \(row.delta)}
      """
    let (catalogue, findings) = world.read()
    #expect(findings.isEmpty, "\(Findings(findings))")
    let codes = catalogue.entries(of: "local-2025-26").map {
      "\($0.code.value) \($0.measure.value.prefix(1))"
    }
    #expect(codes == row.codes)
  }

  @Test func aBrokenFileBreaksNothingThatRefersToIt() throws {
    var world = try World()
    for (path, text) in world.files {
      world.files[path] = "{"
      let findings = world.read().findings
      #expect(findings.count == 1, "\(path):\n\(Findings(findings))")
      #expect(findings.first?.location?.path == path)
      world.files[path] = text
    }
  }

  @Test func theOrderOfFilesDoesNotMatter() throws {
    let files = try World().files.map {
      SourceText(path: $0.key, $0.value.replacing("\"title\"", with: "\"titel\""))
    }
    let expected = Catalogue.read(files).findings
    #expect(Set(expected.compactMap(\.location?.path)).count == files.count)
    forAll(count: 20) {
      files.shuffled(using: &$0)
    } holds: {
      Catalogue.read($0).findings == expected
    }
  }

  @Test func areasAndPopulationsAreCheckedOnlyWhereTheyAreKnown() throws {
    var world = try World()
    let plan = try #require(world.files["pipelines/nightly.json"])
    world.files["pipelines/nightly.json"] = plan.replacing("E10000025", with: "E99999999")
    #expect(world.read().findings.map(\.code) == [.unknownReference])
    let sources = world.files.map { SourceText(path: $0.key, $0.value) }
    #expect(Catalogue.read(sources).findings.isEmpty)
  }
}
