package import Artefacts
package import Declarations
import Findings
package import Periods
package import Tables

/// Reads extracts into typed tables, one for each dataset that has an extract.
///
/// `kept` names, for a dataset, the fields whose values anything asks for; all where it says nothing, and keys always.
/// Of the same case in several files one record is left, where the dataset says which.
/// What is refused does not depend on it. `finishing` says what is done with each batch of a dataset as soon as it
/// is read, on any thread. Without `hashing` the sources have an empty digest: a run that writes no manifest need not
/// read everything twice. `blanks` are the values that are declared to mean nothing, and `day` the as-of day, by which a year of
/// birth of two digits is read. `known` holds what was worked out of datasets before, for the same codes and with every field kept. An extract of a dataset that is not among `datasets` is a bug.
package func ingest(
  _ extracts: [Extract], as datasets: [Dataset], codes codeLists: [CodeList],
  keeping kept: [String: Set<String>] = [:], segmentBytes: Int? = nil,
  finishing: [String: @Sendable (inout RecordBatch) -> Void] = [:], hashing: Bool = true,
  known: [String: KnownDataset] = [:], blanks: [BlankValues] = [], asOf day: Day? = nil
) -> Ingested {
  let extracts = extracts.flatMap { extract in
    guard let dataset = datasets.first(where: { $0.dataset.value == extract.dataset }), dataset.wide != nil
    else {
      return [extract]
    }
    return extract.unfolded(HeaderIndex(dataset, mapping: extract.mapping))
  }
  var result = Ingested(tables: [], findings: [], sources: [])
  var files: [String: [FileRead]] = [:]
  var counts: [String: Int] = [:]
  var planned: [String: [FieldPlan]] = [:]
  var jobs: [@Sendable () -> Work] = []
  var wanted = kept
  for extract in extracts {
    guard let submission = extract.mapping?.submission, wanted[extract.dataset] != nil else { continue }
    let names = submission.sameEvent + [submission.starts, submission.ends]
    wanted[extract.dataset]?.formUnion(names.map(\.value))
  }
  for extract in extracts {
    guard let dataset = datasets.first(where: { $0.dataset.value == extract.dataset }) else {
      preconditionFailure("an extract of the unknown dataset '\(extract.dataset)'")
    }
    let before = kept[extract.dataset] == nil ? known[extract.dataset] : nil
    let fields =
      planned[extract.dataset] ?? before?.fields
      ?? plans(for: dataset, codeLists, keeping: wanted[extract.dataset], blanks, asOf: day)
    planned[extract.dataset] = fields
    let source = counts[extract.dataset, default: 0]
    counts[extract.dataset] = source + 1
    let finish = finishing[extract.dataset]
    let index = before?.headers
    // A mapping changes what texts mean, and neither which fields there are nor the numbers of their codes.
    let mapped = extract.mapping.map { mapping in
      dataset.mapped(by: mapping) { name in codeLists.first { $0.codeList.value == name }?.codes }
    }
    let ownFields = mapped.map {
      plans(for: $0, codeLists, keeping: wanted[extract.dataset], blanks, asOf: day)
    }
    jobs.append {
      let headers = mapped.map { HeaderIndex($0, mapping: extract.mapping) } ?? index ?? HeaderIndex(dataset)
      return .file(
        FileRead(
          extract, as: headers, ownFields ?? fields, source: source, segmentBytes: segmentBytes,
          finish: finish))
    }
  }
  if hashing { jobs += extracts.map { extract in { .digest(extract.sha256) } } }
  let queue = jobs
  // The longest file first, or one core is left with it; a digest takes a small part of the time.
  let sizes = extracts.map(\.bytes.count)
  let work = parallelMap(weights: hashing ? sizes + sizes.map { $0 / 16 } : sizes) { queue[$0]() }
  for (index, extract) in extracts.enumerated() {
    guard case .file(let file) = work[index] else { preconditionFailure("a job that did not read its file") }
    var digest = ""
    if hashing, case .digest(let found) = work[extracts.count + index] { digest = found }
    files[extract.dataset, default: []].append(file)
    if let wide = extract.wide, !wide.isFirst {
      // One file, whose columns were read one after the other.
      result.findings += file.findings.filter { !result.findings.contains($0) }
      result.sources[result.sources.count - 1].records += file.records.recordCount
      continue
    }
    result.findings += file.findings
    result.sources.append(
      Ingested.Source(
        dataset: extract.dataset, path: extract.path, sha256: digest, bytes: extract.bytes.count,
        records: file.records.recordCount))
    result.readings.append(file.report)
  }
  for dataset in datasets.sorted(by: { $0.dataset.value < $1.dataset.value }) {
    guard let read = files.removeValue(forKey: dataset.dataset.value) else { continue }
    let submission = extracts.first { $0.dataset == dataset.dataset.value && $0.mapping != nil }?.mapping?
      .submission
    add(read, of: dataset, planned[dataset.dataset.value] ?? [], joined: submission, to: &result)
  }
  result.findings += noSheets(extracts.filter { $0.wide?.isFirst ?? true }, &result.readings)
  return result
}

/// What is worked out of a dataset before any extract of it is read; for whoever reads many, such as examples.
package struct KnownDataset: Sendable {
  let headers: HeaderIndex
  let fields: [FieldPlan]

  package init(_ dataset: Dataset, codes codeLists: [CodeList]) {
    headers = HeaderIndex(dataset)
    fields = plans(for: dataset, codeLists, keeping: nil, [], asOf: nil)
  }
}

/// What one of the jobs that run side by side came to.
private enum Work: Sendable {
  case file(FileRead)
  case digest(String)
}

/// Joins the files of one dataset into its table.
private func add(
  _ files: [FileRead], of dataset: Dataset, _ fields: [FieldPlan],
  joined submission: ExtractMapping.Submission?,
  to result: inout Ingested
) {
  let names = Set(fields.map(\.name))
  // A file that could not be used says nothing about which fields there are.
  let absent = files.compactMap(\.absentFields).reduce(names) { $0.intersection($1) }
  var table = CaseTable.joining(
    files.map(\.records), dataset: dataset.dataset.value, fields: fields, sources: files.map(\.report.path),
    absentFields: absent)
  var superseded = [Int](repeating: 0, count: files.count)
  let join = submission.map { SubmissionJoin($0, of: dataset, covers: files.map(\.report.covers)) }
  if let join {
    result.begins[dataset.dataset.value] = join.firstDay
    for (source, count) in join.leaveOutCovered(&table).enumerated() { superseded[source] += count }
  }
  let same = submission?.sameEvent.map(\.value)
  for (source, count) in (Supersession(dataset, sameEvent: same)?.resolve(&table) ?? []).enumerated() {
    superseded[source] += count
  }
  join?.endWithTheirFile(&table)
  let places = result.readings.indices.filter { result.readings[$0].dataset == dataset.dataset.value }
  for (source, count) in superseded.enumerated() where count > 0 {
    let path = files[source].report.path
    result.readings[places[source]].superseded = count
    result.sources[places[source]].records -= count
    let records = count == 1 ? "1 record is" : "\(count) records are"
    result.findings.append(
      Finding(
        "FILE-016", severity: .note, effect: .reports,
        "\(records) left out: another file has the same case\(join == nil ? "" : ", or covers the same days"), and stands",
        location: Location(path: path)))
  }
  result.tables.append(table)
  for (position, field) in fields.enumerated() {
    var uses = CodeUses()
    for file in files where position < file.records.codeUses.count {
      uses.add(file.records.codeUses[position])
    }
    guard !uses.isEmpty else { continue }
    if field.kind == .openCode {
      let spellings = uses.stand(for: table.dictionaries[position])
      if spellings > 0 {
        result.findings.append(
          oneSpelling(dataset.fields[position], spellings, files.first?.report.path ?? ""))
      }
    }
    result.cleaning.append(
      FieldCleaning(
        dataset: dataset.dataset.value, field: field.name, isOpen: field.kind == .openCode, uses: uses))
  }
}

/// Says of a workbook that none of the sheets which a pattern names is a table of the dataset.
private func noSheets(_ extracts: [Extract], _ readings: inout [FileReading]) -> [Finding] {
  var fitting: [String: Bool] = [:]
  for (extract, reading) in zip(extracts, readings) where extract.isOneOfSheets {
    fitting["\(extract.dataset) \(extract.file)", default: false] =
      fitting["\(extract.dataset) \(extract.file)"] == true || !reading.isPassedOver
  }
  var said: Set<String> = []
  for (index, extract) in extracts.enumerated()
  where extract.isOneOfSheets && fitting["\(extract.dataset) \(extract.file)"] == false {
    readings[index].isRefused = true
  }
  return extracts.compactMap { extract in
    let name = "\(extract.dataset) \(extract.file)"
    guard extract.isOneOfSheets, fitting[name] == false, said.insert(name).inserted else { return nil }
    return Finding(
      "FILE-015", effect: .refusesFile, "no sheet of the workbook has the columns of \(extract.dataset)",
      hint:
        "name the sheet with \"sheet\" in the pipeline's input, and see its columns with caretally profile",
      location: Location(path: extract.file))
  }
}

/// Says that spellings of one value were taken for one; which they are is in `reading.json`.
private func oneSpelling(_ field: Dataset.Field, _ count: Int, _ path: String) -> Finding {
  let spellings =
    count == 1 ? "1 spelling of \(field.title) differs" : "\(count) spellings of \(field.title) differ"
  return Finding(
    "FILE-036", severity: .note, effect: .reports,
    "\(spellings) from a commoner one in case, spaces or marks alone, and \(count == 1 ? "is" : "are") read as that",
    hint: "\"cleaning\" in reading.json lists them", location: Location(path: path), field: field.field.value)
}

/// A dataset's fields in the terms of the reader.
private func plans(
  for dataset: Dataset, _ codeLists: [CodeList], keeping kept: Set<String>?, _ blanks: [BlankValues],
  asOf day: Day?
) -> [FieldPlan] {
  let keys = Set(dataset.key.map(\.value) + (dataset.supersedes ?? []).compactMap(\.field?.value))
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
            codes.map {
              FieldPlan.DeclaredCode(
                $0.code.value, label: $0.label, synonyms: $0.synonyms ?? [], retired: $0.retired ?? [])
            })
        } ?? .openCode
      }
    let name = field.field.value
    var plan = FieldPlan(
      name, kind, isRequired: field.required ?? false,
      isKept: kept?.contains(name) ?? true || keys.contains(name))
    let isDays = field.kind == .date
    let usual = BlankTexts(blanks.flatMap { $0.texts(of: field.kind) }, isDays: isDays)
    plan.blanks =
      (field.placeholders == false ? usual.withoutDays : usual)
      + BlankTexts(field.blank ?? [], isDays: isDays)
    plan.isNHSNumber = field.form == .nhsNumber
    if let years = field.shortYearsBefore, let day {
      plan.latestShortYear = day.components.year - years
      plan.notesShortYears = true
    }
    plan.takesPercentSign = field.percentSign ?? false
    return plan
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
