import Declarations
import Findings
import Folders
import Runs

extension FindingLedger {
  /// The findings as SARIF 2.1.0, each at its input line, with the line that declares its rule.
  ///
  /// At most so many are listed for one rule in one file, and the last says how many there are: GitHub takes 25,000
  /// results, and nobody reads more of one kind. Source: OASIS, Static Analysis Results Interchange Format (SARIF)
  /// Version 2.1.0.
  package func sarif(inputFolder: String, listed limit: Int = 100) -> [UInt8] {
    let paths = ReportPaths(inputFolder: inputFolder, sources: sources)
    let codes = Array(Set(entries.map(\.finding.code))).sorted()
    // A catalogue has one rule of each code. A code without a rule is described by its first finding.
    let titles = Dictionary(uniqueKeysWithValues: rules.map { ($0.code, $0.title) })
    let first = Dictionary(grouping: entries.map(\.finding), by: \.code).compactMapValues(\.first)
    let descriptors = codes.map { code in
      var members: [(String, JSONText)] = [
        ("id", .text(code.rawValue)),
        (
          "shortDescription",
          .object([("text", .text(titles[code] ?? first[code]?.message ?? code.rawValue))])
        ),
      ]
      if let hint = first[code]?.hint { members.append(("help", .object([("text", .text(hint))]))) }
      return JSONText.object(members)
    }
    var counts: [String: Int] = [:]
    for entry in entries { counts[group(entry), default: 0] += 1 }
    var shown: [String: Int] = [:]
    var results: [JSONText] = []
    for entry in entries {
      let group = group(entry)
      shown[group, default: 0] += 1
      guard shown[group, default: 0] <= limit else { continue }
      let isLast = shown[group] == limit && counts[group, default: 0] > limit
      let position = codes.firstIndex(of: entry.finding.code) ?? 0
      let more = isLast ? " (\(counts[group, default: 0]) in this file, \(limit) listed)" : ""
      results.append(result(entry, rule: position, more: more, paths))
    }
    let driver = JSONText.object([
      ("name", .text("CareTally")), ("version", .text(version)), ("rules", .list(descriptors)),
    ])
    let report = JSONText.object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")),
      (
        "runs",
        .list([
          .object([
            ("tool", .object([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")),
            ("results", .list(results)),
          ])
        ])
      ),
    ])
    return report.file
  }

  private func group(_ entry: Entry) -> String {
    "\(entry.finding.code) \(entry.finding.location?.path ?? "")"
  }

  private func result(_ entry: Entry, rule: Int, more: String, _ paths: ReportPaths) -> JSONText {
    let finding = entry.finding
    var members: [(String, JSONText)] = [
      ("ruleId", .text(finding.code.rawValue)), ("ruleIndex", .number(rule)),
      ("level", .text(finding.severity.rawValue)),
      ("message", .object([("text", .text(finding.message + more))])),
      ("partialFingerprints", .object([("caretally/v1", .text(entry.mark))])),
      ("baselineState", .text(entry.standing == .known ? "unchanged" : "new")),
    ]
    if let place = finding.location {
      members.append(("locations", .list([.object([("physicalLocation", physical(place, paths))])])))
    }
    if let place = declarations[finding.code] {
      let related = JSONText.object([
        ("physicalLocation", physical(place, paths)),
        ("message", .object([("text", .text("the rule is declared here"))])),
      ])
      members.append(("relatedLocations", .list([related])))
    }
    if case .accepted(let exception) = entry.standing {
      let suppression = JSONText.object([
        ("kind", .text("external")), ("status", .text("accepted")),
        ("justification", .text("exception \(exception)")),
      ])
      members.append(("suppressions", .list([suppression])))
    }
    return .object(members)
  }

  private func physical(_ place: Location, _ paths: ReportPaths) -> JSONText {
    var members: [(String, JSONText)] = [
      ("artifactLocation", .object([("uri", .text(paths.uri(of: place)))]))
    ]
    if place.line > 0 {
      var region: [(String, JSONText)] = [("startLine", .number(place.line))]
      if place.column > 0 { region.append(("startColumn", .number(place.column))) }
      members.append(("region", .object(region)))
    }
    return .object(members)
  }
}
