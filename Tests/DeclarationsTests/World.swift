import Declarations
import Findings
import FoundationEssentials

/// A small catalogue with one file of nearly every kind, which messages change to make something wrong.
struct World {
  /// Texts by path, such as `data/policies/published.json`.
  var files: [String: String]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  init() throws {
    files = try Self.texts(under: Self.folder.appending(path: "World"), as: "")
  }

  func read() -> (catalogue: Catalogue, findings: [Finding]) {
    let sources = files.map { SourceText(path: $0.key, $0.value) }
    return Catalogue.read(sources, areas: ["E10000025"], populations: ["adults-18-and-over"])
  }

  /// Every JSON file in a folder and those inside it, by path with `name` before it.
  static func texts(under folder: URL, as name: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for item in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: item)
      if item.hasSuffix(".json") {
        found[name + item] = try String(contentsOf: url, encoding: .utf8)
      } else if !item.contains(".") {
        found.merge(try texts(under: url, as: "\(name)\(item)/")) { first, _ in first }
      }
    }
    return found
  }
}
