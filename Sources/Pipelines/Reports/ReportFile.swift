package import Findings
import FoundationEssentials

/// Reports and baselines on disk, where the user says.
package enum ReportFile {
  /// - Throws: `RUN-038` where it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String) throws(Finding) {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Finding(
        "RUN-038", "cannot write '\(path)'", hint: "check that its folder is there and may be written")
    }
  }

  /// The marks in a baseline.
  ///
  /// - Throws: `RUN-034` where it is not there, or holds something else.
  package static func baseline(_ path: String) throws(Finding) -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Finding(
        "RUN-034", "no baseline '\(path)'", hint: "write one with --write-baseline \(path)",
        location: Location(path: path))
    }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    if let wrong = lines.firstIndex(where: { $0.count != 16 || UInt64($0, radix: 16) == nil }) {
      throw Finding(
        "RUN-034", "this is not a baseline", hint: "name a file that --write-baseline wrote",
        location: Location(path: path, line: wrong + 1))
    }
    return lines
  }
}
