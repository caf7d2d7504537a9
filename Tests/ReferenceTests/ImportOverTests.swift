import Findings
import FoundationEssentials
import Runs
import Testing
import Tools

/// An import over publications that are there already.
@Suite struct ImportOver {
  @Test func replacesWhatItWroteAndNothingElse() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "caretally-import/\(UUID().uuidString)"
    )
    .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (tables, root) = ("\(folder)/tables", "\(folder)/root")
    func text(_ path: String) -> String? {
      FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }
    func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
    func imported(_ outcome: String) throws -> [String] {
      for path in [tables, "\(root)/data/areas"] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      try Data(committed("data/areas/areas.csv"))
        .write(to: URL(filePath: "\(root)/data/areas/areas.csv"))
      var excerpt = ReferenceExcerpt()
      excerpt.add(
        "1D,2024-25,Council,608,Oxfordshire,E10000025,,,315,10.2,\(outcome),", to: ReferenceExcerpt.councils)
      for (name, text) in excerpt.files { try write(text, to: "\(tables)/\(name)") }
      return try writeComparators(from: tables, to: root)
    }
    let paths = try imported("56")
    let table = try #require(
      paths.map { String($0.dropFirst(root.count + 1)) }.first { text($0)?.contains(",56.0,") == true })
    // The same again, and a corrected figure.
    #expect(try imported("56") == paths)
    #expect(try imported("57") == paths)
    #expect(text(table)?.contains(",57.0,") == true)
    // A council's own publication stays, and so does its correction of ours.
    try write("mine\n", to: "\(root)/data/comparators/mine.csv")
    let corrected = try #require(text(table)) + "mine\n"
    try write(corrected, to: "\(root)/\(table)")
    let error = #expect(throws: Finding.self) { try imported("58") }
    #expect(error?.code == "RUN-050" && error?.message.contains("'\(table)'") == true)
    #expect(text(table) == corrected)
    #expect(text("data/comparators/mine.csv") == "mine\n")
  }
}
