import Foundation
import Testing

/// A council's own folder, laid over the shipped declarations, as its analyst uses it.
@Suite struct CouncilFolderTests {
  /// A folder `mine` with settings and a pipeline of its own over the example's extracts.
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.copyExample(to: "extracts")
    try scratch.write(
      """
      { "council": "mine", "area": "Exampleshire", "input": "../extracts", "pipeline": "ours" }
      """, to: "mine/caretally.json")
    try scratch.write(pipeline("ours"), to: "mine/pipelines/ours.json")
    return scratch
  }

  private func pipeline(_ id: String, measures: String = "\"reviews-overdue\"") -> String {
    """
    {
      "pipeline": "\(id)", "title": "Ours", "why": "To try it.",
      "inputs": [{ "dataset": "reviews", "files": ["reviews*.*"] }],
      "measures": [\(measures)], "periods": { "stock": ["day"], "flow": ["month"] },
      "comparators": [], "policy": "internal", "table": "comparison"
    }
    """
  }

  private let day = "--as-of 2026-10-31"

  @Test func declarationsBehindSymbolicLinksAreRead() throws {
    let scratch = try Scratch()
    let ended = try scratch.shell(
      "mkdir linked && ln -s \"$ROOT/data\" \"$ROOT/pipelines\" linked && caretally list pipelines --root linked"
    )
    #expect(ended.code == 0 && ended.said.contains("nightly "), "\(ended.complained)")
    #expect(
      try scratch.shell("caretally list measures --root linked").said.contains("waiting/assessments-waiting ")
    )
  }

  @Test func saysWhatCommandsNeedNotBeTold() throws {
    let scratch = try scratch()
    let ended = try scratch.shell("cd mine && caretally run \(day) --root \"$ROOT\"")
    #expect(ended.code == 0, "\(ended.complained)")
    #expect(ended.said.contains("ours: Ours, Exampleshire, as of 2026-10-31"))
    // Its runs are kept beside its settings, in the store of a pipeline's own council.
    #expect(scratch.names("mine/runs/ours").contains("2026-10-31"))
    let named = try scratch.shell("caretally run --council mine/ \(day) --root \"$ROOT\"")
    #expect(named.code == 0 && named.said.contains("Evidence: mine/runs/ours/2026-10-31/index.html"))
    let status = try scratch.shell("cd mine && caretally status")
    #expect(
      status.code == 0 && status.said.contains("latest: 2026-10-31"), "\(status.said)\(status.complained)")
  }

  @Test func findsWhatIsShippedFromTheProgramItself() throws {
    let scratch = try scratch()
    let ended = try scratch.shell("cd mine && caretally list pipelines")
    #expect(ended.code == 0 && ended.said.contains("nightly") && ended.said.contains("ours"))
  }

  @Test func givesFlagsTheLastWord() throws {
    let scratch = try scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/empty", withIntermediateDirectories: true)
    let ended = try scratch.shell(
      "caretally run nightly --council mine --input empty --area E10000025 --runs kept \(day)")
    #expect(ended.said.contains("Oxfordshire") && ended.said.contains("no extract of reviews in 'empty'"))
    #expect(scratch.names("kept/nightly") == ["E10000025"])
  }

  @Test func isTheCouncilOfShippedPipelinesToo() throws {
    let scratch = try scratch()
    try scratch.write(
      "{ \"council\": \"mine\", \"area\": \"oxfordshire\", \"input\": \"../extracts\" }",
      to: "mine/caretally.json")
    let ended = try scratch.shell(
      "caretally run nightly --council mine --until ingest --publish-anyway \(day)")
    #expect(ended.said.contains("nightly: Nightly comparison, Oxfordshire"), "\(ended.complained)")
    // Not in a folder for another council than the pipeline's.
    #expect(!scratch.names("mine/runs/nightly").contains("E10000025"))
  }

  @Test func tellsOfWhatItReplacesAndLeavesTheShippedFileOut() throws {
    let scratch = try scratch()
    try scratch.write(pipeline("weekly"), to: "mine/pipelines/weekly.json")
    let check = try scratch.shell("caretally check --council mine")
    #expect(check.code == 0, "\(check.complained)")
    #expect(
      check.complained.contains(
        "council/pipelines/weekly.json: note[RUN-061]: the pipeline \"weekly\" is that of the council's folder, in place of the shipped one"
      ))
    #expect(!check.complained.contains("\"ours\" is that of"))
    let run = try scratch.shell("caretally run weekly --council mine \(day)")
    #expect(run.code == 0 && run.said.contains("weekly: Ours") && run.said.contains("RUN-061"), "\(run.said)")
  }

  @Test func stopsOnlyThePipelineWhoseFileIsHalfWritten() throws {
    let scratch = try scratch()
    try scratch.write("{ \"pipeline\": \"half\", \"title\": ", to: "mine/pipelines/half.json")
    // One that would replace a shipped one must not let the shipped one run in its place.
    try scratch.write("{ \"pipeline\": \"weekly\"", to: "mine/pipelines/weekly.json")
    let ours = try scratch.shell("caretally run ours --council mine \(day)")
    #expect(ours.code == 0, "\(ours.complained)")
    #expect(
      ours.complained.contains(
        "mine/pipelines/half.json is not read: it has 1 error; 'caretally check' shows them"))
    for id in ["half", "weekly"] {
      let ended = try scratch.shell("caretally run \(id) --council mine \(day)")
      #expect(
        ended.code == 2 && ended.complained.contains("mine/pipelines/\(id).json:1:"), "\(ended.complained)")
    }
    let check = try scratch.shell("caretally check --council mine")
    #expect(check.code == 2 && check.complained.contains("mine/pipelines/half.json:1:"))
  }

  @Test func stopsWhateverReadsAFaultyMapping() throws {
    let scratch = try scratch()
    try scratch.write("{ \"mapping\": \"las\", ", to: "mine/data/mappings/las.json")
    let other = pipeline("mapped").replacing(
      "[\"reviews*.*\"]", with: "[\"reviews*.*\"], \"mapping\": \"las\"")
    try scratch.write(other, to: "mine/pipelines/mapped.json")
    #expect(try scratch.shell("caretally run ours --council mine \(day)").code == 0)
    let ended = try scratch.shell("caretally run mapped --council mine \(day)")
    #expect(ended.code == 2 && ended.complained.contains("mine/data/mappings/las.json:1:"))
  }

  @Test func stopsEverythingWhereItsTargetsAreFaulty() throws {
    let scratch = try scratch()
    try scratch.write("{ \"targets\": \"ours\"", to: "mine/data/targets/ours.json")
    let ended = try scratch.shell("caretally run ours --council mine \(day)")
    #expect(ended.code == 2 && ended.complained.contains("mine/data/targets/ours.json:1:"))
  }

  @Test func readsATableBesideItsNote() throws {
    let scratch = try scratch()
    let shipped = Scratch.root + "/data/populations/"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: shipped).first { $0.hasSuffix(".json") })
    let stem = String(name.dropLast(5))
    let note = try String(contentsOfFile: shipped + name, encoding: .utf8)
    let table = try String(contentsOfFile: shipped + stem + ".csv", encoding: .utf8)
    try scratch.write(note, to: "mine/data/populations/\(name)")
    try scratch.write(table, to: "mine/data/populations/\(stem).csv")
    let check = try scratch.shell("caretally check --council mine")
    #expect(check.code == 0 && check.complained.contains("RUN-061"), "\(check.complained)")
    // It is the council's table that is read.
    try scratch.write("area\nE1\n", to: "mine/data/populations/\(stem).csv")
    let broken = try scratch.shell("caretally check --council mine")
    #expect(broken.code == 2 && broken.complained.contains("mine/data/populations/\(stem).csv:"))
  }

  @Test func isNamedWhereItIsNone() throws {
    let scratch = try scratch()
    let missing = try scratch.shell("caretally run ours --council yours \(day)")
    #expect(missing.code == 2)
    #expect(
      missing.complained.contains("error[RUN-060]: no council's folder at 'yours': it has no caretally.json"))
    try scratch.write("{ \"council\": \"mine\", \"area\": \"Oxfordshyre\" }", to: "mine/caretally.json")
    let area = try scratch.shell("caretally run ours --council mine \(day)")
    #expect(area.code == 2 && area.complained.contains("mine/caretally.json:1:30: error[RUN-006]"))
    #expect(area.complained.contains("did you mean 'Oxfordshire' (E10000025)?"), "\(area.complained)")
    try scratch.write("{ \"council\": \"mine\", \"inptu\": \"x\" }", to: "mine/caretally.json")
    let key = try scratch.shell("caretally run ours --council mine \(day)")
    #expect(key.code == 2 && key.complained.contains("mine/caretally.json:1:"), "\(key.complained)")
  }

  @Test func isNeverReplacedByOutput() throws {
    let scratch = try scratch()
    for place in ["mine", "mine/pipelines", "mine/data/x"] {
      let ended = try scratch.shell("caretally run ours --council mine --output \(place) \(day)")
      #expect(ended.code == 7 && ended.complained.contains("RUN-051"), "\(place): \(ended.complained)")
    }
  }
}
