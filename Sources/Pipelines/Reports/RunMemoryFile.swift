import Artefacts
import Declarations
import Findings
import FoundationEssentials
import Periods

/// `restricted/previous.json`: what a run leaves for the next to be held against.
struct RunMemoryFile: Decodable, Sendable {
  static let path = "restricted/previous.json"

  /// The run's as-of day.
  var asOf: Located<String>
  /// By rule code.
  var rules: [String: Kept]

  struct Kept: Decodable, Sendable {
    var months: [String: Int]
    /// Marks of keys, in hexadecimal, one after another.
    var keys: String
    var values: [String]
  }

  /// The memory in a run's folder; nil where the run left none.
  ///
  /// - Throws: `RUN-036` where the file is there and is not one that a run wrote.
  static func read(ofRun folder: String) throws(Finding) -> RunMemory? {
    let file = "\(folder)/\(path)"
    guard let data = FileManager.default.contents(atPath: file) else { return nil }
    let source = SourceText(path: file, bytes: Array(data))
    let (value, _, _) = LocatedDecoder.decode(RunMemoryFile.self, from: source)
    guard let value, let day = Day(iso: value.asOf.value) else {
      throw Finding(
        "RUN-036", "'\(file)' is not what a run wrote",
        hint: "remove it, and this run is held against none; it leaves a new one",
        location: Location(path: file))
    }
    let kept = value.rules.map { code, kept in
      let marks = kept.keys.split(separator: " ").compactMap { UInt64($0, radix: 16) }
      return (
        FindingCode(rawValue: code), RunMemory.Kept(months: kept.months, keys: marks, values: kept.values)
      )
    }
    return RunMemory(asOf: day, kept: Dictionary(kept, uniquingKeysWith: { first, _ in first }))
  }

  /// In the order of the rules' codes, so that the same run leaves the same bytes.
  static func file(of memory: RunMemory) -> EvidencePack.File {
    let rules = memory.kept.sorted { $0.key < $1.key }.map { code, kept in
      let months = kept.months.sorted { $0.key < $1.key }.map { ($0.key, JSONText.number($0.value)) }
      return (
        code.rawValue,
        JSONText.object([
          ("months", .object(months)),
          ("keys", .text(kept.keys.map { String($0, radix: 16) }.joined(separator: " "))),
          ("values", .list(kept.values.map(JSONText.text))),
        ])
      )
    }
    let text = JSONText.object([("asOf", .text(memory.asOf.description)), ("rules", .object(rules))])
    return EvidencePack.File(path: path, bytes: text.file)
  }
}
