import Declarations
import Findings
import FoundationEssentials
import TestKit
import Testing

/// Every file of `Messages/` is something wrong above the line, and below it what is said, to the letter.
///
/// Above the line, `=== path` begins a file. Lines with `- ` and `+ ` change that file of the world, which must
/// have the `- ` lines once; any other lines are the whole file, which is new or takes another's place.
@Suite struct MessageTests {
  @Test(arguments: try messageNames()) func saysWhatIsWrong(_ name: String) throws {
    let url = World.folder.appending(path: "Messages/\(name)")
    let parts = try String(contentsOf: url, encoding: .utf8).components(separatedByLine: "----------")
    var world = try World()
    for edit in parts[0].components(separatedByLine: "=== ").dropFirst() {
      try world.apply(edit)
    }
    let said = world.read().findings.map(\.description).joined(separator: "\n\n")
    try #require(!said.isEmpty, "nothing is said")
    try expectGolden("\(parts[0])----------\n\(said)\n", "../Messages/\(name)")
  }

  @Test func everyCodeHasAMessage() throws {
    let texts = try messageNames().map {
      try String(contentsOf: World.folder.appending(path: "Messages/\($0)"), encoding: .utf8)
    }
    // A file of text cannot hold what is not UTF-8; the tests of JSON do.
    for (code, _) in FindingCode.declarationMeanings where code != .notUTF8 {
      #expect(texts.contains { $0.contains("[\(code)]: ") }, "\(code) is never shown")
    }
  }
}

private func messageNames() throws -> [String] {
  let folder = World.folder.appending(path: "Messages").path
  return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
}

extension String {
  /// Splits where a line starts with the mark, which is taken out.
  fileprivate func components(separatedByLine mark: String) -> [String] {
    var parts = [""]
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(mark) {
        parts.append(String(line.dropFirst(mark.count)) + (mark.hasSuffix(" ") ? "\n" : ""))
      } else {
        parts[parts.count - 1] += line + "\n"
      }
    }
    return parts
  }
}

extension World {
  fileprivate mutating func apply(_ edit: String) throws {
    let lines = edit.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let path = String(try #require(lines.first))
    let body = lines.dropFirst().filter { !($0.isEmpty) }
    let removed = body.filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }.joined(separator: "\n")
    let added = body.filter { $0.hasPrefix("+ ") }.map { $0.dropFirst(2) }.joined(separator: "\n")
    guard !removed.isEmpty else {
      files[path] = body.joined(separator: "\n") + (body.isEmpty ? "" : "\n")
      return
    }
    let halves = try #require(files[path], "no file \(path)").split(
      separator: removed, omittingEmptySubsequences: false)
    try #require(halves.count == 2, "'\(removed)' is there \(halves.count - 1) times")
    files[path] = halves.joined(separator: added)
  }
}
