import Declarations
import Findings
import FoundationEssentials
import Statistics
import Tables

/// What CareTally wrote into a folder, by the lists that it left there, and whether it is unchanged.
package struct MadeFiles {
  /// The list in a folder without a manifest: of a run that stopped early, or of a rehearsal.
  static let marker = Trees.restricted(".caretally.json")
  /// The list in a folder that others may use too, into which a command writes single files.
  package static let sharedMarker = ".caretally-files.json"
  /// The lists that mark a whole folder as CareTally's, each with the folder of its paths.
  private static let lists = [
    ("manifest.json", ""), ("restricted/manifest.json", "restricted/"), (marker, ""),
  ]

  /// Digests by path; a path may have several.
  private(set) var digests: [String: Set<String>] = [:]
  /// Whether a list was found. It may be empty.
  private var isList = false

  /// Something in a folder that is not as CareTally wrote it.
  package enum Foreign {
    /// A file in no list, or a folder, link or device.
    case added(String)
    case changed(String)
    /// There is no list; the first name in the folder.
    case unlisted(String)

    /// Such as `'notes.txt', which CareTally did not write`.
    package var words: String {
      switch self {
      case .added(let path), .unlisted(let path): "'\(path)', which CareTally did not write"
      case .changed(let path): "'\(path)', which has been changed since CareTally wrote it"
      }
    }
  }

  /// Without any list.
  init() {}

  /// Reads one list of files; empty where it is not a list.
  init(_ path: String, in folder: String = "") {
    guard let bytes = try? PlainFile.bytes(path),
      let node = JSONNode.parse(SourceText(path: path, bytes: bytes)).node,
      node.text("tool").hasPrefix("caretally ")
    else { return }
    isList = true
    for file in node.list("files") {
      let name = file.text("path")
      add(name.hasPrefix(folder) ? name : folder + name, file.text("sha256"))
    }
  }

  mutating func add(_ path: String, _ digest: String) { digests[path, default: []].insert(digest) }

  /// Whether a file is listed with the digest of its current contents.
  func hold(_ path: String, _ bytes: [UInt8]) -> Bool {
    digests[path]?.contains(SHA256.hexDigest(of: bytes)) ?? false
  }

  /// The first thing in a folder that is not as CareTally wrote it; nil where there is none.
  package static func foreign(in folder: String) -> Foreign? {
    var made = MadeFiles()
    var own: Set<String> = []
    for (list, base) in lists where FileKind(of: "\(folder)/\(list)", followsLinks: false) == .file {
      let read = MadeFiles("\(folder)/\(list)", in: base)
      guard read.isList else { continue }
      own.insert(list)
      made.digests.merge(read.digests) { $0.union($1) }
    }
    var found = files(in: folder)
    guard !own.isEmpty else {
      return found.paths.first.map(Foreign.unlisted) ?? found.others.first.map(Foreign.unlisted)
    }
    if let other = found.others.first { return .added(other) }
    found.paths.removeAll { own.contains($0) }
    if let added = found.paths.first(where: { made.digests[$0] == nil }) { return .added(added) }
    let folders = Set((Array(made.digests.keys) + own).flatMap(foldersAbove))
    if let added = found.folders.first(where: { !folders.contains($0) }) { return .added(added) }
    let (paths, listed) = (found.paths, made)
    let isAsWritten = parallelMap(paths.count) { index in
      guard let bytes = try? PlainFile.bytes("\(folder)/\(paths[index])") else { return false }
      return listed.hold(paths[index], bytes)
    }
    return zip(paths, isAsWritten).first { !$1 }.map { .changed($0.0) }
  }

  private static func foldersAbove(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
  }

  /// Everything in a folder: regular files, folders, and the rest; each sorted by path.
  private static func files(in folder: String) -> (paths: [String], folders: [String], others: [String]) {
    var (paths, folders, others): ([String], [String], [String]) = ([], [], [])
    var left = [""]
    while let inside = left.popLast() {
      let path = inside.isEmpty ? folder : "\(folder)/\(inside)"
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        others.append(inside.isEmpty ? "." : inside)
        continue
      }
      for name in names {
        let path = inside.isEmpty ? name : "\(inside)/\(name)"
        switch FileKind(of: "\(folder)/\(path)", followsLinks: false) {
        case .file: paths.append(path)
        case .folder:
          folders.append(path)
          left.append(path)
        default: others.append(path)
        }
      }
    }
    return (paths.sorted(), folders.sorted(), others.sorted())
  }

  /// A list of files with their digests, in the form that `foreign` reads.
  package static func list(_ digests: [(path: String, digest: String)]) -> [UInt8] {
    let files = digests.map { path, digest in
      JSONText.object([("path", .text(path)), ("sha256", .text(digest))])
    }
    return JSONText.object([("tool", .text("caretally \(version)")), ("files", .list(files))]).file
  }
}
