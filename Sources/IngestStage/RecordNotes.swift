import Findings
import Tables

/// What is said of the shapes of a file's records, once for each kind.
struct RecordNotes {
  /// FILE-032 too few fields, FILE-033 too many, FILE-034 text after a closing quote, FILE-035 quotes after backslashes.
  private(set) var findings: [Finding] = []

  init(_ shapes: RecordShapes, hasBackslashes: Bool, path: String) {
    func say(_ code: FindingCode, _ severity: Severity, _ sighting: Sighting, _ what: String, hint: String) {
      guard sighting.count > 0 else { return }
      let records = sighting.count == 1 ? "1 record has" : "\(sighting.count) records have"
      findings.append(
        Finding(
          code, severity: severity, effect: .reports, "\(records) \(what): \(sighting.places)", hint: hint,
          location: Location(path: path, line: sighting.lines.first ?? 0)))
    }
    say(
      "FILE-032", .warning, shapes.short,
      "fewer fields than the header; those missing at the end are read as blank",
      hint: "check that nothing is cut off, and export the file with a delimiter for every field")
    say(
      "FILE-033", .note, shapes.long,
      "more fields than the header; those are blank and are ignored",
      hint: "delete the empty columns to the right of the table")
    say(
      "FILE-034", .warning, shapes.tailed, "text after a closing quote, which is read as part of the value",
      hint: "double a quote that is part of the text, and put quotes round the whole value")
    if hasBackslashes {
      findings.append(
        Finding(
          "FILE-035", severity: .note, effect: .reports,
          "a quote inside quotes is written with a backslash before it, and is read so",
          location: Location(path: path)))
    }
  }
}
