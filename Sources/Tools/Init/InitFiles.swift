package import Declarations
package import Findings
import Folders
import FoundationEssentials
import IngestStage
package import Runs

extension InitGroup {
  /// The mapping as its file has it: every column that is decided, and the texts that no list of codes has.
  var mappingFile: JSONText {
    var columns: [JSONText] = []
    for column in self.columns {
      guard let field = column.field else { continue }
      var members: [(String, JSONText)] = [
        ("field", .text(field)), ("headers", .list([.text(column.header)])),
      ]
      var texts: [String: [String]] = [:]
      for text in column.texts {
        if let code = text.proposal?.code { texts[code, default: []].append(text.text) }
      }
      if !texts.isEmpty {
        members.append(
          (
            "codes",
            .list(
              texts.sorted { $0.key < $1.key }.map { code, texts in
                .object([("code", .text(code)), ("texts", .list(texts.map(JSONText.text)))])
              })
          ))
      }
      columns.append(.object(members))
    }
    var members: [(String, JSONText)] = [
      ("mapping", .text(mapping)), ("title", .text("\(dataset) of \(name)")), ("dataset", .text(dataset)),
      ("columns", .list(columns)),
    ]
    if let dateOrder { members.append(("dateOrder", .text(dateOrder.rawValue))) }
    members.append(("source", .text("Made by caretally init of \(files.joined(separator: ", "))")))
    return .object(members)
  }

  /// The mapping as a run would read it.
  func extractMapping() -> ExtractMapping? {
    LocatedDecoder.decode(
      ExtractMapping.self, from: SourceText(path: "data/mappings/\(mapping).json", bytes: mappingFile.file)
    ).value
  }

  fileprivate var input: JSONText {
    var members: [(String, JSONText)] = [
      ("dataset", .text(dataset)), ("files", .list(patterns.map(JSONText.text))),
    ]
    if sheets.count == 1 { members.append(("sheet", .text(sheets[0]))) }
    if sheets.count > 1 { members.append(("sheets", .list(sheets.map(JSONText.text)))) }
    members.append(("mapping", .text(mapping)))
    return .object(members)
  }
}

extension InitPlan {
  /// The files of the council's folder, by their paths in it.
  ///
  /// - Parameters:
  ///   - folder: the council's folder.
  ///   - input: the folder of the extracts; both as from the current folder.
  package func files(
    for folder: String, input: String, area: Area, in workspace: Workspace
  ) -> [(path: String, bytes: [UInt8])] {
    let given = Set(groups.map(\.dataset))
    let shipped = workspace.catalogue.pipeline("nightly")?.inputs ?? []
    let absent = shipped.filter { !given.contains($0.dataset.value) }.map { input in
      JSONText.object([
        ("dataset", .text(input.dataset.value)), ("files", .list(input.files.map(JSONText.text))),
        ("optional", .flag(true)),
      ])
    }
    let settings = JSONText.object([
      ("council", .text(Self.slug(area.name))), ("title", .text(area.name)), ("area", .text(area.code)),
      ("input", .text(Self.path(from: folder, to: input))), ("pipeline", .text("nightly")),
      ("inputs", .list(groups.map(\.input) + absent)),
    ])
    return [(CouncilFolder.settingsName, settings.file)]
      + groups.map { ("data/mappings/\($0.mapping).json", $0.mappingFile.file) }
  }

  /// Writes the files, and replaces none.
  ///
  /// - Returns: their paths.
  /// - Throws: RUN-062 where one of them is there already, RUN-003 where one cannot be written.
  package func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws(Finding) -> [String]
  {
    let folder = SystemPath.plain(folder)
    if let there = files.first(where: { FileManager.default.fileExists(atPath: "\(folder)/\($0.path)") }) {
      throw Finding(
        "RUN-062", "'\(folder)/\(there.path)' is there already, and is not replaced",
        hint: "nothing was written; change that file by hand, or name another folder")
    }
    do throws(SystemFailure) {
      for file in files {
        let path = "\(folder)/\(file.path)"
        try SystemFile.makeFolders(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
        try SystemFile.write(file.bytes, to: path, mode: 0o644)
      }
    } catch { throw error.finding }
    return files.map { "\(folder)/\($0.path)" }
  }

  private static func slug(_ name: String) -> String {
    name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }

  /// A path from one folder to another, with `..` where it must; an absolute path stays as it was given.
  private static func path(from folder: String, to other: String) -> String {
    guard !other.hasPrefix("/") else { return other }
    let (here, there) = (parts(folder), parts(other))
    let common = zip(here, there).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: here.count - common) + there.dropFirst(common)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  private static func parts(_ path: String) -> [String] {
    SystemPath.resolved(path).split(separator: "/").map(String.init)
  }

  /// What the files are taken for, for people.
  package func report(of area: Area, input: String) -> String {
    var lines = ["\(area.name) (\(area.code)), extracts in '\(input)'", ""]
    for group in groups {
      let sheet =
        group.sheets.isEmpty ? "" : ", sheet \(group.sheets.map { "'\($0)'" }.joined(separator: ", "))"
      let files = group.files.count == 1 ? "" : " (\(Set(group.files).count) files)"
      lines.append("\(group.name)\(files)\(sheet): \(group.dataset), \(group.records) records")
      let named = group.columns.filter { $0.field != nil }
      lines.append("  \(named.count { $0.confidence == .certain }) columns are known by their names")
      lines += group.columns.filter { $0.field != nil }.proposalLines
      let unread = group.columns.filter { $0.field == nil && $0.candidates.isEmpty && !$0.header.isEmpty }
      if !unread.isEmpty {
        lines.append("  not read: \(unread.map { "'\($0.header)'" }.joined(separator: ", "))")
      }
    }
    return (lines + notes).joined(separator: "\n")
  }

  /// What is left to decide, each with the words that decide it.
  package var openQuestions: String {
    questions.enumerated().map { place, question in
      let first = question.isProposed ? question.choices.first ?? "none" : "…"
      let rest = question.isProposed ? Array(question.choices.dropFirst()) : question.choices
      let others =
        rest.isEmpty
        ? "" : "   \(question.isProposed ? "or" : "with") \(rest.prefix(12).joined(separator: ", "))"
      return "  \(place + 1). \(question.text)\n     --answer '\(question.key)=\(first)'\(others)"
    }.joined(separator: "\n")
  }
}
