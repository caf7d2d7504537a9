import Artefacts
package import Declarations
package import Findings
import IngestStage
package import Periods
package import Runs
import Tables

/// What somebody must say before all files can be read, and how it is said.
package struct InitQuestion: Sendable, Hashable {
  /// By which it is answered: `FILES`, `COLUMN`, `FILES/dates` or `FIELD/TEXT`. `FILES/COLUMN` and `DATASET.FIELD/TEXT` answer for one of
  /// several.
  package var key: String
  package var text: String
  /// What may be answered, the most likely first. `none` may always be.
  package var choices: [String]
  /// Whether the first of them is proposed.
  package var isProposed = true
}

/// A council's folder in the making: what its files are taken for, and what is left to decide.
package struct InitPlan: Sendable {
  package internal(set) var groups: [InitGroup] = []
  package internal(set) var questions: [InitQuestion] = []
  /// Files that nothing was found in, or that another pipeline reads as they are.
  package internal(set) var notes: [String] = []
  /// Answers that answer nothing.
  package internal(set) var strayAnswers: [String] = []
}

/// Files of one dataset and one shape, which one mapping reads.
package struct InitGroup: Sendable {
  package var dataset: String
  package var patterns: [String]
  package var files: [String]
  package var sheets: [String]
  package var records: Int
  package var columns: [ReadingProposal.ColumnProposal]
  /// Answered, or found in no need of an answer.
  package var dateOrder: PipelinePlan.DateOrder?
  package var mapping: String

  package var name: String { patterns.first ?? "" }
}

/// Looks through a folder of extracts, and plans a council's folder with the answers that there are.
///
/// - Parameters:
///   - answers: by the key of the question; `none` leaves a file, a column or a text unread.
///   - day: the day by which years of birth of two digits are read.
/// - Throws: FILE-001 where there is no such folder.
package func planInit(
  of folder: String, answers: [String: String], asOf day: Day, in workspace: Workspace
) throws(Finding) -> InitPlan {
  var planner = try InitPlanner(folder, answers, day, workspace)
  try planner.look()
  return planner.plan
}

private struct InitPlanner {
  let folder: String
  let workspace: Workspace
  let day: Day
  private let answers: [String: String]
  /// As they were given, by the form in which they are looked up.
  private let originals: [String: String]
  private var used: Set<String> = []
  var plan = InitPlan()
  private let proposer: FileProposer
  private var names: [String] = []

  init(_ folder: String, _ answers: [String: String], _ day: Day, _ workspace: Workspace) throws(Finding) {
    (self.folder, self.workspace, self.day) = (folder, workspace, day)
    self.answers = Dictionary(answers.map { (Spelling.folded($0.key), $0.value) }) { $1 }
    originals = Dictionary(answers.map { (Spelling.folded($0.key), "\($0.key)=\($0.value)") }) { $1 }
    proposer = try FileProposer(workspace)
  }

  /// The answer to the first of some keys that has one.
  private mutating func answer(_ keys: String...) -> String? {
    for key in keys.map({ Spelling.folded($0) }) {
      if let answer = answers[key] {
        used.insert(key)
        return answer
      }
    }
    return nil
  }

  mutating func look() throws(Finding) {
    let files = try inputFiles(in: folder)
    names = files.map { $0.member.map { String($0.split(separator: "/").last ?? "") } ?? $0.name }
    var shapes: [(key: [String], tables: [FileProposal])] = []
    for (place, file) in files.enumerated() {
      let found: [FileProposal]
      do throws(Finding) {
        found = try proposer.proposals(
          of: "\(folder)/\(file.name)", member: file.member, called: names[place])
      } catch {
        plan.notes.append("'\(names[place])' is not read: \(error.message)")
        continue
      }
      let workspace = workspace
      if let id = found.compactMap({ workspace.pipeline(reading: $0.headers) }).first {
        plan.notes.append("'\(names[place])' is read as it is: caretally run \(id)")
        continue
      }
      if found.isEmpty { plan.notes.append("'\(names[place])' is not read: no dataset has its columns") }
      for table in found {
        let key =
          [table.readings[0].dataset, table.sheet == nil ? "" : table.path]
          + table.headers.map { Spelling.folded($0) }
        if let place = shapes.firstIndex(where: { $0.key == key }) {
          shapes[place].tables.append(table)
        } else {
          shapes.append((key, [table]))
        }
      }
    }
    if files.isEmpty { plan.notes.append("there is no file of a table in '\(folder)'") }
    for shape in shapes { add(shape.tables, among: shapes.map(\.tables)) }
    plan.strayAnswers += answers.keys.filter { !used.contains($0) }.compactMap { originals[$0] }.sorted()
  }

  private mutating func add(_ tables: [FileProposal], among all: [[FileProposal]]) {
    let files = tables.map(\.path)
    let patterns = FilePattern.patterns(for: Array(Set(files)).sorted(), among: names)
    let first = tables.max { $0.records < $1.records } ?? tables[0]
    let likely = first.readings.filter { $0.score > 0 }.map(\.dataset)
    let sure = first.confidence > .possible ? first.readings[0].dataset : nil
    let said = answer(patterns[0])
    guard let dataset = said ?? sure else {
      ask(patterns[0], "what is '\(patterns[0])'?", Array(likely.prefix(4)))
      return
    }
    guard dataset != "none" else { return }
    guard let reading = first.readings.first(where: { $0.dataset == dataset }) else {
      plan.strayAnswers.append("\(patterns[0])=\(dataset)")
      return
    }
    var group = InitGroup(
      dataset: dataset, patterns: patterns, files: files,
      sheets: tables.compactMap(\.sheet).filter { !$0.isEmpty },
      records: tables.reduce(0) { $0 + $1.records },
      columns: reading.columns, mapping: dataset)
    let others = plan.groups.count { $0.dataset == dataset }
    if others > 0 { group.mapping += "-\(others + 1)" }
    for table in tables where table.path != first.path || table.sheet != first.sheet {
      if let more = table.readings.first(where: { $0.dataset == dataset }) { group.add(more) }
    }
    decideColumns(of: &group)
    decideTexts(of: &group)
    decideDates(of: &group)
    plan.groups.append(group)
  }

  /// - Parameter short: a key that asks the same of several files, which one answer is for.
  private mutating func ask(
    _ key: String, short: String? = nil, _ text: String, _ choices: [String], isProposed: Bool = true
  ) {
    let same = plan.questions.first { $0.key == short }
    if let same, same.choices.first == choices.first { return }
    plan.questions.append(
      InitQuestion(
        key: same == nil ? short ?? key : key, text: text, choices: choices, isProposed: isProposed))
  }

  private mutating func decideColumns(of group: inout InitGroup) {
    guard let dataset = workspace.catalogue.dataset(group.dataset) else { return }
    let names = dataset.fields.map(\.field.value)
    for place in group.columns.indices where !group.columns[place].header.isEmpty {
      let column = group.columns[place]
      let key = "\(group.name)/\(column.header)"
      if let said = answer(key, column.header) {
        if said != "none", !names.contains(said) { plan.strayAnswers.append("\(key)=\(said)") }
        // A field that is given to a column is taken from any other.
        for other in group.columns.indices where group.columns[other].field == said {
          group.columns[other].field = nil
        }
        group.columns[place].field = names.contains(said) ? said : nil
        if group.columns[place].field != column.field, column.candidates.first != said {
          group.columns[place].texts = []
        }
        group.columns[place].candidates = []
        group.columns[place].confidence = .certain
      }
    }
    let found = Set(group.columns.compactMap(\.field))
    var asked: Set<String> = []
    for column in group.columns where column.field == nil {
      let open = column.candidates.filter { !found.contains($0) }
      guard !open.isEmpty else { continue }
      asked.formUnion(open)
      ask(
        "\(group.name)/\(column.header)", short: column.header,
        "which field is column '\(column.header)' of '\(group.name)'?", open)
    }
    for field in dataset.fields
    where field.required == true && !found.contains(field.field.value) && !asked.contains(field.field.value) {
      let free = group.columns.filter { $0.field == nil && !$0.header.isEmpty }.map(\.header)
      plan.notes.append(
        "'\(group.name)' needs a column for \(field.field.value), and none is likely; give one with --answer '\(group.name)/COLUMN=\(field.field.value)', of \(free.prefix(8).joined(separator: ", "))"
      )
    }
  }

  private mutating func decideTexts(of group: inout InitGroup) {
    guard let dataset = workspace.catalogue.dataset(group.dataset) else { return }
    for place in group.columns.indices {
      guard let name = group.columns[place].field,
        let field = dataset.fields.first(where: { $0.field.value == name }),
        let codes = workspace.catalogue.codes(of: field)?.map(\.code.value)
      else {
        group.columns[place].texts = []
        continue
      }
      for text in group.columns[place].texts.indices {
        let one = group.columns[place].texts[text]
        let key = "\(group.dataset).\(name)/\(one.text)"
        if let said = answer(key, "\(name)/\(one.text)") {
          if said != "none", !codes.contains(said) { plan.strayAnswers.append("\(key)=\(said)") }
          group.columns[place].texts[text].proposal =
            codes.contains(said) ? CodeProposal(code: said, confidence: .certain) : nil
          continue
        }
        guard one.proposal?.confidence != .likely else { continue }
        // A guess is not read until somebody says so.
        group.columns[place].texts[text].proposal = nil
        ask(
          key, short: "\(name)/\(one.text)",
          "which code of \(name) is '\(one.text)', in \(Self.counted(one.count)) of '\(group.name)'?",
          (one.proposal.map { [$0.code] } ?? []) + codes.filter { $0 != one.proposal?.code },
          isProposed: one.proposal != nil)
      }
    }
  }

  private static func counted(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }

  /// Reads the files as the mapping has it so far, to see whether 01/02/2026 can be either.
  private mutating func decideDates(of group: inout InitGroup) {
    let key = "\(group.name)/dates"
    if let said = answer(key) {
      group.dateOrder = PipelinePlan.DateOrder(rawValue: said)
      if group.dateOrder == nil { plan.strayAnswers.append("\(key)=\(said)") }
      return
    }
    guard let dataset = workspace.catalogue.dataset(group.dataset) else { return }
    let mapping = group.extractMapping()
    for file in Set(group.files).sorted() {
      for sheet in group.sheets.isEmpty ? [nil] : group.sheets.map(Optional.some) {
        guard var extract = try? Extract(dataset: group.dataset, path: file, file: "\(folder)/\(file)") else {
          continue
        }
        (extract.sheet, extract.mapping) = (sheet, mapping)
        let read = ingest(
          [extract], as: [dataset], codes: workspace.catalogue.codeLists.all.map(\.value), hashing: false,
          blanks: workspace.blankValues, asOf: day)
        let open = read.findings.filter { $0.code == "FILE-013" }.compactMap(\.field)
        guard !open.isEmpty else { continue }
        ask(
          key,
          "is 01/02/2026 in '\(group.name)' 1 February (day-first) or 2 January (month-first)? No value of \(open.joined(separator: ", ")) says",
          ["day-first", "month-first"])
        return
      }
    }
  }
}

extension InitGroup {
  /// Takes in another file's texts, by header.
  fileprivate mutating func add(_ more: ReadingProposal) {
    for (place, other) in more.columns.enumerated() where place < columns.count {
      columns[place].rarer += other.rarer
      for text in other.texts {
        if let known = columns[place].texts.firstIndex(where: { $0.text == text.text }) {
          columns[place].texts[known].count += text.count
        } else {
          columns[place].texts.append(text)
        }
      }
    }
  }
}
