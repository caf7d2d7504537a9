import Findings
import Periods
import Runs
import Statistics

/// A self-assessment in Markdown whose figures are placeholders: `{{assessments-waiting.change.year}}`.
struct Narrative {
  let source: SourceText

  init(_ text: String, path: String) { source = SourceText(path: path, text) }

  struct Rendered {
    var text: String
    var findings: [Finding]
  }

  /// Fills the placeholders with a run's figures, and finds numbers that disagree with them.
  func rendered(with figures: RunFigures) -> Rendered {
    var out = ""
    var findings: [Finding] = []
    let lines = String(decoding: source.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var isCode = false
    for (index, line) in lines.enumerated() {
      if index > 0 { out += "\n" }
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode {
        out += line
        continue
      }
      var sentence = LineReader(line: line, number: index + 1, path: source.path, figures: figures)
      out += sentence.render()
      findings += sentence.findings.sorted { ($0.location?.column ?? 0) < ($1.location?.column ?? 0) }
    }
    return Rendered(text: out, findings: findings)
  }
}

/// One line: fills its placeholders, and compares typed numbers with the run.
private struct LineReader {
  let line: String
  let number: Int
  let path: String
  let figures: RunFigures
  var findings: [Finding] = []
  private var days: [String] = []

  init(line: String, number: Int, path: String, figures: RunFigures) {
    self.line = line
    self.number = number
    self.path = path
    self.figures = figures
  }

  private mutating func say(
    _ code: FindingCode, _ message: String, hint: String?, column: Int, width: Int,
    severity: Severity = .error
  ) {
    findings.append(
      Finding(
        code, severity: severity, effect: .reports, message, hint: hint,
        location: Location(path: path, line: number, column: column),
        excerpt: Excerpt(line: line, width: width)))
  }

  mutating func render() -> String {
    var out = ""
    var rest = line[...]
    var typed: [Substring] = []
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      typed.append(rest[..<open.lowerBound])
      out += rest[..<open.lowerBound]
      out += fill(rest[open.upperBound..<close.lowerBound], in: rest[open.lowerBound..<close.upperBound])
      rest = rest[close.upperBound...]
    }
    typed.append(rest)
    for (index, piece) in typed.enumerated() {
      checkNumbers(of: piece, follows: index > 0, precedes: index < typed.count - 1)
    }
    return out + rest
  }

  private func column(_ index: String.Index) -> Int { line.distance(from: line.startIndex, to: index) + 1 }

  private mutating func fill(_ name: Substring, in whole: Substring) -> String {
    let reference = String(name).trimmed
    switch reference {
    case "as-of": return prose(figures.asOf)
    case "area": return figures.areaName
    default: break
    }
    switch figures.figure(reference) {
    case .success(let found):
      days.append(found.day)
      if found.value == nil, found.text.hasPrefix("[") {
        say(
          "NAR-006", "'\(reference)' has no value in the run: \(found.text)",
          hint: "say so in words, or leave the sentence out",
          column: column(whole.startIndex), width: whole.count, severity: .warning)
      }
      return found.text
    case .failure(let problem):
      say(
        problem.code, problem.message, hint: problem.hint, column: column(whole.startIndex),
        width: whole.count)
      return String(whole)
    }
  }

  /// Numbers that a person typed: beside a placeholder, of an old day, or equal to no figure of the run.
  private mutating func checkNumbers(of piece: Substring, follows: Bool, precedes: Bool) {
    for day in typedDays(in: piece) {
      if !days.isEmpty, day.iso != figures.asOf, !days.contains(day.iso) {
        say(
          "NAR-004",
          "the day \(day.iso) is typed, and the figures beside it are of \(days.last ?? figures.asOf)",
          hint: "write {{as-of}}, or the placeholder's own .period", column: column(day.range.lowerBound),
          width: piece.distance(from: day.range.lowerBound, to: day.range.upperBound))
      }
    }
    for number in typedNumbers(in: piece) {
      let isAfter = follows && piece[..<number.range.lowerBound].allSatisfy { !$0.isLetter }
      let isBefore = precedes && piece[number.range.upperBound...].allSatisfy { !$0.isLetter }
      let width = piece.distance(from: number.range.lowerBound, to: number.range.upperBound)
      if isAfter || isBefore {
        say(
          "NAR-003", "\(piece[number.range]) is typed beside a placeholder and will not change with it",
          hint: "use a placeholder for it too", column: column(number.range.lowerBound), width: width)
      } else if number.isFigure, !figures.numbers.contains(number.plain) {
        say(
          "NAR-005", "\(piece[number.range]) matches no figure of the run",
          hint: "use a placeholder, or say where the number is from", column: column(number.range.lowerBound),
          width: width, severity: .warning)
      }
    }
  }
}

/// `2026-10-31` as `31 October 2026`.
private func prose(_ iso: String) -> String {
  guard let day = Day(iso: iso) else { return iso }
  let (year, month, date) = day.components
  return "\(date) \(monthNames[month - 1]) \(year)"
}

let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November",
  "December",
]
