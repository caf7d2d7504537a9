/// The files that people and programs open, and what the terminal shows of them.
package struct EvidencePack: Sendable {
  package struct File: Sendable {
    /// Relative to the pack's folder.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  package var files: [File]
  /// The comparison table as text for a terminal.
  package var terminal: String

  package init(files: [File], terminal: String) {
    self.files = files
    self.terminal = terminal
  }
}
