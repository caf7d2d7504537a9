import Foundation
import Testing

/// The examples of a page, as a reader would follow them: a block that names a file is written, and the commands of a block
/// `console` are typed in a folder of the test's own. What they say is what the page shows; a line `…` is any lines.
@Suite struct HowToTests {
  private static let root = TranscriptTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct Block {
    var kind: String
    var name: String
    var lines: [String]
  }

  /// The blocks between ``` of a page, in order.
  private static func blocks(of page: String) -> [Block] {
    var out: [Block] = []
    var open: Block?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      guard line.hasPrefix("```") else {
        open?.lines.append(line)
        continue
      }
      if let block = open {
        out.append(block)
        open = nil
      } else {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        open = Block(kind: words.first ?? "", name: words.count > 1 ? words[1] : "", lines: [])
      }
    }
    return out
  }

  /// Whether lines are as a page shows them.
  private static func matches(_ said: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return said.isEmpty }
    if first.trimmingCharacters(in: .whitespaces) == "…" {
      return (said.startIndex...said.endIndex).contains { matches(said[$0...], shown.dropFirst()) }
    }
    return said.first == first && matches(said.dropFirst(), shown.dropFirst())
  }

  private static func type(_ command: String, in work: URL) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "caretally() { \"$CARETALLY\" \"$@\" --root \"$ROOT\"; }\n" + command]
    process.currentDirectoryURL = work
    var environment = ProcessInfo.processInfo.environment
    environment["CARETALLY"] = try TranscriptTests.executable()
    environment["ROOT"] = root.path
    environment["SOURCE_DATE_EPOCH"] = TranscriptTests.today
    process.environment = environment
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return said.replacing(root.path + "/", with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { String($0) }.reversed().drop { $0.isEmpty }.reversed()
  }

  @Test func everyExampleOfTheHowToIsAsItSays() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/how-to.md"), encoding: .utf8)
    let work = FileManager.default.temporaryDirectory.appending(
      path: "caretally-commands/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    var typed = 0
    for block in Self.blocks(of: page) {
      guard block.kind == "console" else {
        guard !block.name.isEmpty else { continue }
        let file = work.appending(path: block.name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((block.lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        continue
      }
      let starts = block.lines.indices.filter { block.lines[$0].hasPrefix("$ ") }
      for (place, start) in starts.enumerated() {
        let end = place + 1 < starts.count ? starts[place + 1] : block.lines.count
        let expected = Array(block.lines[(start + 1)..<end])
        let said = try Self.type(String(block.lines[start].dropFirst(2)), in: work)
        typed += 1
        #expect(
          Self.matches(said[...], expected[...]),
          "\(block.lines[start])\n\(said.joined(separator: "\n"))")
      }
    }
    #expect(typed >= 8)
  }
}
