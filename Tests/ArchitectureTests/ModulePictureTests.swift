import Foundation
import Testing

/// The modules under `Sources/`, as their `import` lines draw them.
struct ModuleGraph {
  /// What each module's files import, of the modules that are there.
  private(set) var imports: [String: Set<String>] = [:]

  /// - Parameter sources: the text of every file, by module.
  init(_ sources: [String: [String]]) {
    for (module, files) in sources {
      let named = files.flatMap { $0.split(separator: "\n").compactMap(Self.imported) }
      imports[module] = Set(named).intersection(sources.keys).subtracting([module])
    }
  }

  /// The module that a line imports; nil where it is no import.
  private static func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    let before = ["package", "public", "internal", "fileprivate", "private"]
    guard let position = words.firstIndex(of: "import"), words.count == position + 2,
      words[..<position].allSatisfy({ before.contains(String($0)) || $0.hasPrefix("@") })
    else { return nil }
    return String(words[position + 1])
  }

  /// Every module that a module reaches.
  private func reached(from module: String) -> Set<String> {
    var reached: Set<String> = []
    var left = Array(imports[module] ?? [])
    while let next = left.popLast() {
      if reached.insert(next).inserted { left += imports[next] ?? [] }
    }
    return reached
  }

  /// How many modules lie one on the other below a module.
  private func height(of module: String) -> Int {
    (imports[module] ?? []).map { height(of: $0) + 1 }.max() ?? 0
  }

  /// A line a module, the lowest first: only what no other of its imports imports too.
  var picture: String {
    let names = imports.keys.sorted { (height(of: $0), $0) < (height(of: $1), $1) }
    let width = names.map(\.count).max() ?? 0
    return names.map { name in
      let own = imports[name] ?? []
      let below = own.reduce(into: Set<String>()) { $0.formUnion(reached(from: $1)) }
      let drawn = own.subtracting(below).sorted()
      guard !drawn.isEmpty else { return name }
      return name.padding(toLength: width, withPad: " ", startingAt: 0) + " → "
        + drawn.joined(separator: ", ")
    }.joined(separator: "\n") + "\n"
  }
}

/// The picture of modules in `docs/architecture.md`, and what `Package.swift` declares, are what the imports draw.
@Suite struct ModulePictureTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func graph() throws -> ModuleGraph {
    let manager = FileManager.default
    let sources = root.appending(path: "Sources").path
    var files: [String: [String]] = [:]
    for module in try manager.contentsOfDirectory(atPath: sources) where !module.hasPrefix(".") {
      files[module] = try manager.subpathsOfDirectory(atPath: "\(sources)/\(module)")
        .filter { $0.hasSuffix(".swift") }
        .map { try String(contentsOfFile: "\(sources)/\(module)/\($0)", encoding: .utf8) }
    }
    return ModuleGraph(files)
  }

  @Test func drawsOnlyWhatIsNotImpliedByAnother() {
    let graph = ModuleGraph([
      "Low": ["import Foundation\n"], "Middle": ["package import Low\n", "@testable import Low\n"],
      "High": ["import Low\nimport Middle\n", "// import Other\n"], "Other": ["let imported = 1\n"],
    ])
    #expect(graph.picture == "Low\nOther\nMiddle → Low\nHigh   → Middle\n")
    #expect(graph.imports["High"] == ["Low", "Middle"])
  }

  @Test func thePictureIsTheOneThatImportsDraw() throws {
    let url = Self.root.appending(path: "docs/architecture.md")
    let page = try String(contentsOf: url, encoding: .utf8)
    let start = try #require(page.firstRange(of: "## Modules\n"), "no section on modules").upperBound
    let open = try #require(page[start...].firstRange(of: "```\n"), "no picture").upperBound
    let end = try #require(page[open...].firstRange(of: "```\n")).lowerBound
    let picture = try Self.graph().picture
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1", page[open..<end] != picture {
      try (page[..<open] + picture + page[end...]).write(to: url, atomically: true, encoding: .utf8)
      Issue.record("drew the picture in docs/architecture.md; look at the diff and commit it")
      return
    }
    #expect(page[open..<end] == picture)
    for module in try Self.graph().imports.keys where !["CSystem", "CZlib"].contains(module) {
      #expect(page.contains("| `\(module)` |") || module.hasSuffix("Stage"), "\(module) is not in the table")
    }
  }

  @Test func noStageImportsAnother() throws {
    for (module, imports) in try Self.graph().imports where module.hasSuffix("Stage") {
      #expect(imports.allSatisfy { !$0.hasSuffix("Stage") }, "\(module)")
    }
  }

  /// What a council runs does not reach the program that invents councils.
  @Test func synthesisIsApart() throws {
    let imports = try Self.graph().imports
    #expect(imports.filter { $1.contains("Synthesis") }.map(\.key) == ["synthesise"])
    #expect(imports["Synthesis"].map { $0.contains { $0.hasSuffix("Stage") } } == false)
  }

  /// A dependency that no file imports makes everything above it wait for it.
  @Test func thePackageDeclaresWhatIsImported() throws {
    let package = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    for (module, imports) in try Self.graph().imports.sorted(by: { $0.key < $1.key })
    where !["CSystem", "CZlib"].contains(module) {
      #expect(try Self.declared(module, in: package) == imports, "\(module)")
    }
  }

  /// The dependencies of a target, its names for lists of them replaced by what they stand for.
  private static func declared(_ module: String, in package: String) throws -> Set<String> {
    let call = try #require(
      package.firstMatch(
        of: try Regex("(?s)(?:module|executableTarget)\\(\\s*(?:name: )?\"\(module)\"(.*?)\\)[,;]?\\n")),
      "\(module) is no target")
    var text = String(try #require(call[1].substring))
    for list in ["stage", "foundations"] {
      let value = try #require(
        package.firstMatch(of: try Regex("let \(list): \\[Target.Dependency\\] = (.*)\n"))?[1].substring)
      text = text.replacing(try Regex("\\b\(list)\\b"), with: String(value))
    }
    return Set(text.matches(of: /"(\w+)"/).map { String($0.1) })
  }
}
