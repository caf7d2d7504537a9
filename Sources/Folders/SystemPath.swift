import FoundationEssentials

/// Paths as the system resolves them.
package enum SystemPath {
  /// An absolute path with every link followed. Missing parts are kept as named.
  package static func resolved(_ path: String) -> String {
    let current = FileManager.default.currentDirectoryPath
    var left = (path.hasPrefix("/") ? path : "\(current)/\(path)").split(separator: "/").map(String.init)[...]
    var out: [String] = []
    // As many links as the kernel follows (path_resolution(7)).
    var links = 40
    while let part = left.popFirst() {
      if part == "." { continue }
      if part == ".." {
        _ = out.popLast()
        continue
      }
      let here = "/" + (out + [part]).joined(separator: "/")
      if links > 0, let target = SystemFile.target(ofLink: here) {
        links -= 1
        if target.hasPrefix("/") { out = [] }
        left = target.split(separator: "/").map(String.init) + left
        continue
      }
      out.append(part)
    }
    return "/" + out.joined(separator: "/")
  }

  /// A resolved path and its parent folders, nearest first.
  package static func above(_ path: String) -> [String] {
    var out = [path]
    var path = path
    while path != "/" {
      path = URL(filePath: path, directoryHint: .notDirectory).deletingLastPathComponent().path
      if path.count > 1, path.hasSuffix("/") { path.removeLast() }
      out.append(path)
    }
    return out
  }

  /// Whether two resolved paths are the same folder, even if a disk has it under two names.
  package static func isSame(_ path: String, _ other: String) -> Bool {
    if path == other { return true }
    guard let mark = SystemFile.identity(of: path) else { return false }
    return mark == SystemFile.identity(of: other)
  }

  /// Whether a resolved path is a folder, or inside it.
  package static func isInside(_ path: String, _ folder: String) -> Bool {
    above(path).contains { isSame($0, folder) }
  }

  /// A path without a slash at its end.
  package static func plain(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
