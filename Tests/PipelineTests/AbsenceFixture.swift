import FoundationEssentials
import Periods
import Runs
import Testing
import Tools

/// Extracts with something left out of them or spoilt, and what runs of them print.
struct AbsenceFixture: ~Copyable {
  let folder: String
  var input: String { "\(folder)/input" }

  /// The example council's extracts, or none.
  init(copying example: String? = "exampleshire") throws {
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appending(path: "caretally-absence/\(UUID().uuidString)").path
    try manager.createDirectory(atPath: "\(folder)/input", withIntermediateDirectories: true)
    guard let example else { return }
    for name in try manager.contentsOfDirectory(atPath: ExampleCouncil.input(example))
    where name.hasSuffix(".csv") {
      try manager.copyItem(atPath: "\(ExampleCouncil.input(example))/\(name)", toPath: "\(input)/\(name)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func cases(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/\(name)").path
  }

  /// Puts a file of a case in place of one of the extracts.
  func put(_ path: String) throws {
    let name = URL(filePath: path).lastPathComponent
    try? FileManager.default.removeItem(atPath: "\(input)/\(name)")
    try FileManager.default.copyItem(atPath: path, toPath: "\(input)/\(name)")
  }

  /// An extract's lines, as fields; the first is the header.
  func lines(_ name: String) throws -> [[String]] {
    let bytes = try #require(FileManager.default.contents(atPath: "\(input)/\(name)"))
    // The example has bytes that are no UTF-8, which are no matter here.
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(Self.fields)
  }

  func write(_ lines: [[String]], to name: String) throws {
    let text = lines.map { line in
      line.map { $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
        .joined(separator: ",")
    }
    try Data((text.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: "\(input)/\(name)"))
  }

  private static func fields(_ line: Substring) -> [String] {
    var (out, field, isQuoted): ([String], String, Bool) = ([], "", false)
    for character in line where character != "\r" {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        out.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return out + [field]
  }

  /// Changes every value of a column.
  func change(_ column: String, of name: String, _ new: (String) -> String) throws {
    var lines = try lines(name)
    let place = try #require(lines[0].firstIndex(of: column), "\(name) has no '\(column)'")
    for line in lines.indices.dropFirst() where place < lines[line].count {
      lines[line][place] = new(lines[line][place])
    }
    try write(lines, to: name)
  }

  /// Keeps the records of certain days, told as `2026-10-31`; one without a day stays.
  func keep(_ column: String, of name: String, _ isKept: (String) -> Bool) throws {
    let lines = try lines(name)
    let place = try #require(lines[0].firstIndex(of: column), "\(name) has no '\(column)'")
    let kept = lines.dropFirst().filter { line in
      guard place < line.count, let day = Self.iso(line[place]) else { return true }
      return isKept(day)
    }
    try write([lines[0]] + kept, to: name)
  }

  static func iso(_ text: String) -> String? {
    let parts = text.split(separator: "/")
    if parts.count == 3, parts[2].count == 4 { return "\(parts[2])-\(parts[1])-\(parts[0])" }
    return Day(iso: text).map(\.description)
  }

  func run(_ pipeline: String, asOf: String = "2026-10-31", today: String? = nil, root: String? = nil) throws
    -> Run
  {
    let output = "\(folder)/output"
    try? FileManager.default.removeItem(atPath: output)
    var request = RunRequest(
      pipeline: pipeline, inputFolder: input, asOf: try #require(Day(iso: asOf)), output: output)
    request.today = today.flatMap { Day(iso: $0) }
    let workspace = try root.map { try Workspace.open($0) } ?? ExampleCouncil.workspace.get()
    let outcome = try runPipeline(request, in: workspace)
    func table(_ path: String) throws -> [[String: String]] {
      guard let data = FileManager.default.contents(atPath: "\(output)/\(path)") else { return [] }
      return try ExampleCouncil.table(Array(data), path)
    }
    return Run(
      outcome: outcome, readings: try table("comparison.csv"),
      findings: try table("findings.csv") + table("restricted/findings.csv"))
  }

  struct Run {
    var outcome: RunOutcome
    var readings: [[String: String]]
    var findings: [[String: String]]

    func reading(_ measure: String, _ kind: String, breakdown: String = "Total") -> [String: String]? {
      readings.first { $0["measure"] == measure && $0["period_kind"] == kind && $0["breakdown"] == breakdown }
    }

    /// The newest of all cases, whatever period its pipeline shows.
    func latest(_ measure: String) -> [String: String]? {
      readings.last { $0["measure"] == measure && $0["breakdown"] == "Total" }
    }

    func codes() -> Set<String> { Set(findings.compactMap { $0["code"] }) }
  }
}
