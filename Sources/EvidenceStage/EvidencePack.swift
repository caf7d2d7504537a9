package import Statistics

/// The files for people and programs, and the text for the terminal.
package struct EvidencePack: Sendable {
  /// A file of a run. Its maker decides who may read it, and that decides its folder.
  package struct File: Sendable {
    /// Relative to the run's folder.
    package let path: String
    /// Its contents, in parts: a long file is made in parts, which are written one after another.
    package let stretches: [[UInt8]]

    /// A file for everybody who reads the run. Only this stage can make one, and it has only disclosed values.
    init(open path: String, bytes: [UInt8]) {
      precondition(!Trees.isRestricted(path), "an open file under restricted/")
      self.path = path
      stretches = [bytes]
    }

    /// A file of exact figures: in the root of a run that hides and rounds nothing, otherwise in `restricted/`.
    package init(exact name: String, stretches: [[UInt8]], in trees: Trees) {
      path = trees.path(ofExact: name)
      self.stretches = stretches
    }

    /// A file for those who may see the cases: always in `restricted/`.
    package init(restricted name: String, stretches: [[UInt8]]) {
      path = Trees.restricted(name)
      self.stretches = stretches
    }

    package init(exact name: String, bytes: [UInt8], in trees: Trees) {
      self.init(exact: name, stretches: [bytes], in: trees)
    }

    package init(restricted name: String, bytes: [UInt8]) {
      self.init(restricted: name, stretches: [bytes])
    }

    package var bytes: [UInt8] { stretches.count == 1 ? stretches[0] : stretches.flatMap(\.self) }
    package var count: Int { stretches.reduce(0) { $0 + $1.count } }
    package var isRestricted: Bool { Trees.isRestricted(path) }
  }

  package var files: [File]
  /// The comparison table as text for a terminal.
  package var terminal: String
}
