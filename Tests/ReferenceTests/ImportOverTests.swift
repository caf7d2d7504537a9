import Findings
import FoundationEssentials
import Runs
import Tables
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
    let root = "\(folder)/root"
    func text(_ path: String) -> String? {
      FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }
    func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
    let layout = try InventedLayouts.layout("invented-dols")
    func imported(_ outcome: String) throws -> [String] {
      let line = "Applications received,2024-25,E10000025,Oxfordshire,All,\(outcome)"
      let table = "Measure,Year,Area code,Area name,Age band,Value\n\(line)\n"
      let files = try importFile(
        .memory(Array(table.utf8)), path: "dols.csv", as: layout,
        in: try #require(ReferenceWorkspace.shared))
      try FileManager.default.createDirectory(
        atPath: "\(root)/data/comparators", withIntermediateDirectories: true)
      return try Tools.write(files, to: root)
    }
    let paths = try imported("56")
    let table = try #require(
      paths.map { String($0.dropFirst(root.count + 1)) }.first { text($0)?.contains(",56,") == true })
    // The same again, and a corrected figure.
    #expect(try imported("56") == paths)
    #expect(try imported("57") == paths)
    #expect(text(table)?.contains(",57,") == true)
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
