import Foundation
import Testing

/// The program itself, run as a scheduler runs it: two at once, and followed by another program.
@Suite struct NightlyCommandTests {
  private let root = TranscriptTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A nightly run of the example council that has been started.
  private struct Started {
    let process = Process()
    let output = Pipe()
    let errors = Pipe()

    init(_ root: URL, runs: URL, _ more: [String] = []) throws {
      process.executableURL = URL(filePath: try TranscriptTests.executable())
      process.arguments =
        [
          "run", "nightly", "--root", root.path, "--input", root.path + "/data/examples/exampleshire",
          "--as-of", "2026-10-31", "--runs", runs.path,
        ] + more
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = errors
      try process.run()
    }

    /// Everything it said, once it has ended.
    func ended() -> (code: Int32, said: String, complained: String) {
      // Neither fills a pipe's buffer, so one can be read after the other.
      let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, said, complained)
    }
  }

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-commands/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func ofTwoStartedTogetherOneRunsAndOneExits5() throws {
    let runs = try folder()
    defer { try? FileManager.default.removeItem(at: runs) }
    let started = try [Started(root, runs: runs, ["--again"]), Started(root, runs: runs, ["--again"])]
    // Whichever holds the lock is stopped until the other has been refused, so that it cannot end too soon to be met.
    let pids = started.map(\.process.processIdentifier)
    var holder: Int32?
    while holder == nil, started.contains(where: \.process.isRunning) {
      let text = (try? String(contentsOf: runs.appending(path: "nightly/.lock"), encoding: .utf8)) ?? ""
      holder = pids.first { text.contains("\"pid\": \($0),") }
    }
    let first = try #require(holder)
    kill(first, SIGSTOP)
    let refused = try #require(started.first { $0.process.processIdentifier != first })
    refused.process.waitUntilExit()
    kill(first, SIGCONT)
    let ended = started.map { $0.ended() }
    #expect(ended.map(\.code).sorted() == [0, 5])
    for (index, run) in ended.enumerated() {
      if run.code == 0 {
        #expect(run.said.contains("Evidence: \(runs.path)/nightly/2026-10-31/index.html"))
      } else {
        #expect(run.complained.contains("error[RUN-010]: another run holds '\(runs.path)/nightly/.lock'"))
        // It names the process that holds it, or that is just starting.
        let isNamed = run.complained.contains("process \(pids[1 - index]) on ")
        #expect(isNamed || run.complained.contains("it is just starting"), "\(run.complained)")
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: runs.path + "/nightly")
    #expect(names.filter { $0.hasPrefix("2026") } == ["2026-10-31"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: runs.path + "/nightly/latest") == "2026-10-31"
    )
  }

  @Test func progressAsJSONIsALineAStage() throws {
    let runs = try folder()
    defer { try? FileManager.default.removeItem(at: runs) }
    for night in 1...2 {
      let run = try Started(root, runs: runs, ["--again", "--quiet", "--progress", "json"]).ended()
      #expect(run.code == 0)
      let stages = try run.complained.split(separator: "\n").map { line in
        try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
      }
      #expect(
        stages.map { $0["stage"] as? String } == ["ingest", "validate", "aggregate", "benchmark", "evidence"])
      let units = ["records", "records", "readings", "comparisons", "files"]
      for (stage, unit) in zip(stages, units) {
        #expect((stage[unit] as? Int ?? 0) > 50, "\(unit)")
        #expect((stage["milliseconds"] as? Int ?? -1) >= 0)
        // What is left is told by the timings of the night before.
        #expect((stage["millisecondsLeft"] == nil) == (night == 1))
      }
      if night == 2 { #expect(stages.last?["millisecondsLeft"] as? Int == 0) }
    }
  }
}
