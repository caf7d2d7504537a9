import FoundationEssentials
package import Testing

/// Compares text with a file in `Golden/` beside the test; `UPDATE_GOLDEN=1` rewrites the file and fails once.
package func expectGolden(
  _ actual: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = URL(filePath: filePath).deletingLastPathComponent().appending(path: "Golden/\(name)").standardized
  let expected = try? String(contentsOf: url, encoding: .utf8)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    if expected != actual {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      Issue.record("recorded \(name); look at the diff and commit it", sourceLocation: sourceLocation)
    }
    return
  }
  guard let expected else {
    Issue.record("no golden file \(name); run UPDATE_GOLDEN=1 swift test", sourceLocation: sourceLocation)
    return
  }
  guard expected != actual else { return }
  Issue.record("\(name) differs:\n\(lineDiff(expected, actual))", sourceLocation: sourceLocation)
}

private func lineDiff(_ old: String, _ new: String) -> String {
  let before = old.split(separator: "\n", omittingEmptySubsequences: false)
  let after = new.split(separator: "\n", omittingEmptySubsequences: false)
  return after.difference(from: before).prefix(40).map {
    switch $0 {
    case .remove(let index, let line, _): "-\(index + 1) \(line)"
    case .insert(let index, let line, _): "+\(index + 1) \(line)"
    }
  }.joined(separator: "\n")
}
