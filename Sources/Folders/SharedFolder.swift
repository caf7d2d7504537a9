package import Findings
import FoundationEssentials
import Tables

/// Writes single files into a folder that people and other programs use too.
///
/// An existing file is replaced only if it is empty, or if the list beside the files shows that CareTally wrote it and
/// nobody changed it. Nothing else in the folder is touched.
package struct SharedFolder {
  let folder: String
  /// The list's path in the folder.
  var list = MadeFiles.sharedMarker
  /// Whether only their owner may read the files.
  var isRestricted = false

  package init(folder: String, list: String = MadeFiles.sharedMarker, isRestricted: Bool = false) {
    self.folder = folder
    self.list = list
    self.isRestricted = isRestricted
  }

  private var listPath: String { "\(folder)/\(list)" }
  private static let shownFiles = 3

  /// - Returns: the paths of the files, with the folder.
  /// - Throws: `RUN-050` where CareTally did not write an existing file, before anything is written; `RUN-003`.
  package func write(_ files: [(path: String, bytes: [UInt8])]) throws(Finding) -> [String] {
    let made = MadeFiles(listPath)
    var missing: [(path: String, bytes: [UInt8])] = []
    var foreign: [String] = []
    for file in files {
      switch Self.standing(of: file, in: folder, made) {
      case .toWrite: missing.append(file)
      case .written: continue
      case .foreign: foreign.append(file.path)
      }
    }
    guard foreign.isEmpty else { throw Self.refusal(foreign, in: folder) }
    do throws(SystemFailure) {
      if !missing.isEmpty { try write(missing, of: files, made) }
    } catch {
      throw error.finding
    }
    return files.map { "\(folder)/\($0.path)" }
  }

  /// While files are written, the list has both old and new ones, so that an interrupted run leaves nothing that the next
  /// one takes for somebody else's.
  private func write(
    _ missing: [(path: String, bytes: [UInt8])], of files: [(path: String, bytes: [UInt8])], _ made: MadeFiles
  ) throws(SystemFailure) {
    let new = files.map { (path: $0.path, digest: SHA256.hexDigest(of: $0.bytes)) }
    let names = Set(files.map(\.path))
    let old = made.digests.flatMap { path, digests in digests.map { (path: path, digest: $0) } }
    try put(MadeFiles.list(Self.sorted(old + new)), at: listPath)
    for file in missing { try put(file.bytes, at: "\(folder)/\(file.path)") }
    try put(MadeFiles.list(Self.sorted(old.filter { !names.contains($0.path) } + new)), at: listPath)
  }

  private static func sorted(_ list: [(path: String, digest: String)]) -> [(path: String, digest: String)] {
    list.sorted { ($0.path, $0.digest) < ($1.path, $1.digest) }
  }

  private enum Standing { case toWrite, written, foreign }

  private static func standing(
    of file: (path: String, bytes: [UInt8]), in folder: String, _ made: MadeFiles
  ) -> Standing {
    let path = "\(folder)/\(file.path)"
    guard let kind = FileKind(of: path, followsLinks: false) else { return .toWrite }
    guard kind == .file, let bytes = try? PlainFile.bytes(path) else { return .foreign }
    if bytes == file.bytes { return .written }
    return bytes.isEmpty || made.hold(file.path, bytes) ? .toWrite : .foreign
  }

  private static func refusal(_ paths: [String], in folder: String) -> Finding {
    let named = paths.prefix(shownFiles).map { "'\($0)'" }.joined(separator: ", ")
    let more = paths.count > shownFiles ? " and \(paths.count - shownFiles) more" : ""
    let verb = paths.count == 1 ? "is" : "are"
    return Finding(
      "RUN-050",
      "'\(folder)' holds \(named)\(more), which \(verb) not as CareTally wrote or would write",
      hint: "nothing was written; move what is there elsewhere, or name another folder")
  }

  private func put(_ bytes: [UInt8], at path: String) throws(SystemFailure) {
    let parent = SystemPath.plain(URL(filePath: path).deletingLastPathComponent().path)
    try SystemFile.makeFolders(parent, mode: isRestricted ? 0o700 : 0o755)
    try SystemFile.replace(path, with: bytes, mode: isRestricted ? 0o600 : 0o644)
  }
}
