package import Statistics

/// The files that people and programs open, and what the terminal shows of them.
package struct EvidencePack: Sendable {
  /// A file of a run. Its maker says whom it is for, and that alone decides where it lies.
  package struct File: Sendable {
    /// Relative to the run's folder.
    package let path: String
    /// What is in it, one stretch after another: long files are made in stretches, and laid end to end by the disk.
    package let stretches: [[UInt8]]

    /// A file for whoever reads the run's root. Only this stage can make one, and it sees only disclosed values.
    init(open path: String, bytes: [UInt8]) {
      precondition(!Trees.isRestricted(path), "an open file under restricted/")
      self.path = path
      stretches = [bytes]
    }

    /// A file of exact figures: in the root of a run that hides and rounds nothing, else in `restricted/`.
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
