package import Artefacts
package import Declarations
import Findings
package import Tables

/// Reads extracts into typed tables, one for each dataset that has an extract.
///
/// `kept` names, for a dataset, the fields whose values anything asks for; all where it says nothing, and keys always.
/// What is refused does not depend on it. `finishing` says what is done with each segment of a dataset as soon as it
/// is read, on any thread. Without `hashing` the sources have an empty digest: a run that writes no manifest need not
/// read everything twice. An extract of a dataset that is not among `datasets` is a bug.
package func ingest(
  _ extracts: [Extract], as datasets: [Dataset], codes codeLists: [CodeList],
  keeping kept: [String: Set<String>] = [:], segmentBytes: Int = 4 << 20,
  finishing: [String: @Sendable (inout Segment) -> Void] = [:], hashing: Bool = true
) -> Ingested {
  var result = Ingested(tables: [], findings: [], sources: [])
  var readings: [String: [FileReading]] = [:]
  var counts: [String: Int] = [:]
  var jobs: [@Sendable () -> Work] = []
  for extract in extracts {
    guard let dataset = datasets.first(where: { $0.dataset.value == extract.dataset }) else {
      preconditionFailure("an extract of the unknown dataset '\(extract.dataset)'")
    }
    let fields = plans(for: dataset, codeLists, keeping: kept[extract.dataset])
    let source = counts[extract.dataset, default: 0]
    counts[extract.dataset] = source + 1
    let finish = finishing[extract.dataset]
    jobs.append {
      .reading(
        read(extract, as: dataset, fields, source: source, segmentBytes: segmentBytes, finish: finish))
    }
  }
  if hashing { jobs += extracts.map { extract in { .digest(extract.sha256) } } }
  let queue = jobs
  let work = parallelMap(queue.count) { queue[$0]() }
  for (index, extract) in extracts.enumerated() {
    guard case .reading(let reading) = work[index] else {
      preconditionFailure("a job that was not a reading")
    }
    var digest = ""
    if hashing, case .digest(let found) = work[extracts.count + index] { digest = found }
    readings[extract.dataset, default: []].append(reading)
    result.findings += reading.findings
    result.sources.append(
      Ingested.Source(
        dataset: extract.dataset, path: extract.path, sha256: digest, bytes: extract.bytes.count,
        records: reading.records.recordCount))
  }
  for dataset in datasets.sorted(by: { $0.dataset.value < $1.dataset.value }) {
    guard let files = readings[dataset.dataset.value] else { continue }
    let names = Set(dataset.fields.map(\.field.value))
    // A file that could not be used says nothing about which fields there are.
    let absent = files.compactMap(\.absentFields).reduce(names) { $0.intersection($1) }
    result.tables.append(
      CaseTable.joining(
        files.map(\.records), dataset: dataset.dataset.value,
        fields: plans(for: dataset, codeLists, keeping: kept[dataset.dataset.value]),
        sources: files.map(\.path), absentFields: absent))
  }
  return result
}

private enum Work: Sendable {
  case reading(FileReading)
  case digest(String)
}

private struct FileReading: Sendable {
  var path: String
  var records = ExtractReading()
  /// Nil where the file was refused.
  var absentFields: Set<String>?
  var findings: [Finding] = []
}

private func read(
  _ extract: Extract, as dataset: Dataset, _ fields: [FieldPlan], source: Int, segmentBytes: Int,
  finish: (@Sendable (inout Segment) -> Void)?
) -> FileReading {
  var reading = FileReading(path: extract.path)
  let place = Location(path: extract.path)
  let isUTF16 = extract.bytes.withSpan { bytes in
    bytes.count >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))
  }
  guard !isUTF16 else {
    reading.findings = [
      Finding(
        "FILE-007", effect: .refusesFile, "the file is UTF-16, not UTF-8", hint: "save it as CSV UTF-8",
        location: place)
    ]
    return reading
  }
  guard let header = HeaderLine(of: extract.bytes) else {
    reading.findings = [
      Finding(
        "FILE-002", effect: .refusesFile, "the file is empty",
        hint: "check that the extract ran; it needs a header line, then records", location: place)
    ]
    return reading
  }
  let match = HeaderMatch(header.columns, of: dataset, at: Location(path: extract.path, line: header.line))
  reading.findings = match.findings
  guard match.isUsable else { return reading }
  reading.absentFields = match.absentFields
  let reader = ExtractReader(
    fields: fields, columns: match.columns, segmentBytes: segmentBytes, finish: finish)
  reading.records = reader.read(extract.bytes, from: header.end, line: header.nextLine, source: source)
  reading.findings += findings(about: reading.records, header, path: extract.path)
  return reading
}

/// What is wrong with a file's records taken together.
private func findings(about records: ExtractReading, _ header: HeaderLine, path: String) -> [Finding] {
  var found: [Finding] = []
  if records.recordCount == 0 {
    found.append(
      Finding(
        "FILE-003", severity: .warning, effect: .reports, "the file has a header and no records",
        hint: "check that the extract ran for the right dates",
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
        location: Location(path: path, line: quote.line)))
  }
  var firstLine: Int?
  var count = 0
  for segment in records.segments {
    for fault in segment.faults where fault.kind == .notUTF8 {
      if firstLine == nil { firstLine = segment.line(ofRow: Int(fault.row)) }
      count += 1
    }
  }
  if let firstLine {
    found.append(
      Finding(
        "FILE-007", severity: .warning, effect: .reports,
        count == 1 ? "1 value is not UTF-8" : "\(count) values are not UTF-8, the first on this line",
        hint: "save the file as UTF-8", location: Location(path: path, line: firstLine)))
  }
  return found
}

/// A dataset's fields in the terms of the reader.
private func plans(for dataset: Dataset, _ codeLists: [CodeList], keeping kept: Set<String>?) -> [FieldPlan] {
  let keys = Set(dataset.key.map(\.value))
  return dataset.fields.map { field in
    let kind: FieldPlan.Kind =
      switch field.kind {
      case .identifier, .text: .text
      case .date: .day
      case .integer: .integer
      case .decimal: .decimal(places: field.places ?? 2)
      case .flag: .flag
      case .code:
        codes(of: field, codeLists).map { codes in
          .code(
            codes.map { FieldPlan.DeclaredCode($0.code.value, synonyms: [$0.label] + ($0.synonyms ?? [])) })
        } ?? .openCode
      }
    let name = field.field.value
    return FieldPlan(
      name, kind, isRequired: field.required ?? false,
      isKept: kept?.contains(name) ?? true || keys.contains(name))
  }
}

/// A field's declared codes, or nil where any value will do; a code list that does not exist is a bug by now.
private func codes(of field: Dataset.Field, _ codeLists: [CodeList]) -> [Dataset.Code]? {
  guard field.codes == nil, let name = field.codeList?.value else { return field.codes }
  guard let list = codeLists.first(where: { $0.codeList.value == name }) else {
    preconditionFailure("the unknown code list '\(name)'")
  }
  return list.codes
}
