import Foundation
import Testing

/// No command takes the place of anything that CareTally did not write.
@Suite struct OutputTests {
  private static let run = "caretally run nightly --root \"$ROOT\" --as-of 2026-10-31 --until ingest --quiet"
  private static let rehearse = "caretally rehearse cld --root \"$ROOT\" --as-of 2026-10-31"

  /// A scratch folder with extracts, somebody's notes, and a link to each.
  private func folder() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.copyExample(to: "w/in")
    try scratch.write("mine\n", to: "w/notes/deep/notes.txt")
    try scratch.write("mine\n", to: "w/file.txt")
    let manager = FileManager.default
    try manager.createDirectory(atPath: scratch.path + "/w/empty", withIntermediateDirectories: true)
    for name in ["in", "notes", "nowhere"] {
      try manager.createSymbolicLink(atPath: scratch.path + "/w/to-\(name)", withDestinationPath: name)
    }
    try manager.createSymbolicLink(atPath: scratch.path + "/w/up", withDestinationPath: "..")
    return scratch
  }

  private static let refused = [
    ("w/in", "RUN-051", "is the input folder"), ("w/in/", "RUN-051", "is the input folder"),
    ("w/to-in", "RUN-051", "is the input folder"), ("w/up/w/in", "RUN-051", "is the input folder"),
    ("w/in/out", "RUN-051", "lies in the input folder"),
    ("w/to-in/out", "RUN-051", "lies in the input folder"),
    ("w", "RUN-051", "holds the input folder"), ("w/notes/..", "RUN-051", "holds the input folder"),
    (".", "RUN-051", "holds the input folder"), ("..", "RUN-051", "holds the input folder"),
    ("/", "RUN-051", "holds the input folder"),
    ("\"$ROOT\"/data/new", "RUN-051", "lies in the declarations"),
    ("\"$ROOT\"/pipelines", "RUN-051", "is the declarations"),
    ("\"$ROOT\"", "RUN-051", "holds the declarations"),
    ("\"$ROOT\"/new", "RUN-051", "lies in the folder that data/ and pipelines/ are in"),
    ("runs", "RUN-051", "is the store of runs"),
    ("runs/nightly/2026-10-31", "RUN-051", "lies in the store of runs"),
    ("w/notes", "RUN-050", "'deep/notes.txt', which CareTally did not write"),
    ("w/to-notes", "RUN-050", "'deep/notes.txt', which CareTally did not write"),
    ("w/file.txt", "RUN-050", "is a file"), ("w/to-nowhere", "RUN-050", "leads nowhere"),
  ]

  @Test(arguments: [run, rehearse]) func whatIsSomebodysStays(_ command: String) throws {
    let scratch = try folder()
    let before = try scratch.everything()
    for (output, code, why) in Self.refused {
      let ended = try scratch.shell("\(command) --input w/in --output \(output)")
      #expect(ended.code == 7, "\(output): \(ended.complained)")
      #expect(ended.complained.contains("error[\(code)]"), "\(output): \(ended.complained)")
      #expect(ended.complained.contains(why), "\(output): \(ended.complained)")
      #expect(ended.complained.contains("nothing was written"), "\(output): \(ended.complained)")
      #expect(ended.said.isEmpty, "\(output): work was done first: \(ended.said)")
      #expect(try scratch.everything() == before, "\(output)")
    }
    #expect(!FileManager.default.fileExists(atPath: Scratch.root + "/new"))
  }

  /// An absent folder, an empty one, one reached by a link, and each of them again.
  @Test(arguments: [run, rehearse]) func whatIsCareTallysIsReplaced(_ command: String) throws {
    let scratch = try folder()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/w/to-out", withDestinationPath: "out")
    for output in ["out", "w/out", "w/empty", "w/out", "w/to-out", "out", "w/new/deep"] {
      let ended = try scratch.shell("\(command) --input w/in --output \(output)")
      #expect(ended.code == 0, "\(output): \(ended.complained)")
      #expect(scratch.text("\(output)/restricted/.caretally.json") != nil, "\(output)")
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/w/to-out") == "out")
    #expect(scratch.names().filter { $0.hasPrefix(".") } == [])
    // Somebody adds a file, or a folder, or writes into one that is there.
    let files = scratch.names("out").filter { !$0.hasPrefix(".") }
    let first = try #require(files.first { $0.hasSuffix(".csv") })
    let own = try #require(scratch.text("out/\(first)"))
    for (name, text) in [
      ("notes.txt", "mine\n"), (first, own + "mine\n"), ("restricted/new/notes.txt", "mine\n"),
    ] {
      try scratch.write(text, to: "out/\(name)")
      let before = try scratch.everything()
      let ended = try scratch.shell("\(command) --input w/in --output out")
      #expect(ended.code == 7)
      #expect(ended.complained.contains("'\(name)', which "), "\(ended.complained)")
      #expect(try scratch.everything() == before, "\(name)")
      if name == first {
        try scratch.write(own, to: "out/\(name)")
      } else {
        try FileManager.default.removeItem(atPath: "\(scratch.path)/out/\(name)")
      }
    }
    // An empty folder that somebody made is somebody's too.
    try FileManager.default.removeItem(atPath: "\(scratch.path)/out/restricted/new")
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/out/mine", withIntermediateDirectories: true)
    #expect(try scratch.shell("\(command) --input w/in --output out").code == 7)
    try FileManager.default.removeItem(atPath: "\(scratch.path)/out/mine")
    #expect(try scratch.shell("\(command) --input w/in --output out").code == 0)
  }

  /// The extracts may lie in the current folder, and the output beside them.
  @Test func writesBesideExtractsInTheCurrentFolder() throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "")
    for _ in 1...2 {
      let ended = try scratch.shell("\(Self.run) --output out")
      #expect(ended.code == 0, "\(ended.complained)")
    }
    #expect(try scratch.shell("\(Self.run) --output .").code == 7)
  }

  @Test func aWholeRunIsReplacedAndOneThatSomebodyWroteIntoIsNot() throws {
    let scratch = try Scratch()
    let run =
      "caretally run nightly --root \"$ROOT\" --as-of 2026-10-31 --quiet --input \"$ROOT\"/data/examples/exampleshire"
    #expect(try scratch.shell("\(run) --output out").code == 0)
    let first = try scratch.everything()
    #expect(try scratch.shell("\(run) --output out").code == 0)
    #expect(try scratch.everything() == first)
    #expect(
      scratch.names("out").contains("manifest.json") && scratch.text("out/restricted/.caretally.json") == nil)
    try scratch.write("mine\n", to: "out/restricted/cases-i-looked-at.txt")
    let ended = try scratch.shell("\(run) --output out")
    #expect(ended.code == 7 && ended.complained.contains("'restricted/cases-i-looked-at.txt'"))
    #expect(scratch.text("out/restricted/cases-i-looked-at.txt") == "mine\n")
  }

  @Test func aStoreIsNotMadeOverWhatSomebodyHas() throws {
    let scratch = try Scratch()
    try scratch.write("mine\n", to: "runs/nightly/status.json")
    let before = try scratch.everything()
    let day = "--as-of 2026-10-31 --input \"$ROOT\"/data/examples/exampleshire --root \"$ROOT\""
    for command in [
      "run nightly \(day)",
      "backfill nightly --from 2026-09-30 --extract-day 2026-10-31 --input \"$ROOT\"/data/examples/exampleshire --root \"$ROOT\"",
    ] {
      let ended = try scratch.shell("caretally \(command)")
      #expect(ended.code == 7 && ended.complained.contains("error[RUN-051]"), "\(ended.complained)")
      #expect(try scratch.everything() == before)
    }
  }
}

/// Commands that write single files leave alone what they did not write.
@Suite struct OutputFileTests {
  private static let run =
    "caretally run nightly --root \"$ROOT\" --as-of 2026-10-31 --until validate --quiet --input \"$ROOT\"/data/examples/exampleshire --output out"

  @Test(arguments: ["--junit", "--sarif", "--gitlab", "--write-baseline"])
  func aReportReplacesOneOfItsKindAlone(_ option: String) throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "in")
    try scratch.write("{\"runs\": [], \"mine\": 1}\n", to: "mine.json")
    try scratch.write("<testsuites name=\"another\"></testsuites>\n", to: "mine.xml")
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/folder", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/link", withDestinationPath: "mine.json")
    let before = try scratch.everything()
    for file in ["in/assessments.csv", "mine.json", "mine.xml", "folder", "link"] {
      let ended = try scratch.shell("\(Self.run) \(option) \(file)")
      #expect(ended.code == 7 && ended.complained.contains("error[RUN-050]"), "\(file): \(ended.complained)")
      #expect(ended.said.isEmpty, "work was done first: \(ended.said)")
      #expect(try scratch.everything() == before, "\(file)")
    }
    try scratch.write("", to: "empty")
    for file in ["report", "report", "empty"] {
      let ended = try scratch.shell("\(Self.run) \(option) \(file)")
      #expect(ended.code == 0, "\(file): \(ended.complained)")
      #expect((scratch.text(file)?.count ?? 0) > 10, "\(file)")
    }
    #expect(scratch.names().filter { $0.hasPrefix(".") } == [])
  }

  @Test func aFilledNarrativeIsReplacedUntilSomebodyWritesIntoIt() throws {
    let scratch = try Scratch()
    #expect(try scratch.shell(Self.run.replacing(" --until validate", with: "")).code == 0)
    try scratch.write("# Waits\n\n{{assessments-waiting}} people wait.\n", to: "waits.md")
    let narrate = "caretally narrate waits.md --run out --output"
    #expect(try scratch.shell("\(narrate) waits.md").code == 7)
    #expect(scratch.text("waits.md") == "# Waits\n\n{{assessments-waiting}} people wait.\n")
    for _ in 1...2 { #expect(try scratch.shell("\(narrate) filled.md").code == 0) }
    let filled = try #require(scratch.text("filled.md"))
    #expect(filled.hasPrefix("# Waits\n\n") && filled.contains("<!-- filled by caretally"))
    let edited = filled.replacing("wait.", with: "wait, and we know why.")
    try scratch.write(edited, to: "filled.md")
    #expect(try scratch.shell("\(narrate) filled.md").code == 7)
    #expect(scratch.text("filled.md") == edited)
  }

  @Test func checkedClaimsNeverReplaceTheClaims() throws {
    let scratch = try Scratch()
    let claims = try String(contentsOfFile: Scratch.root + "/data/examples/claims.csv", encoding: .utf8)
    try scratch.write(claims, to: "claims.csv")
    #expect(try scratch.shell("caretally claims claims.csv --output claims.csv").code == 7)
    #expect(scratch.text("claims.csv") == claims)
    for _ in 1...2 { #expect(try scratch.shell("caretally claims claims.csv --output checked.csv").code < 2) }
    #expect(scratch.text("checked.csv")?.hasPrefix("id,statement,kind,operands,printed,verdict\n") == true)
  }

  @Test func anInventedCouncilNeverReplacesRealExtracts() throws {
    let scratch = try Scratch()
    let synthesise = "synthesise --root \"$ROOT\" --people 60"
    try scratch.write("real\n", to: "in/reviews.csv")
    try scratch.write("mine\n", to: "in/README.md")
    let before = try scratch.everything()
    let ended = try scratch.shell("\(synthesise) in")
    #expect(ended.code == 7 && ended.complained.contains("'reviews.csv'"), "\(ended.complained)")
    #expect(try scratch.everything() == before)
    try FileManager.default.removeItem(atPath: scratch.path + "/in/reviews.csv")
    // What it wrote it writes anew; what stands beside stays.
    for seed in [1, 1, 2] { #expect(try scratch.shell("\(synthesise) in --seed \(seed)").code == 0) }
    #expect(scratch.text("in/README.md") == "mine\n")
    let own = try #require(scratch.text("in/reviews.csv"))
    try scratch.write(own + "mine\n", to: "in/reviews.csv")
    #expect(try scratch.shell("\(synthesise) in --seed 3").code == 7)
    #expect(scratch.text("in/reviews.csv") == own + "mine\n")
  }

  @Test func aListOfCasesReplacesOnlyItself() throws {
    let scratch = try Scratch()
    let list =
      "caretally explain assessments-waiting --cases --root \"$ROOT\" --input \"$ROOT\"/data/examples/exampleshire --as-of 2026-10-31"
    for _ in 1...2 { #expect(try scratch.shell(list).code == 0) }
    let name = "restricted/cases-assessments-waiting-day-2026-10-31.csv"
    let own = try #require(scratch.text(name))
    try scratch.write(own + "rang them, 3 November\n", to: name)
    #expect(try scratch.shell(list).code == 7)
    #expect(scratch.text(name) == own + "rang them, 3 November\n")
  }

  @Test func schemasAndThePageOfMeasuresReplaceTheirOwnKindAlone() throws {
    let scratch = try Scratch()
    try scratch.write("mine\n", to: "schemas/rule.schema.json")
    try scratch.write("# Measures\n\nmine\n", to: "measures.md")
    let before = try scratch.everything()
    #expect(try scratch.shell("caretally check --root \"$ROOT\" --write-schemas schemas").code == 7)
    #expect(try scratch.shell("caretally check --root \"$ROOT\" --write-measures measures.md").code == 7)
    #expect(try scratch.everything() == before)
    for _ in 1...2 {
      #expect(try scratch.shell("caretally check --root \"$ROOT\" --write-schemas new").code == 0)
      #expect(try scratch.shell("caretally check --root \"$ROOT\" --write-measures new.md").code == 0)
    }
  }
}
