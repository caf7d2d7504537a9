import Findings
import FoundationEssentials
import Periods
import Runs
import Tables
import Testing
import Tools

/// Runs pipelines of this checkout into folders of their own.
struct ExampleCouncil {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Read once: every test runs the declarations of this checkout.
  static let workspace = Result { try Workspace.open(root) }

  static func input(_ example: String) -> String { "\(root)/data/examples/\(example)" }

  /// The files of a run, by path.
  static func run(
    _ pipeline: String, input: String, asOf: String, until: Stage = .evidence, root: String = root
  ) throws -> (files: [String: [UInt8]], outcome: RunOutcome) {
    let output = FileManager.default.temporaryDirectory.appending(
      path: "caretally-tests/\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let request = RunRequest(
      pipeline: pipeline, inputFolder: input, asOf: try #require(Day(iso: asOf)), output: output.path,
      until: until)
    let outcome = try runPipeline(request, in: root == Self.root ? workspace.get() : Workspace.open(root))
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: output.path) {
      guard let data = FileManager.default.contents(atPath: output.appending(path: path).path) else {
        continue
      }
      files[path] = Array(data)
    }
    return (files, outcome)
  }

  static func table(_ bytes: [UInt8]?, _ path: String) throws -> [[String: String]] {
    let table = try TextTable.read(try #require(bytes), path: path)
    return table.rows.map { row in
      Dictionary(zip(table.header, row.cells), uniquingKeysWith: { first, _ in first })
    }
  }

  static func table(file: String) throws -> [[String: String]] {
    try table(Array(try Data(contentsOf: URL(filePath: file))), file)
  }
}
