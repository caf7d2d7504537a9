import Foundation
import Testing

/// What the machine refuses, takes away or interrupts is told, with an exit code of the table, and nothing is left behind.
@Suite struct EdgeTests {
  private static let nightly =
    "run nightly --root \"$ROOT\" --as-of 2026-10-31 --input \"$ROOT\"/data/examples/exampleshire"
  private static let short = "\(nightly) --until ingest --output out"

  /// A command of every kind that prints, each of which has done its work when it comes to print.
  private static let printing = [
    "--version", "--help", "list --help", "list measures --root \"$ROOT\"",
    "explain assessments-waiting --root \"$ROOT\"", "explain RUN-010 --root \"$ROOT\"",
    "profile \"$ROOT\"/data/examples/exampleshire/reviews.csv --root \"$ROOT\"",
    "claims \"$ROOT\"/data/examples/claims.csv", short,
    "rehearse cld --root \"$ROOT\" --as-of 2026-10-31 --input \"$ROOT\"/data/examples/exampleshire",
    "synthesise made --root \"$ROOT\" --people 20", "framework ascof-2024-25 --root \"$ROOT\"",
  ]

  @Test(arguments: printing) func aFullDeviceIsToldAndIsNoSuccess(_ command: String) throws {
    let scratch = try Scratch()
    let line = command.hasPrefix("synthesise ") ? command : "caretally \(command)"
    #expect(try scratch.shell(line).code < 2, "the command is wrong itself")
    let ended = try scratch.shell("\(line) >/dev/full")
    #expect(ended.code == 7, "\(command): \(ended.complained)")
    #expect(ended.complained.contains("error[RUN-052]") && ended.complained.contains("the disk is full"))
    // Closed, it is not given to the next file that is opened.
    let closed = try scratch.shell("\(line) >&-")
    #expect(closed.code == 7 && closed.complained.contains("it is closed"), "\(closed.complained)")
  }

  @Test func aReaderThatHasGoneIsTold() throws {
    let scratch = try Scratch()
    let ended = try scratch.shell(
      "{ sleep 1; caretally list measures --root \"$ROOT\"; echo \"code $?\" >code; } | true")
    #expect(scratch.text("code") == "code 7\n")
    #expect(ended.complained.contains("its reader has stopped reading"), "\(ended.complained)")
  }

  /// A failure of its own is what the shell is told, whatever became of the words.
  @Test func aGraverFailureKeepsItsCode() throws {
    let ended = try Scratch().shell("caretally list nothing >/dev/full")
    #expect(ended.code == 2)
  }

  @Test func tooLittleMemoryIsToldBeforeAnythingIsDone() throws {
    let scratch = try Scratch()
    for command in ["list measures --root \"$ROOT\"", "\(Self.nightly) --output out"] {
      let ended = try scratch.shell("ulimit -v 200000; caretally \(command)")
      #expect(ended.code == 7, "\(ended.code): \(ended.complained)")
      #expect(ended.complained.contains("error[RUN-053]: this account may use 195 MiB of memory"))
      #expect(!ended.complained.contains("Fatal") && !ended.complained.contains("Thread 0"))
      #expect(ended.said.isEmpty)
    }
  }

  /// Above the least that is asked for a run is whole, or says why it is not; it is never a fault.
  @Test func memoryThatEndsDuringARunIsTold() throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "in")
    let text = try #require(scratch.text("in/assessments.csv"))
    let lines = text.split(separator: "\n", maxSplits: 1)
    // Some hundred megabytes, more than is allowed beside the program itself.
    let large = lines[0] + "\n" + String(repeating: String(lines[1]), count: 1200)
    try scratch.write(large, to: "in/assessments.csv")
    let ended = try scratch.shell(
      "ulimit -v 540000; caretally run nightly --root \"$ROOT\" --as-of 2026-10-31 --input in --until ingest --output out"
    )
    #expect([0, 3, 7].contains(ended.code), "\(ended.code): \(ended.complained)")
    #expect(!ended.complained.contains("Thread 0"))
    #expect(ended.code == 0 || ended.complained.contains("memory"), "\(ended.complained)")
  }

  /// A stack as large as all the memory there is to be had leaves room for no thread.
  @Test func withoutThreadsTheWorkIsDoneByOne() throws {
    let scratch = try Scratch()
    let run = "caretally \(Self.nightly) --until aggregate --quiet --output"
    #expect(try scratch.shell("\(run) usual").code == 0)
    let ended = try scratch.shell("ulimit -v 4000000; ulimit -s 3900000; \(run) alone")
    #expect(ended.code == 0, "\(ended.code): \(ended.complained)")
    let made = try scratch.everything()
    let names = Set(made.keys.filter { $0.hasPrefix("usual/") }.map { $0.dropFirst("usual/".count) })
    let others = Set(made.keys.filter { $0.hasPrefix("alone/") }.map { $0.dropFirst("alone/".count) })
    #expect(names.count > 3 && names == others)
    for name in names { #expect(made["usual/\(name)"] == made["alone/\(name)"], "\(name)") }
  }
}

/// A signal ends a run, and nothing is left of it.
@Suite struct SignalTests {
  /// A nightly run into a store or a folder, which is given a signal as soon as it has begun to write.
  ///
  /// A run that has ended before the signal comes says nothing of signals, so another is begun.
  private func end(
    _ scratch: Scratch, _ words: String, by signal: Int32, ignoring ignored: String = ""
  ) throws -> (code: Int32, complained: String) {
    for _ in 0..<5 {
      let ended = try endOnce(scratch, words, by: signal, ignoring: ignored)
      if ended.code != 0 || !ignored.isEmpty { return ended }
      for name in scratch.names() { try FileManager.default.removeItem(atPath: "\(scratch.path)/\(name)") }
    }
    Issue.record("five runs ended before their signal")
    return (0, "")
  }

  private func endOnce(
    _ scratch: Scratch, _ words: String, by signal: Int32, ignoring ignored: String
  ) throws -> (code: Int32, complained: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    // Whoever runs the tests may have signals ignored, as a shell does of what it runs in the background.
    let usual = "env --default-signal=HUP,INT,TERM"
    let start = ignored.isEmpty ? "exec \(usual)" : "trap '' \(ignored); exec"
    process.arguments = [
      "-c",
      "\(start) \"$CARETALLY\" run nightly --root \"$ROOT\" --as-of 2026-10-31 --input \"$ROOT\"/data/examples/exampleshire \(words)",
    ]
    process.currentDirectoryURL = URL(filePath: scratch.path)
    var environment = ProcessInfo.processInfo.environment
    environment["CARETALLY"] = try TranscriptTests.executable()
    environment["ROOT"] = Scratch.root
    process.environment = environment
    let file = scratch.path + "/.complained"
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: file)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let late = Date(timeIntervalSinceNow: 240)
    while process.isRunning, Date() < late {
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: scratch.path)) ?? []
      if names.contains(where: { $0.hasSuffix(".partial") || $0.contains(".partial/") }) { break }
      usleep(2_000)
    }
    kill(process.processIdentifier, signal)
    while process.isRunning, Date() < late { usleep(10_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let complained = scratch.text(".complained") ?? ""
    try FileManager.default.removeItem(atPath: file)
    let isSignal = process.terminationReason == .uncaughtSignal
    return (isSignal ? -process.terminationStatus : process.terminationStatus, complained)
  }

  @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP")])
  func nothingIsLeftInAStore(_ signal: Int32, _ name: String) throws {
    let scratch = try Scratch()
    let ended = try end(scratch, "--runs runs", by: signal)
    #expect(ended.code == 128 + signal, "\(ended.complained)")
    #expect(ended.complained.contains("error[RUN-054]: ended by \(name)"), "\(ended.complained)")
    #expect(scratch.names("runs/nightly/.staged") == [])
    #expect(scratch.names("runs/nightly").filter { $0.hasPrefix("2026") || $0.hasSuffix(".partial") } == [])
    #expect(scratch.text("runs/nightly/.lock") == "")
    let status = try #require(scratch.text("runs/nightly/status.json"))
    #expect(status.contains("\"state\": \"failed\"") && status.contains("RUN-054"), "\(status)")
  }

  @Test func nothingIsLeftBesideAFolder() throws {
    let scratch = try Scratch()
    let ended = try end(scratch, "--output new/deep/out", by: SIGTERM)
    #expect(ended.code == 128 + SIGTERM, "\(ended.complained)")
    #expect(scratch.names() == [], "not even the folders above")
  }

  /// What nohup(1) does: the run goes on as if nothing had come.
  @Test func aSignalThatIsIgnoredStaysSo() throws {
    let scratch = try Scratch()
    let ended = try end(scratch, "--runs runs --quiet", by: SIGHUP, ignoring: "HUP")
    #expect(ended.code == 0, "\(ended.complained)")
    #expect(scratch.names("runs/nightly").contains("2026-10-31"))
  }
}

/// Names of files are shown with nothing hidden in them.
@Suite struct FileNameTests {
  /// A name that clears a terminal, writes a line of its own, and turns the direction of what follows.
  private static let hostile = "assessments\u{1B}[2J\n::error::\u{202E}x\u{9B}.csv"
  private static let shown = #"assessments\u{1B}[2J\n::error::\u{202E}x\u{9B}.csv"#
  private static let hidden = ["\u{1B}", "\u{202E}", "\u{9B}"]

  private func holdsNothingHidden(_ text: String) -> Bool {
    !Self.hidden.contains { text.contains($0) } && !text.contains("\n::error::")
  }

  private static let run =
    "caretally run nightly --root \"$ROOT\" --as-of 2026-10-31 --input in --output out"

  @Test func noneIsShownRaw() throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "in")
    try FileManager.default.moveItem(
      atPath: scratch.path + "/in/assessments.csv", toPath: scratch.path + "/in/" + Self.hostile)
    let ended = try scratch.shell(
      "\(Self.run) --annotate github --junit j.xml --sarif s.json --gitlab g.json --write-baseline b")
    #expect(ended.code == 0, "\(ended.complained)")
    #expect(holdsNothingHidden(ended.said) && holdsNothingHidden(ended.complained))
    #expect(ended.said.contains("file=in/" + Self.shown.replacing(":", with: "%3A")), "\(ended.said)")
    #expect(scratch.text("j.xml")?.contains(Self.shown) == true)
    // JSON writes a backslash twice.
    #expect(scratch.text("g.json")?.contains(Self.shown.replacing("\\", with: "\\\\")) == true)
    #expect(scratch.text("s.json")?.contains("assessments%1B%5B2J%0A") == true)
    var read = 0
    // Workbooks are packed, and the cases that runs are compared by are numbers.
    let packed = [".xlsx", ".ods", ".ledger"]
    for (name, data) in try scratch.everything()
    where !name.hasPrefix("in/") && !packed.contains(where: name.hasSuffix) {
      read += 1
      #expect(holdsNothingHidden(String(decoding: data, as: UTF8.self)), "\(name)")
    }
    #expect(read > 100)
    let pages = try #require(scratch.text("out/pages/notes.html"))
    #expect(pages.contains(Self.shown), "the page names the file")
  }

  @Test func nothingOfAMessageIsRaw() throws {
    let scratch = try Scratch()
    try scratch.write("x\n", to: "in/" + Self.hostile)
    let quoted = "'\(Self.hostile)'"
    for command in [
      "run nightly --root \"$ROOT\" --input \(quoted) --output out", "profile \(quoted) --root \"$ROOT\"",
      "profile in/\(quoted) --root \"$ROOT\"", "claims \(quoted)", "audit \(quoted) --root \"$ROOT\"",
      "narrate \(quoted) --run \(quoted)", "explain \(quoted) --root \"$ROOT\"", "list \(quoted)",
      "list measures --root \(quoted)", "\(quoted)", "list measures \(quoted)",
      "run \(quoted) --root \"$ROOT\"", "status \(quoted)", "compare \(quoted) \(quoted)",
    ] {
      let ended = try scratch.shell("caretally \(command)")
      #expect(ended.code < 8 && ended.code != 4, "\(command): \(ended.code) \(ended.complained)")
      #expect(ended.code > 0 || command.hasPrefix("profile in/"), "\(command)")
      #expect(holdsNothingHidden(ended.complained + ended.said), "\(command): \(ended.complained)")
    }
  }

  /// What is no file is refused by its kind, and read by nobody.
  @Test func whatIsNoFileIsNoExtract() throws {
    let scratch = try Scratch()
    try scratch.copyExample(to: "in")
    for (what, make) in [
      ("a folder", "mkdir in/reviews.csv"), ("a pipe", "mkfifo in/reviews.csv"),
      ("a device", "ln -s /dev/zero in/reviews.csv"),
      (
        "a socket",
        "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"in/reviews.csv\")'"
      ),
    ] {
      let ended = try scratch.shell("rm -rf in/reviews.csv; \(make) && \(Self.run) --until ingest")
      #expect(ended.code == 3, "\(what): \(ended.complained)")
      #expect(ended.said.contains("this is \(what), not a file"), "\(what): \(ended.said)")
    }
  }
}
