import Findings
import Folders
import FoundationEssentials

/// The state of an input folder's files before the first of them was read.
struct InputMarks {
  private let folder: String
  private var marks: [String: FileMark] = [:]

  init(_ folder: String) {
    self.folder = folder
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      marks[name] = SystemFile.mark(of: "\(folder)/\(name)")
    }
  }

  /// Checks that nobody wrote to the extracts while they were read: their digests would be of other bytes.
  ///
  /// - Throws: `FILE-020` naming the first that changed.
  func checkUnchanged(_ names: [String]) throws(Finding) {
    for name in names where SystemFile.mark(of: "\(folder)/\(name)") != marks[name] {
      throw Finding(
        "FILE-020", "the extract changed while it was being read",
        hint: "nothing was published; run again once the extract has been delivered whole",
        location: Location(path: name))
    }
  }
}
