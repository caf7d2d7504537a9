import Foundation
import Testing

/// The examples of every command's help: each is of that command, and has no option that the command does not have.
@Suite struct HelpExampleTests {
  private static func help(_ words: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: try TranscriptTests.executable())
    process.arguments = words
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    "audit", "check", "claims", "completions", "coverage", "doctor", "explain", "history",
    "import-comparators", "init",
    "list", "narrate", "profile", "run", "sql", "status",
  ]) func everyExampleIsOfItsCommand(_ command: String) throws {
    let lines = try Self.help([command, "--help"])
    let place = try #require(lines.firstIndex(of: "Examples:"), "\(command) has none")
    let examples = lines[(place + 1)...]
    #expect(!examples.isEmpty)
    for example in examples {
      #expect(example.hasPrefix("  caretally \(command)"), "\(example)")
      for option in example.split(separator: " ") where option.hasPrefix("--") {
        #expect(lines[..<place].contains { $0.hasPrefix("  \(option) ") }, "\(command) has no \(option)")
      }
    }
  }
}
