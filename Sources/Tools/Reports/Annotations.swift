import Declarations
import Findings
import Runs

extension FindingLedger {
  /// New findings as GitHub workflow commands, one for each rule and file, at its first line.
  ///
  /// GitHub shows ten of each severity in a step, so the most severe and frequent come first.
  package func githubAnnotations(inputFolder: String) -> [String] {
    let paths = ReportPaths(inputFolder: inputFolder, sources: sources)
    return groups().map { group in
      let finding = group.first
      let word = finding.severity == .note ? "notice" : finding.severity.rawValue
      var properties: [String] = []
      if let place = finding.location {
        properties.append("file=\(property(paths.path(of: place)))")
        if place.line > 0 { properties.append("line=\(place.line)") }
        if place.column > 0 { properties.append("col=\(place.column)") }
      }
      properties.append("title=\(property("\(finding.code) ×\(group.count)"))")
      let text = [finding.message, finding.hint].compactMap(\.self).joined(separator: " ")
      return "::\(word) \(properties.joined(separator: ","))::\(message(text))"
    }
  }

  /// New findings as GitLab's Code Quality report.
  ///
  /// Source: GitLab documentation, Code Quality report format: description, check_name, fingerprint, severity,
  /// location.path and location.lines.begin are required.
  package func gitlab(inputFolder: String, listed limit: Int = 100) -> [UInt8] {
    let paths = ReportPaths(inputFolder: inputFolder, sources: sources)
    var shown: [String: Int] = [:]
    var seen: [String: Int] = [:]
    var items: [JSONText] = []
    for entry in entries where entry.standing == .new {
      let finding = entry.finding
      let place = finding.location ?? Location(path: "data")
      let group = "\(finding.code) \(place.path)"
      shown[group, default: 0] += 1
      guard shown[group, default: 0] <= limit else { continue }
      seen[entry.mark, default: 0] += 1
      // Fingerprints must be unique.
      let fingerprint = Mark([entry.mark, String(seen[entry.mark, default: 0])]).text
      let severity = finding.severity == .error ? "major" : finding.severity == .warning ? "minor" : "info"
      items.append(
        .object([
          ("description", .text(finding.message)), ("check_name", .text(finding.code.rawValue)),
          ("fingerprint", .text(fingerprint)), ("severity", .text(severity)),
          (
            "location",
            .object([
              ("path", .text(paths.path(of: place))),
              ("lines", .object([("begin", .number(max(1, place.line)))])),
            ])
          ),
        ]))
    }
    return JSONText.list(items).file
  }

  private func groups() -> [(first: Finding, count: Int)] {
    var positions: [String: Int] = [:]
    var out: [(first: Finding, count: Int)] = []
    for entry in entries where entry.standing == .new {
      let group = "\(entry.finding.code) \(entry.finding.location?.path ?? "")"
      if let position = positions[group] {
        out[position].count += 1
      } else {
        positions[group] = out.count
        out.append((entry.finding, 1))
      }
    }
    return out.enumerated().sorted { a, b in
      (b.element.first.severity, b.element.count, a.offset) < (
        a.element.first.severity, a.element.count, b.offset
      )
    }.map(\.element)
  }

  /// Source: GitHub, workflow commands: `%`, CR and LF are escaped, and in properties `:` and `,` too.
  private func message(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
