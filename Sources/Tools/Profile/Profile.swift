import Artefacts
import Declarations
package import Findings
import Folders
import IngestStage
package import Runs
import Tables

/// Describes an unknown file: its form, its columns, its likely dataset, and how it would be read. Of a folder, each of its files.
///
/// Values of columns that may be personal are not shown. Others show only ranges, and codes that several records share.
/// - Parameter dataset: what it is, where that is known.
/// - Throws: FILE-001, -002, -008, -014 or -015 where the file can't be read; RUN-008 where there is no such dataset.
package func profile(
  of path: String, sheet: String?, as dataset: String? = nil, in workspace: Workspace
) throws(Finding) -> String {
  let proposer = try FileProposer(workspace, only: dataset)
  guard ProjectFolder.isFolder(path) else {
    return try profile(of: path, member: nil, sheet, proposer, workspace)
  }
  var parts: [String] = []
  for file in try inputFiles(in: path) {
    do throws(Finding) {
      parts.append(try profile(of: "\(path)/\(file.name)", member: file.member, nil, proposer, workspace))
    } catch {
      parts.append(error.description)
    }
  }
  return parts.isEmpty ? "There is no file of a table in '\(path)'." : parts.joined(separator: "\n\n")
}

/// The same as JSON: an object for each table, with its likely dataset and the field of each column. It has no values.
///
/// - Throws: as `profile`.
package func profileJSON(
  of path: String, sheet: String?, as dataset: String? = nil, in workspace: Workspace
) throws(Finding) -> String {
  let proposer = try FileProposer(workspace, only: dataset)
  guard ProjectFolder.isFolder(path) else {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let tables = try proposer.proposals(of: path, member: nil, called: name, sheet: sheet)
    return JSONText.list(tables.map(\.json)).lines()
  }
  var tables: [JSONText] = []
  for file in try inputFiles(in: path) {
    do throws(Finding) {
      let name = file.member.map { "\(file.name)/\($0)" } ?? file.name
      tables += try proposer.proposals(of: "\(path)/\(file.name)", member: file.member, called: name)
        .map(\.json)
    } catch {
      tables.append(.object([("file", .text(file.name)), ("refused", .text(error.message))]))
    }
  }
  return JSONText.list(tables).lines()
}

extension FileProposal {
  fileprivate var json: JSONText {
    let reading = readings.first { readings.count == 1 || $0.score > 0 }
    var members: [(String, JSONText)] = [("file", .text(path))]
    if let sheet { members.append(("sheet", .text(sheet))) }
    members.append(("records", .number(records)))
    guard let reading else { return .object(members) }
    members += [
      ("dataset", .text(reading.dataset)), ("confidence", .text(confidence.rawValue)),
      (
        "columns",
        .list(
          reading.columns.map { column in
            let field = column.field.map { [("field", JSONText.text($0))] } ?? []
            return .object(
              [("header", .text(column.header))] + field
                + [("confidence", .text(column.confidence.rawValue))])
          })
      ),
      ("missing", .list(reading.missing.map { .text($0) })),
    ]
    return .object(members)
  }
}

private func profile(
  of path: String, member: String?, _ sheet: String?, _ proposer: FileProposer, _ workspace: Workspace
) throws(Finding) -> String {
  let file = path.split(separator: "/").last.map(String.init) ?? path
  let name = member.map { "\(file)/\($0)" } ?? file
  do {
    // Where several sheets fit, reading the workbook reports which of them to name.
    let tables = try? proposer.proposals(of: path, member: member, called: name, sheet: sheet)
    var parts: [String] = []
    for table in tables ?? [] {
      var extract = try Extract(dataset: "", path: name, file: path)
      (extract.sheet, extract.member) = (table.sheet ?? sheet, member)
      parts.append(try profile(of: &extract, table, workspace))
    }
    guard parts.isEmpty else { return parts.joined(separator: "\n\n") }
    var extract = try Extract(dataset: "", path: name, file: path)
    (extract.sheet, extract.member) = (sheet, member)
    return try profile(of: &extract, nil, workspace)
  } catch {
    var finding = error
    finding.location = Location(path: name)
    throw finding
  }
}

private func profile(
  of extract: inout Extract, _ proposal: FileProposal?, _ workspace: Workspace
) throws(Finding) -> String {
  let datasets = workspace.catalogue.datasets.all.map(\.value)
  let text = try TextSource(extract.bytes, member: extract.member, sheet: extract.sheet)
  // A dataset that is named is the one, however little of it is there.
  let isNamed = proposal?.readings.count == 1
  let reading = proposal?.readings.first { isNamed || $0.score > 0 }
  let likely = datasets.filter { reading == nil || $0.dataset.value == reading?.dataset }
  let choices = likely.compactMap { dataset in
    text.withHead { HeaderChoice($0, of: dataset) }.map { (dataset: dataset, choice: $0) }
  }
  guard let best = choices.max(by: { $0.choice.matched < $1.choice.matched }) else {
    throw Finding("FILE-002", effect: .refusesFile, "the file is empty", hint: "check that the extract ran")
  }
  let columns = try FileProfile(of: text, after: best.choice.header, delimiter: best.choice.delimiter)
  var lines = [form(of: text, best.choice, columns, path: Visible.text(extract.path))]
  if let id = workspace.pipeline(reading: best.choice.header.columns) {
    lines.append("A national return: 'caretally run \(id)' reads it as it is.")
  }
  guard let reading, let proposal else {
    lines += ["No declared dataset has a field that a column is called by.", ""]
    var columns = columns
    if columns.columns.map(\.header).areValues {
      lines += ["The first line looks like a record: the file may have no header, so none is shown.", ""]
      for index in columns.columns.indices { columns.columns[index].header = "" }
    }
    return (lines + table(columns, nil, nil)).joined(separator: "\n")
  }
  lines.append(likelyDatasets(proposal, among: datasets))
  extract.dataset = reading.dataset
  let ingested = ingest(
    [extract], as: [best.dataset], codes: workspace.catalogue.codeLists.all.map(\.value),
    blanks: workspace.blankValues)
  lines.append("")
  lines += table(columns, best.dataset, ingested)
  let absent = ingested.tables.first?.absentFields ?? []
  let missing = best.dataset.fields.map(\.field.value).filter(absent.contains)
  if !missing.isEmpty { lines += ["", "Fields with no column: \(missing.joined(separator: ", "))"] }
  let proposed = reading.proposalLines
  if !proposed.isEmpty {
    lines += ["", "Proposed, and written into a mapping by caretally init:"] + proposed
  }
  if !ingested.findings.isEmpty {
    lines += ["", "Read as \(extract.dataset), without a mapping:"] + ingested.findings.map(\.description)
  }
  return lines.joined(separator: "\n")
}

private func likelyDatasets(_ proposal: FileProposal, among datasets: [Dataset]) -> String {
  let isNamed = proposal.readings.count == 1
  let likely = proposal.readings.filter { isNamed || $0.score > 0 }.prefix(3).map { reading in
    let fields = datasets.first { $0.dataset.value == reading.dataset }?.fields.count ?? 0
    return "\(reading.dataset) (\(reading.columns.count { $0.field != nil }) of its \(fields) fields)"
  }
  let how = proposal.confidence == .possible ? "Possible dataset" : "Likely dataset"
  return "\(how): \(likely[0])"
    + (likely.count > 1 ? "; then \(likely[1...].joined(separator: ", "))" : "")
}

/// `extract.csv: UTF-8 text, separated by commas, lines end in LF; header on line 1; 781 records`
private func form(of text: TextSource, _ choice: HeaderChoice, _ profile: FileProfile, path: String) -> String
{
  let container =
    switch text.container {
    case .plain: ""
    case .gzip: ", compressed with gzip"
    case .zip: ", in a ZIP archive"
    case .workbook: ""
    }
  let titles = choice.titleLines == 0 ? "" : " below \(choice.titleLines) of title"
  let ragged =
    profile.ragged == 0 ? "" : ", \(profile.ragged) of them with more or fewer fields than the header"
  if case .workbook(let sheet) = text.container {
    return
      "\(path): workbook, sheet '\(sheet)'; header in row \(choice.header.line)\(titles); \(profile.records) records\(ragged)"
  }
  return
    "\(path): \(text.encoding.rawValue)\(container), separated by \(choice.delimiter.name)s; header on line \(choice.header.line)\(titles); \(profile.records) records\(ragged)"
}

private func table(_ profile: FileProfile, _ dataset: Dataset?, _ ingested: Ingested?) -> [String] {
  let readings = ingested?.readings.first?.columns ?? []
  var rows = [["Column", "Field", "Filled", "Distinct", "Kind", "Holds"]]
  for (index, column) in profile.columns.enumerated() {
    let reading = index < readings.count ? readings[index] : nil
    let field = dataset?.fields.first { $0.field.value == reading?.field }
    rows.append([
      column.header.isEmpty ? "(column \(index + 1))" : column.header, mapping(reading),
      percent(column.filled, of: profile.records),
      "\(column.distinct)\(column.isDistinctAtLeast ? "+" : "")", column.kind.rawValue,
      holds(column, field, ingested),
    ])
  }
  let widths = (0..<5).map { place in rows.map { $0[place].count }.max() ?? 0 }
  return rows.map { row in
    let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
    return "  " + (cells + [row[5]]).joined(separator: "  ")
  }
}

private func mapping(_ reading: ColumnReading?) -> String {
  guard let reading else { return "-" }
  if let field = reading.field { return "\(field) (\(reading.match?.rawValue ?? ""))" }
  return reading.near.map { "- (near \($0))" } ?? "-"
}

private func percent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "-" }
  let tenths = (part * 2000 + whole) / (2 * whole)
  return "\(tenths / 10).\(tenths % 10)%"
}

/// Ranges and the most frequent codes, unless they might identify somebody.
private func holds(_ column: ColumnProfile, _ field: Dataset.Field?, _ ingested: Ingested?) -> String {
  let cleaning = ingested?.cleaning.first { $0.field == field?.field.value && !$0.isOpen }
  let codes = cleaning.map { Set($0.uses.texts.filter { $0.match != .unmapped }.map(\.text)) }
  var parts: [String] = []
  switch column.shown(as: field, codes: codes) {
  case .none(let why): parts.append(why)
  case .range:
    if let range = column.range { parts.append("\(range.least) to \(range.greatest)") }
    if let days = column.days, days.sawEither, !days.sawDayFirst, days.monthFirst == 0 {
      parts.append("day first or month first cannot be decided")
    }
  case .codes(let common):
    parts.append(common.prefix(5).map { "\($0.text) \($0.count)" }.joined(separator: ", "))
    let rest = column.distinct - min(5, common.count)
    if rest > 0 { parts.append("\(rest) more") }
  }
  if let unmapped = cleaning?.uses.count(.unmapped), unmapped > 0 { parts.append("\(unmapped) with no code") }
  return parts.filter { !$0.isEmpty }.joined(separator: "; ")
}
