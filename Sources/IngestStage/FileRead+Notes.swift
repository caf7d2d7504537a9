import Artefacts
import Declarations
import Findings
import Periods
import Tables

extension FileRead {
  static func calledByLine(_ field: Dataset.Field, _ count: Int, _ path: String) -> Finding {
    Finding(
      "FILE-042", severity: .note, effect: .reports,
      "\(count == 1 ? "1 record has" : "\(count) records have") no \(field.title), and \(count == 1 ? "is" : "are") called by \(count == 1 ? "its line" : "their lines")",
      hint: "what becomes of a case from one file to the next cannot be followed without it",
      location: Location(path: path), field: field.field.value)
  }

  static func footNote(_ lines: Set<Int>, _ path: String) -> Finding {
    let sorted = lines.sorted()
    let places = sorted.prefix(3).map(String.init).joined(separator: ", ")
    return Finding(
      "FILE-041", severity: .note, effect: .reports,
      "\(sorted.count == 1 ? "1 line at the foot of the file is" : "\(sorted.count) lines at the foot of the file are") no record, and not read: \(sorted.count == 1 ? "line" : "lines") \(places)",
      hint: "say \"foot\": false in the pipeline's input where they are records",
      location: Location(path: path, line: sorted.first ?? 0))
  }

  static func unclaimed(_ filter: RecordFilter, _ extract: Extract) -> Finding {
    let count = filter.unclaimed
    let lines = filter.unclaimedLines.map(String.init).joined(separator: ", ")
    let more = count > filter.unclaimedLines.count ? " and others" : ""
    return Finding(
      "FILE-039", severity: .warning, effect: .reports,
      "\(count == 1 ? "1 record is" : "\(count) records are") of no kind that the pipeline reads, and \(count == 1 ? "is" : "are") in no figure: "
        + "\(filter.unclaimedLines.count == 1 && count == 1 ? "line" : "lines") \(lines)\(more)",
      hint: "the inputs of the file say with \"where\" which records they read",
      location: Location(path: extract.path, line: filter.unclaimedLines.first ?? 0))
  }
}

extension TextSource {
  /// The days that a file says it covers, by its first record; nil where that does not say both.
  func days(
    _ submission: ExtractMapping.Submission, _ choice: HeaderChoice
  ) -> ClosedRange<Day>? {
    let first = withHead { head in
      HeaderLine.candidates(
        head.extracting(min(choice.header.end, head.count)..<head.count), delimiter: choice.delimiter,
        count: 1
      ).first
    }
    guard let first else { return nil }
    func day(_ header: String) -> Day? {
      let wanted = RecordCondition.folded(header: header)
      guard
        let column = choice.header.columns.firstIndex(where: { RecordCondition.folded(header: $0) == wanted }
        ),
        column < first.columns.count
      else { return nil }
      let reading = ExtractReader(fields: [FieldPlan("day", .day)], columns: [0], isBrief: true)
        .read(.memory(Array("\"\(first.columns[column])\"\n".utf8)), from: 0, line: 1, source: 0)
      guard case .days(let days)? = reading.batches.first?.columns.first, days[0] != Column.missingNumber
      else {
        return nil
      }
      return Day(number: days[0])
    }
    guard let from = day(submission.firstDay), let to = day(submission.lastDay), from <= to else {
      return nil
    }
    return from...to
  }

  /// The first line end of the text: `LF`, `CRLF` or `CR`.
  var lineEnd: String {
    withHead { head in
      guard let at = head.indices.first(where: { head[$0] == 10 || head[$0] == 13 }), head[at] == 13 else {
        return "LF"
      }
      return at + 1 < head.count && head[at + 1] == 10 ? "CRLF" : "CR"
    }
  }
}
