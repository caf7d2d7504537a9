import Artefacts
import Declarations
import Findings
import Tables

/// Decides how the days of each column of a file are written, from all the values of the column.
struct DayDecisions {
  /// By field position; only those of dates that have a value.
  private(set) var decisions: [Int: DayDecision] = [:]
  /// FILE-013 a column that could be either, FILE-018 a column that is not as England writes it or as declared, or some of
  /// whose dates are not.
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - counts: by field, how many values were read as days, day first.
  ///   - declared: what the pipeline says of the file.
  init(
    _ evidence: [DayEvidence], of dataset: Dataset, counts: [Int], declared: PipelinePlan.DateOrder?,
    at place: Location
  ) {
    let days = dataset.fields.indices.filter { dataset.fields[$0].kind == .date && $0 < evidence.count }
    for field in days {
      let seen = Self.seen(evidence[field])
      guard !seen.isEmpty, let form = Self.form(evidence[field], count: counts[field]) else { continue }
      decisions[field] = DayDecision(form: form, basis: .values, seen: seen)
    }
    // Files are written by one system: columns that say nothing follow those that do, where those agree.
    let proven = Set(
      days.filter { evidence[$0].sawDayFirst || evidence[$0].monthFirst > 0 }.compactMap {
        decisions[$0]?.form
      })
    let common = proven.count == 1 ? proven.first : nil
    for field in days where decisions[field] == nil && !Self.seen(evidence[field]).isEmpty {
      let seen = Self.seen(evidence[field])
      let isSplit = evidence[field].sawDayFirst && evidence[field].monthFirst > 0
      let hint = declared.map { $0 == .dayFirst ? DayForm.dayFirst : .monthFirst }
      if let form = hint {
        decisions[field] = DayDecision(form: form, basis: .declared, seen: seen)
      } else if let common, !isSplit {
        decisions[field] = DayDecision(form: common, basis: .otherColumns, seen: seen)
      } else {
        decisions[field] = DayDecision(form: nil, basis: .ambiguous, seen: seen)
        findings.append(Self.ambiguous(dataset.fields[field], isSplit: isSplit, place))
      }
    }
    for field in days { note(dataset.fields[field], decisions[field], declared, place) }
  }

  /// Whether day numbers among a column's dates are read: where others are written out, or nothing in it is no date.
  static func readsSerials(_ evidence: DayEvidence) -> Bool {
    evidence.serial > 0 && !seen(evidence).isEmpty && seen(evidence) != ["45504"]
  }

  /// What is said of a column's dates once they are read; the row of titles is where there is no line to name.
  static func notes(_ evidence: DayEvidence, of field: Dataset.Field, latestShortYear: Int, _ path: String)
    -> [Finding]
  {
    DayNote.allCases.compactMap { note in
      guard let sighting = evidence.notes[note] else { return nil }
      let count = sighting.count
      let dates = count == 1 ? "1 date of \(field.title) is" : "\(count) dates of \(field.title) are"
      let what =
        switch note {
        case .nextDay:
          "\(dates) late in the evening of universal time, as \(note.example); each is read as the next day, which it is in the United Kingdom"
        case .serial:
          "\(dates) \(count == 1 ? "a day number" : "day numbers") of a spreadsheet, as \(note.example), among dates that are written out"
        case .shortYear:
          "\(dates) written with years of two digits, as \(note.example); the years are read as \(latestShortYear - 99) to \(latestShortYear)"
        case .placeholder:
          "\(count == 1 ? "1 date of \(field.title) stands" : "\(count) dates of \(field.title) stand") for none, as \(note.example) does, and \(count == 1 ? "is" : "are") read as blank"
        case .zoned: "\(dates) told with a time zone, as \(note.example)"
        default: "\(dates) written as \(note.example)"
        }
      return Finding(
        "FILE-018", severity: .note, effect: .reports, "\(what): \(sighting.places)",
        location: Location(path: path, line: sighting.lines.first ?? 0), field: field.field.value)
    }
  }

  /// The form that the values of a column allow, or nil where they allow several or contradict each other.
  private static func form(_ evidence: DayEvidence, count: Int) -> DayForm? {
    let isNumbered = evidence.sawDayFirst || evidence.sawEither || evidence.monthFirst > 0
    let isWritten =
      evidence.sawISO || evidence.sawNamed || isNumbered || evidence.notes.keys.contains(where: \.isForm)
    if evidence.serial > 0, !isWritten, evidence.other == 0 { return .serial }
    guard isNumbered else { return isWritten || evidence.other > 0 ? .dayFirst : nil }
    if evidence.sawDayFirst {
      // A few that can't be day first among many that can are slips, and are refused one by one.
      return evidence.monthFirst * 10 <= count ? .dayFirst : nil
    }
    return evidence.monthFirst > 0 ? .monthFirst : nil
  }

  private static func seen(_ evidence: DayEvidence) -> [String] {
    let forms = [
      (evidence.sawISO, "2024-07-31"), (evidence.sawNamed, "31-Jul-24"), (evidence.sawDayFirst, "31/07/2024"),
      (evidence.monthFirst > 0, "07/31/2024"), (evidence.sawEither, "01/02/2024"),
      (evidence.serial > 0, "45504"),
    ]
    return forms.filter(\.0).map(\.1) + evidence.notes.keys.filter(\.isForm).map(\.example).sorted()
  }

  private static func ambiguous(_ field: Dataset.Field, isSplit: Bool, _ place: Location) -> Finding {
    let isRequired = field.required == true
    let what =
      isSplit
      ? "some dates of \(field.title) can only be day first, and some only month first"
      : "every date of \(field.title) could be day first or month first"
    return Finding(
      "FILE-013", effect: isRequired ? .refusesFile : .reports,
      "\(what)\(isRequired ? "" : "; the column is not read")",
      hint:
        "write dates as 2024-07-31, or say \"dateOrder\": \"day-first\" or \"month-first\" in the pipeline's input",
      location: place, field: field.field.value)
  }

  private mutating func note(
    _ field: Dataset.Field, _ decision: DayDecision?, _ declared: PipelinePlan.DateOrder?, _ place: Location
  ) {
    guard let decision, decision.basis == .values, let form = decision.form else { return }
    let isContrary =
      (declared == .dayFirst && form == .monthFirst)
      || (declared == .monthFirst && form == .dayFirst && decision.seen.contains("31/07/2024"))
    if isContrary {
      findings.append(
        Finding(
          "FILE-018", severity: .warning, effect: .reports,
          "the dates of \(field.title) are \(form.rawValue), and the pipeline says otherwise; they are read as they are",
          hint: "correct \"dateOrder\" in the pipeline's input", location: place, field: field.field.value))
    } else if form != .dayFirst {
      let what = form == .serial ? "day numbers of a spreadsheet" : "month first, as 07/31/2024"
      findings.append(
        Finding(
          "FILE-018", severity: .note, effect: .reports, "the dates of \(field.title) are \(what)",
          location: place, field: field.field.value))
    }
  }
}
