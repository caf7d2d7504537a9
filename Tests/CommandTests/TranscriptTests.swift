import Foundation
import TestKit
import Testing

/// Every file in `Transcripts/` is a session: lines that start with `$ ` are typed, the rest is what comes back.
///
/// After standard output come lines of standard error marked `! `, and an exit code that is not 0 as `? 2`.
/// `UPDATE_GOLDEN=1` rewrites a transcript and fails once.
@Suite struct TranscriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test func thereAreTranscripts() { #expect(Self.names.count >= 5) }

  @Test(arguments: names) func saysWhatItSaid(_ name: String) throws {
    let url = Self.folder.appending(path: name)
    let recorded = try String(contentsOf: url, encoding: .utf8)
    let work = FileManager.default.temporaryDirectory.appending(
      path: "caretally-commands/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    var replayed = ""
    for line in recorded.split(separator: "\n", omittingEmptySubsequences: false) where line.hasPrefix("$ ") {
      replayed += line + "\n" + (try session(String(line.dropFirst(2)), work: work.path))
    }
    if replayed != recorded, ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try replayed.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); look at the diff and commit it")
      return
    }
    #expect(replayed == recorded)
  }

  /// 31 December 2026, whatever the machine's clock says.
  static let today = "1798675200"

  /// Runs one typed line in the checkout, with `WORK` for a folder of the test's own.
  private func session(_ typed: String, work: String) throws -> String {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", Self.programs + typed]
    process.currentDirectoryURL = root
    var environment = ProcessInfo.processInfo.environment
    environment["CARETALLY"] = try Self.executable()
    environment["SYNTHESISE"] = try Self.executable("synthesise")
    environment["WORK"] = work
    environment["SOURCE_DATE_EPOCH"] = Self.today
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let marked = complained.split(separator: "\n", omittingEmptySubsequences: true).map { "! \($0)\n" }
      .joined()
    let code = process.terminationStatus
    return (said + marked).replacing(work, with: "WORK") + (code == 0 ? "" : "? \(code)\n")
  }

  /// The names under which the shell knows the programs.
  static let programs = """
    caretally() { "$CARETALLY" "$@"; }
    synthesise() { "$SYNTHESISE" "$@"; }

    """

  /// A program beside the test bundle.
  static func executable(_ name: String = "caretally") throws -> String {
    var folder = URL(filePath: ProcessInfo.processInfo.arguments[0])
    for _ in 0..<6 {
      folder.deleteLastPathComponent()
      let candidate = folder.appending(path: name).path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    let built = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: ".build/debug/\(name)").path
    try #require(FileManager.default.isExecutableFile(atPath: built), "no \(name) beside the tests")
    return built
  }
}
