import Artefacts
import Declarations
import Findings
import Tables

/// One file on its way from bytes to records, with all that was decided about it.
struct FileRead: Sendable {
  var records = ExtractReading()
  /// Nil where the file was refused.
  var absentFields: Set<String>?
  var findings: [Finding] = []
  var report: FileReading

  init(
    _ extract: Extract, as headers: HeaderIndex, _ fields: [FieldPlan], source: Int, segmentBytes: Int?,
    finish: (@Sendable (inout RecordBatch) -> Void)? = nil
  ) {
    report = FileReading(dataset: extract.dataset, path: extract.path)
    report.mapping = extract.mapping?.mapping.value
    do throws(Finding) {
      try read(extract, as: headers, fields, source: source, segmentBytes: segmentBytes, finish)
    } catch {
      var finding = error
      finding.location = finding.location ?? Location(path: extract.path)
      if finding.location?.path.isEmpty == true { finding.location?.path = extract.path }
      refuse(finding)
    }
    report.isRefused = findings.contains { $0.effect == .refusesFile }
  }

  /// Some fifty records.
  private static let fewBytes = 8 << 10

  private mutating func refuse(_ finding: Finding) {
    findings.append(finding)
    records = ExtractReading()
    absentFields = nil
  }

  private mutating func read(
    _ extract: Extract, as headers: HeaderIndex, _ fields: [FieldPlan], source: Int, segmentBytes: Int?,
    _ finish: (@Sendable (inout RecordBatch) -> Void)?
  ) throws(Finding) {
    let dataset = headers.dataset
    var text = try TextSource(extract.bytes, member: extract.member, sheet: extract.sheet) { head in
      let choice = HeaderChoice(head, headers)
      return choice.map {
        HeaderMatch($0.header.columns, headers, at: Location(path: extract.path)).isUsable && $0.matched > 0
      } ?? false
    }
    guard var choice = text.withHead({ HeaderChoice($0, headers) }) else {
      if extract.isOneOfSheets { return passOver(extract) }
      throw Finding(
        "FILE-002", effect: .refusesFile, "the file is empty",
        hint: "check that the extract ran; it needs a header line, then records")
    }
    // A column of the file's own that is not there is filled with the lines of its records.
    let called = extract.mapping?.callsByLine.flatMap { name in
      headers.dataset.fields.firstIndex { $0.field.value == name.value }
    }
    func match() -> HeaderMatch {
      if let wide = extract.wide {
        return HeaderMatch(
          wide.columns(choice.header.columns, headers), headers,
          at: Location(path: extract.path, line: choice.header.line),
          isRead: wide.isFirst ? wide.others : Set(choice.header.columns.indices))
      }
      var columns = choice.header.columns
      if let called, !columns.contains(where: { headers.field($0)?.position == called }) {
        columns.append(headers.headers(of: called).first ?? "")
      }
      return HeaderMatch(
        columns, headers, at: Location(path: extract.path, line: choice.header.line))
    }
    var header = match()
    guard header.isUsable else {
      describe(text, choice, header)
      if extract.isOneOfSheets { return passOver(extract) }
      findings += header.findings
      return
    }
    var filter: RecordFilter?
    var foot: Set<Int> = []
    func wanted() throws(Finding) -> RecordFilter? {
      var filter = try condition()
      if let wide = extract.wide {
        filter = filter ?? RecordFilter(leavingOut: foot, blankIn: wide.column)
        filter?.add(wide.period, width: choice.header.columns.count)
        return filter
      }
      if let called, let column = header.columns.firstIndex(of: called) {
        filter = filter ?? RecordFilter(leavingOut: foot)
        filter?.number(column, width: choice.header.columns.count)
      }
      return filter
    }
    func condition() throws(Finding) -> RecordFilter? {
      if !foot.isEmpty { return RecordFilter(leavingOut: foot, blankIn: extract.wide?.column) }
      return try extract.condition.map { condition throws(Finding) in
        var missing: [String] = []
        let others = extract.otherConditions ?? []
        if let filter = RecordFilter(
          condition, others: others, header: choice.header.columns, missing: &missing)
        {
          return filter
        }
        throw Finding(
          "FILE-038", effect: .refusesFile,
          "the file has no column '\(missing[0])', by which its records are told",
          hint: "\"where\" in the pipeline's input names it by its header's letters and digits",
          location: Location(path: extract.path, line: choice.header.line))
      }
    }
    var hasBackslashes = false
    func read(
      _ fields: [FieldPlan], without left: Set<Int> = [], _ finish: (@Sendable (inout RecordBatch) -> Void)?
    ) throws(Finding) -> ExtractReading {
      let columns = header.columns.map { field in field.flatMap { left.contains($0) ? nil : $0 } }
      let reader = ExtractReader(
        fields: fields, columns: columns, segmentBytes: segmentBytes,
        isBrief: extract.bytes.count < Self.fewBytes,
        finish: finish)
      filter = try wanted()
      return try reader.read(
        text, after: choice.header, delimiter: choice.delimiter, source: source,
        hasBackslashes: hasBackslashes, filter: &filter)
    }
    var fields = fields
    let noDates = extract.noDates + (extract.mapping?.noDates ?? [])
    for field in fields.indices
    where fields[field].kind == .day && (text.isFrom1904 || !noDates.isEmpty) {
      fields[field].isFrom1904 = text.isFrom1904
      if !noDates.isEmpty {
        fields[field].blanks = fields[field].blanks + BlankTexts(noDates, isDays: true)
      }
    }
    records = try read(fields, finish)
    if records.shapes.hasBackslashes {
      let before = records
      hasBackslashes = true
      records = try read(fields, finish)
      if records.unreadable >= before.unreadable { (records, hasBackslashes) = (before, false) }
    }
    if extract.condition == nil, extract.wide == nil, extract.leavesOutFoot {
      foot = try FootLines.lines(of: records, text)
      if !foot.isEmpty {
        records = ExtractReading()
        records = try read(fields, finish)
        findings.append(Self.footNote(foot, extract.path))
        report.footLines = foot.count
      }
    }
    if records.hasFault(.notUTF8), try text.reconsiderEncoding() {
      choice = text.withHead { HeaderChoice($0, headers) } ?? choice
      header = match()
      records = ExtractReading()
      records = try read(fields, finish)
    }
    // How many days a column has matters only where some can't be day first; what has been finished may be gone.
    var counted = records
    if finish != nil, records.dayEvidence.contains(where: { $0.monthFirst > 0 }) {
      counted = try read(fields, nil)
    }
    let place = Location(path: extract.path, line: choice.header.line)
    let days = DayDecisions(
      records.dayEvidence, of: dataset, counts: counted.dayCounts(fields),
      declared: extract.dateOrder ?? extract.mapping?.dateOrder,
      at: place)
    describe(text, choice, header, days)
    if let refusal = days.findings.first(where: { $0.effect == .refusesFile }) { throw refusal }
    for (field, decision) in days.decisions {
      fields[field].dayForm = decision.form ?? .dayFirst
      fields[field].readsSerials =
        decision.form != .serial && DayDecisions.readsSerials(records.dayEvidence[field])
    }
    if fields.contains(where: { $0.kind == .day && ($0.dayForm != .dayFirst || $0.readsSerials) }) {
      records = ExtractReading()
      records = try read(fields, finish)
    }
    for (field, wrapped) in records.wrapped.enumerated() {
      guard case .all(let wrapping) = wrapped, fields[field].kind == .text else { continue }
      fields[field].wrapping = wrapping
      findings.append(Self.wrapped(dataset.fields[field], wrapping, extract.path))
    }
    if fields.contains(where: { $0.wrapping != nil }) {
      records = ExtractReading()
      records = try read(fields, finish)
    }
    let left = Set(days.decisions.filter { $0.value.form == nil }.keys)
    if finish != nil, !left.isEmpty {
      // A field that is not read must not have been tested either.
      records = ExtractReading()
      records = try read(fields, without: left, finish)
    }
    absentFields = header.absentFields
    for (field, decision) in days.decisions where decision.form == nil {
      records.drop(field)
      absentFields?.insert(fields[field].name)
    }
    findings +=
      notes(text, choice, extract.path, isSheetNamed: extract.sheet != nil) + header.findings + days.findings
    for (field, evidence) in records.dayEvidence.enumerated()
    where days.decisions[field]?.form != nil || !left.contains(field) {
      findings += DayDecisions.notes(
        evidence, of: dataset.fields[field], latestShortYear: fields[field].latestShortYear, extract.path)
    }
    findings += RecordNotes(records.shapes, hasBackslashes: hasBackslashes, path: extract.path).findings
    if extract.condition != nil { report.leftOut = filter?.leftOut }
    if let submission = extract.mapping?.submission {
      report.covers = text.days(submission, choice)
    }
    if let count = filter?.numberedRecords, count > 0, let called {
      findings.append(Self.calledByLine(dataset.fields[called], count, extract.path))
    }
    if let filter, extract.otherConditions != nil, filter.unclaimed > 0 {
      findings.append(Self.unclaimed(filter, extract))
    }
    // Months that are still to come are blank in every record.
    if extract.wide == nil || records.recordCount > 0 {
      findings += recordFindings(choice.header, path: extract.path, leftOut: report.leftOut ?? 0)
    }
  }

  /// A sheet that a pattern names and that is no table of the dataset.
  private mutating func passOver(_ extract: Extract) {
    report.isPassedOver = true
    findings.append(
      Finding(
        "FILE-031", severity: .note, effect: .reports,
        "sheet '\(extract.sheet ?? "")' is not read: it has not the columns of \(extract.dataset)",
        hint: "name the sheets to read in \"sheets\" of the pipeline's input",
        location: Location(path: extract.path)))
  }

  private mutating func describe(
    _ text: TextSource, _ choice: HeaderChoice, _ header: HeaderMatch, _ days: DayDecisions? = nil
  ) {
    switch text.container {
    case .plain: report.container = .text
    case .gzip: report.container = .gzip
    case .zip: report.container = .zip
    case .workbook(let sheet): (report.container, report.sheet) = (.workbook, sheet)
    }
    (report.encoding, report.hasByteOrderMark) = (text.encoding, text.hasByteOrderMark)
    (report.delimiter, report.lineEnd) = (choice.delimiter, text.lineEnd)
    (report.headerLine, report.titleLines) = (choice.header.line, choice.titleLines)
    report.columns = header.readings
    for (column, field) in header.columns.enumerated() {
      report.columns[column].days = field.flatMap { days?.decisions[$0] }
    }
  }

  private static func wrapped(_ field: Dataset.Field, _ wrapping: TextWrapping, _ path: String) -> Finding {
    Finding(
      "FILE-037", severity: .note, effect: .reports,
      "every value of \(field.title) is written as \(wrapping.rawValue), and is read as 12345 would be",
      location: Location(path: path), field: field.field.value)
  }

  /// What is out of the ordinary about how the file was read.
  private func notes(
    _ text: TextSource, _ choice: HeaderChoice, _ path: String, isSheetNamed: Bool
  ) -> [Finding] {
    var notes: [Finding] = []
    var ways: [String] = []
    if text.encoding != .utf8 { ways.append("as \(text.encoding.rawValue)") }
    if choice.delimiter != .comma { ways.append("with its fields separated by \(choice.delimiter.name)s") }
    if !ways.isEmpty {
      notes.append(
        Finding(
          "FILE-011", severity: .note, effect: .reports, "the file is read \(ways.joined(separator: ", "))",
          location: Location(path: path)))
    }
    if case .workbook(let sheet) = text.container, text.otherSheets > 0, !isSheetNamed {
      let others = text.otherSheets == 1 ? "the other sheet is" : "the \(text.otherSheets) other sheets are"
      notes.append(
        Finding(
          "FILE-031", severity: .note, effect: .reports, "sheet '\(sheet)' is read; \(others) not",
          hint: "name another with \"sheet\" in the pipeline's input", location: Location(path: path)))
    }
    if choice.isUnderlined {
      notes.append(
        Finding(
          "FILE-012", severity: .note, effect: .reports, "the line of dashes under the header is not read",
          location: Location(path: path, line: choice.header.line + 1)))
    }
    if choice.titleLines > 0 {
      let lines =
        choice.titleLines == 1
        ? "1 line above the header is" : "\(choice.titleLines) lines above the header are"
      notes.append(
        Finding(
          "FILE-012", severity: .note, effect: .reports, "\(lines) not read",
          location: Location(path: path, line: choice.header.line)))
    }
    return notes
  }

  /// What is wrong with the records taken together.
  private func recordFindings(_ header: HeaderLine, path: String, leftOut: Int) -> [Finding] {
    var found: [Finding] = []
    if records.recordCount == 0, leftOut > 0 {
      found.append(
        Finding(
          "FILE-003", effect: .refusesFile,
          "none of the file's \(leftOut) records is one that the input's \"where\" asks for",
          hint: "look at the texts of that column, and at \"where\" in the pipeline's input",
          location: Location(path: path, line: header.line)))
    } else if records.recordCount == 0 {
      found.append(
        Finding(
          "FILE-003", effect: .refusesFile, "the file has a header and no records",
          hint:
            "check that the extract ran for the right dates: that there was nothing cannot be told from this",
          location: Location(path: path, line: header.line)))
    }
    if let quote = records.unclosedQuote {
      let count = quote.swallowedLines
      let lines = count == 1 ? "1 line after it was" : "\(count) lines after it were"
      found.append(
        Finding(
          "FILE-006", effect: .refusesRecord,
          "a quote opened in this record is never closed; \(lines) not read",
          hint: "close the quote, or double a quote that is part of the text",
          location: Location(path: path, line: quote.line, column: quote.column)))
    }
    if let (line, count) = records.faults(.notUTF8) {
      found.append(
        Finding(
          "FILE-007", severity: .warning, effect: .reports,
          count == 1 ? "1 value is not UTF-8" : "\(count) values are not UTF-8, the first on this line",
          hint: "save the file as UTF-8", location: Location(path: path, line: line)))
    }
    return found
  }
}

extension ExtractReading {
  fileprivate func hasFault(_ kind: CellFault.Kind) -> Bool { faults(kind) != nil }

  /// How many records have a shape that refuses them, or text after a closing quote.
  fileprivate var unreadable: Int {
    let refused = batches.reduce(0) { sum, batch in
      sum + batch.faults.count { $0.kind == .ragged || $0.kind == .unclosedQuote }
    }
    return refused + shapes.tailed.count
  }

  /// The line of the first fault of a kind, and how many there are.
  fileprivate func faults(_ kind: CellFault.Kind) -> (line: Int, count: Int)? {
    var first: Int?
    var count = 0
    for batch in batches {
      for fault in batch.faults where fault.kind == kind {
        first = first ?? batch.line(ofRow: Int(fault.row))
        count += 1
      }
    }
    return first.map { ($0, count) }
  }

  /// By field, how many values are days; of a field that is not kept, how many records there are.
  fileprivate func dayCounts(_ fields: [FieldPlan]) -> [Int] {
    fields.indices.map { field in
      batches.reduce(0) { sum, batch in
        guard case .days(let days) = batch.columns[field] else {
          return sum + (fields[field].isKept ? 0 : batch.rowCount)
        }
        return sum + days.count { $0 != Column.missingNumber }
      }
    }
  }

  /// Leaves out a field, and what was wrong with it.
  fileprivate mutating func drop(_ field: Int) {
    for index in batches.indices {
      batches[index].columns[field] = .absent
      batches[index].faults.removeAll { Int($0.field) == field }
    }
  }
}
