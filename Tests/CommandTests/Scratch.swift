import Foundation
import Testing

/// A folder for one test, gone after it, in which the program is run.
final class Scratch: Sendable {
  let path: String
  static let root = TranscriptTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let example = root + "/data/examples/exampleshire"

  init() throws {
    // Without the links of a temporary folder, so that messages name it as the test does.
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "caretally-edges/\(UUID().uuidString)")
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  struct Ended: Sendable {
    var code: Int32
    var said: String
    var complained: String
  }

  /// Runs a line of the shell in this folder, in which `caretally` and `synthesise` are the programs and `$ROOT` the checkout.
  func shell(_ line: String) throws -> Ended {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", TranscriptTests.programs + line]
    process.currentDirectoryURL = URL(filePath: path)
    var environment = ProcessInfo.processInfo.environment
    environment["CARETALLY"] = try TranscriptTests.executable()
    environment["SYNTHESISE"] = try TranscriptTests.executable("synthesise")
    environment["ROOT"] = Self.root
    environment["SOURCE_DATE_EPOCH"] = TranscriptTests.today
    process.environment = environment
    // Files, since a pipe that fills up would make the program wait.
    let outputs = [".said", ".complained"].map { "\(path)/\($0)" }
    for output in outputs { _ = FileManager.default.createFile(atPath: output, contents: nil) }
    // Whoever runs the tests may have a terminal, or nothing, where commands ask.
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: outputs[0])
    process.standardError = FileHandle(forWritingAtPath: outputs[1])
    try process.run()
    process.waitUntilExit()
    let texts = outputs.map {
      String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self)
    }
    for output in outputs { try FileManager.default.removeItem(atPath: output) }
    // A process that a signal ended counts as the shell does.
    let isSignal = process.terminationReason == .uncaughtSignal
    return Ended(
      code: process.terminationStatus + (isSignal ? 128 : 0), said: texts[0], complained: texts[1])
  }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  func names(_ folder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }

  /// Copies the example council's extracts into a folder.
  func copyExample(to folder: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: Self.example) where name.hasSuffix(".csv") {
      try manager.copyItem(atPath: "\(Self.example)/\(name)", toPath: "\(path)/\(folder)/\(name)")
    }
  }

  /// Every file in this folder, byte for byte, and every link.
  func everything() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let whole = "\(path)/\(name)"
      if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: whole) {
        files[name] = Data("-> \(link)".utf8)
      } else {
        files[name] = FileManager.default.contents(atPath: whole) ?? Data()
      }
    }
    return files
  }
}
