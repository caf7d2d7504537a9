import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Runs of the pipeline of Cases/public-06 over the files of Cases, as of 31 October 2026.
enum ReadingCase {
  private static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  /// This checkout's declarations with that pipeline among them; read once.
  private static let workspace = Result { () throws -> Workspace in
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    try manager.createDirectory(at: root.appending(path: "pipelines"), withIntermediateDirectories: true)
    try manager.copyItem(atPath: "\(ExampleCouncil.root)/data", toPath: root.appending(path: "data").path)
    try manager.copyItem(
      at: cases.appending(path: "public-06/pubwl.json"), to: root.appending(path: "pipelines/pubwl.json"))
    return try Workspace.open(root.path)
  }

  /// The files of a run over some files of Cases, by path.
  static func run(_ paths: [String]) throws -> [String: [UInt8]] {
    try inFolder { input, output in
      for path in paths {
        // Whatever a file is called, the pipeline looks for assessments.
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let other = name.hasPrefix("assessments") ? name : "assessments-\(name)"
        try FileManager.default.copyItem(at: cases.appending(path: path), to: input.appending(path: other))
      }
      return try run(input, to: output)
    }
  }

  /// The files of a run over one extract.
  static func run(text: String) throws -> [String: [UInt8]] {
    try inFolder { input, output in
      try Data(text.utf8).write(to: input.appending(path: "assessments.csv"))
      return try run(input, to: output)
    }
  }

  /// An audit of a run over a file of Cases.
  static func audit(_ path: String, policy: String) throws -> AuditOutcome {
    try inFolder { input, output in
      try FileManager.default.copyItem(
        at: cases.appending(path: path), to: input.appending(path: "assessments.csv"))
      _ = try run(input, to: output, policy: policy)
      return try auditRun(output.path, since: nil, in: workspace.get())
    }
  }

  private static func inFolder<Result>(_ body: (URL, URL) throws -> Result) throws -> Result {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-tests/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    let input = root.appending(path: "input")
    try manager.createDirectory(at: input, withIntermediateDirectories: true)
    return try body(input, root.appending(path: "output"))
  }

  private static func run(_ input: URL, to output: URL, policy: String? = nil) throws -> [String: [UInt8]] {
    var request = RunRequest(
      pipeline: "pubwl", inputFolder: input.path, asOf: try #require(Day(iso: "2026-10-31")),
      output: output.path, until: .evidence)
    request.policy = policy
    _ = try runPipeline(request, in: workspace.get())
    var files: [String: [UInt8]] = [:]
    for path in ["comparison.csv", "findings.csv", "restricted/findings.csv", "reading.json"] {
      guard let data = FileManager.default.contents(atPath: output.appending(path: path).path) else {
        continue
      }
      files[path] = Array(data)
    }
    return files
  }

  /// The value of `measure`, or of `measure breakdown category`, on the as-of day or over the twelve months before it.
  static func figure(_ name: String, _ feed: [[String: String]]) -> String? {
    let parts = name.split(separator: " ", maxSplits: 2).map(String.init)
    let wanted = parts.count == 3 ? (parts[1], parts[2]) : ("Total", "Total")
    return feed.first {
      $0["measure"] == parts[0] && ["day", "rolling-12-months"].contains($0["period_kind"])
        && $0["breakdown"] == wanted.0 && $0["category"] == wanted.1
    }?["value"]
  }

  /// `code field line` of what is said of the file, its cells and, where asked, its NHS numbers; not of columns that no field has.
  static func said(_ files: [String: [UInt8]], withNHSNumbers: Bool = false) throws -> [String] {
    let path = files["findings.csv"] == nil ? "restricted/findings.csv" : "findings.csv"
    return try ExampleCouncil.table(files[path], path).compactMap { finding in
      let code = finding["code"] ?? ""
      let isOfNumber = ["WL-015", "WL-020"].contains(code) && withNHSNumbers
      let isOfFile = code.hasPrefix("FILE-") || code.hasPrefix("CELL-") || isOfNumber
      guard isOfFile, code != "FILE-004" else { return nil }
      func cell(_ name: String) -> String { finding[name].flatMap { $0.isEmpty ? nil : $0 } ?? "-" }
      return "\(code) \(cell("field")) \(cell("line"))"
    }
  }
}
