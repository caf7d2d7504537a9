import FoundationEssentials
import Runs
import Testing
import Tools

@Suite struct CommittedComparators {
  /// `UPDATE_GOLDEN=1` with the folder given writes the files and fails once.
  @Test(
    .enabled(
      if: referenceFolder != nil,
      "CARETALLY_REFERENCE does not name the folder of fetched tables, so a fresh import cannot be made"))
  func equalAFreshImport() throws {
    let imported = try importComparators(from: try referenceFiles(), as: committedAreas())
    #expect(
      imported == (try importComparators(from: try referenceFiles(), as: committedAreas())),
      "same folder, same bytes")
    #expect(imported.count == 34, "34 files: 17 pairs")
    for file in imported {
      guard (try? committed(file.path)) != file.bytes else { continue }
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try write(file.bytes, to: file.path) }
      Issue.record("\(file.path) is not what a fresh import gives")
    }
    let made = Set(imported.map(\.path))
    for path in try files(under: "data/comparators", ending: ".csv") {
      #expect(made.contains(path), "no import makes \(path)")
    }
  }
}
