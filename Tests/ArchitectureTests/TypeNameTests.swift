import Foundation
import Testing

@Suite struct TypeNameTests {
  /// A type name at the top level means one thing in all of `Sources/`, private ones included.
  @Test func noTypeNameIsInTwoModules() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
      .standardized
    var modules: [String: Set<String>] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(".swift")
    {
      let module = String(path.prefix { $0 != "/" })
      for line in try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n") {
        let declaration = /^(?:\w+ )*(?:struct|enum|class|protocol|actor|typealias) (\w+)/
        if let type = line.firstMatch(of: declaration) { modules[String(type.1), default: []].insert(module) }
      }
    }
    #expect(modules.count > 600)
    for (name, users) in modules.sorted(by: { $0.key < $1.key }) where users.count > 1 {
      Issue.record("\(name) is a type of \(users.sorted().joined(separator: " and of "))")
    }
  }
}
