import Artefacts
import Findings
import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tools

/// A store, a list of neighbours and an earlier run are of one council, and of no other.
@Suite struct CouncilsApartTests {
  private static let oxfordshire = "E10000025"

  private func run(_ fixture: StoreFixture, _ area: String?, _ day: String, in store: RunStore? = nil) throws
    -> RunOutcome
  {
    let workspace = try StoreFixture.workspace.get()
    let day = try #require(Day(iso: day))
    let request = RunRequest(pipeline: fixture.pipeline, inputFolder: fixture.input, asOf: day, area: area)
    let own = try workspace.store("\(fixture.folder)/runs", pipeline: fixture.pipeline, area: area, on: day)
    return try keepRun(request, in: store ?? own, workspace, fixture.surroundings)
  }

  @Test func anotherCouncilHasAStoreOfItsOwnAndIsHeldAgainstNoRunOfTheFirst() throws {
    let fixture = try StoreFixture()
    #expect(try run(fixture, nil, "2026-10-30").state == .published)
    let other = try run(fixture, Self.oxfordshire, "2026-10-31")
    #expect(other.state == .published)
    #expect(other.evidence == "\(fixture.store.folder)/\(Self.oxfordshire)/2026-10-31/index.html")
    // Rules that look at the run before have none to look at, and no figure is said to have moved.
    let lasts = other.validated?.tables.flatMap(\.notRun).filter { $0.reason.contains("no last run") } ?? []
    #expect(!lasts.isEmpty)
    let folder = "\(fixture.store.folder)/\(Self.oxfordshire)/2026-10-31"
    let page = try String(contentsOfFile: "\(folder)/index.html")
    #expect(!page.contains("since-the-run-before"))
    let workspace = try StoreFixture.workspace.get()
    let runs = "\(fixture.folder)/runs"
    let one = try History(workspace.store(runs, pipeline: "nightly", area: nil))
    let two = try History(workspace.store(runs, pipeline: "nightly", area: Self.oxfordshire))
    #expect(one.runs.map(\.area) == ["E99000001"] && two.runs.map(\.area) == [Self.oxfordshire])
    // The pipeline's own council, named or not, is in the pipeline's own folder.
    #expect(try workspace.store(runs, pipeline: "nightly", area: "E99000001").folder == fixture.store.folder)
  }

  @Test func aRunOfAnotherCouncilInTheSameFolderIsRefusedBeforeAnythingIsWritten() throws {
    let fixture = try StoreFixture()
    #expect(try run(fixture, nil, "2026-10-30").state == .published)
    let before = try fixture.files()
    for day in ["2026-10-30", "2026-10-31"] {
      let error = #expect(throws: Finding.self) {
        try run(fixture, Self.oxfordshire, day, in: fixture.store)
      }
      #expect(error?.code == "RUN-057")
    }
    #expect(try fixture.files() == before)
  }

  @Test func aRunIsNotHeldAgainstAnEarlierOneOfAnotherCouncilThatIsNamed() throws {
    let fixture = try StoreFixture()
    #expect(try run(fixture, nil, "2026-10-30").state == .published)
    let day = try #require(Day(iso: "2026-10-31"))
    var request = RunRequest(
      pipeline: "nightly", inputFolder: fixture.input, asOf: day, area: Self.oxfordshire,
      output: "\(fixture.folder)/out")
    request.runBefore = fixture.store.path(day - 1)
    let workspace = try StoreFixture.workspace.get()
    let error = #expect(throws: Finding.self) { try runPipeline(request, in: workspace) }
    #expect(error?.code == "RUN-057")
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder)/out"))
  }

  @Test func neighboursAreThoseOfTheirOwnCouncilAlone() throws {
    let fixture = try StoreFixture()
    let theirs = try run(fixture, Self.oxfordshire, "2026-10-31")
    let said = theirs.findings.filter { $0.code == "RUN-058" }
    #expect(
      said.map(\.message) == [
        "the neighbours 'example' are those of E99000001, so Oxfordshire is compared with none"
      ])
    let folder = "\(fixture.store.folder)/\(Self.oxfordshire)/2026-10-31"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where [".html", ".csv", ".json"].contains(where: { path.hasSuffix($0) }) {
      let text = try String(contentsOfFile: "\(folder)/\(path)")
      #expect(!text.contains("Exampleshire") && !text.contains("Invented"), "\(path)")
    }
    let ours = try run(fixture, nil, "2026-10-31")
    #expect(!ours.findings.contains { $0.code == "RUN-058" })
    #expect(
      try String(contentsOfFile: "\(fixture.store.folder)/2026-10-31/comparison.csv").contains("neighbours"))
  }
}

extension String {
  fileprivate init(contentsOfFile path: String) throws {
    self.init(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}
