/// The files that people and programs open, and what the terminal shows of them.
package struct EvidencePack: Sendable {
  package struct File: Sendable {
    /// Relative to the pack's folder.
    package var path: String
    /// What is in it, one stretch after another: long files are made in stretches, and laid end to end by the disk.
    package private(set) var stretches: [[UInt8]]

    package init(path: String, bytes: [UInt8]) { self.init(path: path, stretches: [bytes]) }

    package init(path: String, stretches: [[UInt8]]) {
      self.path = path
      self.stretches = stretches
    }

    package var bytes: [UInt8] {
      get { stretches.count == 1 ? stretches[0] : stretches.flatMap(\.self) }
      set { stretches = [newValue] }
    }

    package var count: Int { stretches.reduce(0) { $0 + $1.count } }
  }

  package var files: [File]
  /// The comparison table as text for a terminal.
  package var terminal: String

  package init(files: [File], terminal: String) {
    self.files = files
    self.terminal = terminal
  }
}
