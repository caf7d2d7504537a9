package import Findings
import FoundationEssentials
import Runs
import Tables

/// Baseline files, at paths that the user gives.
package enum ReportFile {
  /// The marks in a baseline.
  ///
  /// - Throws: `RUN-034` where it is missing, or not a baseline.
  package static func baseline(_ path: String) throws(Finding) -> [String] {
    guard let data = try PlainFile.bytesIfThere(path) else {
      throw Finding(
        "RUN-034", "no baseline '\(path)'", hint: "write one with --write-baseline \(path)",
        location: Location(path: path))
    }
    let text = String(decoding: data, as: UTF8.self)
    if let wrong = firstForeignLine(ofBaseline: text) {
      throw Finding(
        "RUN-034", "this is not a baseline", hint: "name a file that --write-baseline wrote",
        location: Location(path: path, line: wrong + 1))
    }
    return text.split(separator: "\n").map(String.init)
  }

  /// The index of the first line that no run wrote.
  static func firstForeignLine(ofBaseline text: String) -> Int? {
    text.split(separator: "\n").firstIndex { !isMark($0) }
  }

  /// Whether a text is the mark of a finding.
  static func isMark(_ text: some StringProtocol) -> Bool {
    text.count == 16 && UInt64(text, radix: 16) != nil
  }
}
