package import Findings
import Folders
import FoundationEssentials
import Tables

/// The folders that no output may replace, and the conditions for replacing any other.
///
/// A folder is replaced whole, so its contents are lost. It may be missing, empty, or contain only what CareTally wrote,
/// unchanged.
package struct OutputGuard: Sendable {
  private struct Place {
    /// Such as `the input folder`.
    var name: String
    var path: String
    /// Whether output inside it is refused too.
    var isClosed: Bool
  }

  private let places: [Place]

  /// - Parameters:
  ///   - input: the folder of the extracts, where the command has one.
  ///   - root: the folder with `data/` and `pipelines/`.
  ///   - council: the council's folder, if there is one.
  ///   - runs: where the runs of all pipelines are kept.
  package init(input: String?, root: String, council: String? = nil, runs: String?) {
    let current = SystemPath.resolved(".")
    let base = SystemPath.resolved(root)
    /// A command that runs inside a folder may write beside its contents.
    func isAround(_ path: String) -> Bool { SystemPath.isInside(current, path) }
    func place(_ name: String, _ path: String) -> Place {
      Place(name: name, path: path, isClosed: !isAround(path))
    }
    var places: [Place] = []
    if let input { places.append(place("the input folder", SystemPath.resolved(input))) }
    places += ["data", "pipelines"].map {
      Place(name: "the declarations", path: "\(base)/\($0)", isClosed: true)
    }
    places.append(place("the folder that data/ and pipelines/ are in", base))
    if let council {
      let own = SystemPath.resolved(council)
      places += ["data", "pipelines"].map {
        Place(name: "the council's declarations", path: "\(own)/\($0)", isClosed: true)
      }
      places.append(Place(name: "the council's folder", path: own, isClosed: false))
    }
    if let runs {
      places.append(Place(name: "the store of runs", path: SystemPath.resolved(runs), isClosed: true))
    }
    places.append(Place(name: "the current folder", path: current, isClosed: false))
    self.places = places
  }

  /// Refuses a folder that must not be replaced, before any work is done.
  ///
  /// - Throws: `RUN-051` for a folder that is protected or contains a protected one, `RUN-050` for one with something
  ///   that CareTally did not write.
  package func check(_ folder: String) throws(Finding) {
    try checkPlace(folder)
    try Self.checkContent(folder)
  }

  private func checkPlace(_ folder: String) throws(Finding) {
    let target = SystemPath.resolved(folder)
    for place in places {
      if SystemPath.isInside(place.path, target) {
        let how = SystemPath.isSame(place.path, target) ? "is" : "holds"
        throw Self.misplaced(folder, "\(how) \(place.name), '\(place.path)'")
      }
      if place.isClosed, SystemPath.isInside(target, place.path) {
        throw Self.misplaced(folder, "lies in \(place.name), '\(place.path)'")
      }
    }
    if let store = SystemPath.above(target).first(where: RunStore.isStore) {
      throw Self.misplaced(folder, "lies in a store of runs, '\(store)'")
    }
  }

  private static func misplaced(_ folder: String, _ why: String) -> Finding {
    Finding(
      "RUN-051", "'\(folder)' must not be replaced: it \(why)",
      hint: "nothing was written; name a folder of its own for the output")
  }

  /// - Throws: `RUN-050` where a folder has something that CareTally did not write.
  static func checkContent(_ folder: String) throws(Finding) {
    let path = SystemPath.plain(folder)
    switch FileKind(of: path) {
    case .folder: break
    case nil where FileKind(of: path, followsLinks: false) == nil: return
    case nil: throw Finding("RUN-050", "'\(folder)' is a link that leads nowhere", hint: hint)
    case let kind?:
      throw Finding("RUN-050", "'\(folder)' is \(kind.words), and a folder is to be written", hint: hint)
    }
    if let foreign = MadeFiles.foreign(in: path) { throw refusal(folder, foreign) }
  }

  static func refusal(_ folder: String, _ foreign: MadeFiles.Foreign) -> Finding {
    Finding("RUN-050", "'\(folder)' is not replaced: it holds \(foreign.words)", hint: hint)
  }

  static let hint = "nothing was written; move that elsewhere, or name a folder that is empty or not there"
}
