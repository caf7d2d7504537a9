import Findings

/// Where the parts of a workbook are in its package, by the relationships that name them and not by usual names.
///
/// Source: ECMA-376 part 2, 9.3 (relationships) and annex A (names without regard to case).
struct WorkbookParts {
  /// The workbook itself.
  let book: ZipArchive.Entry
  private(set) var sharedTexts: ZipArchive.Entry?
  private(set) var styles: ZipArchive.Entry?
  /// The paths of sheets of cells, by the ids of their relationships.
  private var sheets: [String: String] = [:]

  init(_ archive: ZipArchive, _ file: ExtractBytes) throws(Finding) {
    let root = try Self.relations(of: "", archive, file)
    let path = root.first { $0.kind == "officeDocument" }?.path ?? "xl/workbook.xml"
    guard !path.lowercased().hasSuffix(".bin"), path.lowercased().hasSuffix("workbook.xml") || !root.isEmpty,
      let book = archive.entry(path), !["word/", "ppt/"].contains(where: path.hasPrefix)
    else { throw archive.isNoWorkbook(path, file) }
    self.book = book
    for relation in try Self.relations(of: path, archive, file) {
      switch relation.kind {
      case "worksheet": sheets[relation.id] = relation.path
      case "sharedStrings": sharedTexts = archive.entry(relation.path)
      case "styles": styles = archive.entry(relation.path)
      default: break
      }
    }
  }

  /// The path of a sheet of cells; nil where the relationship is to something else, such as a chart.
  func sheet(_ id: String) -> String? { sheets[id] }

  private struct Relation {
    var id: String
    /// The last word of its type, which the strict and the transitional form have in common.
    var kind: String
    /// From the root of the package.
    var path: String
  }

  /// The relationships of a part or, without one, of the whole package.
  private static func relations(
    of part: String, _ archive: ZipArchive, _ file: ExtractBytes
  ) throws(Finding) -> [Relation] {
    let folder = part.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let name = part.split(separator: "/").last ?? ""
    guard let entry = archive.entry("\(folder.isEmpty ? "" : folder + "/")_rels/\(name).rels") else {
      return []
    }
    var found: [Relation] = []
    try Workbook.scan(entry, file) { event in
      guard case .start("Relationship", let attributes) = event, attributes["TargetMode"] != "External",
        let target = attributes["Target"], let id = attributes["Id"]
      else { return }
      let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
      found.append(Relation(id: id, kind: kind, path: path(target, from: folder)))
    }
    return found
  }

  /// A target is told from its part's folder, or from the root where it begins with `/`.
  private static func path(_ target: String, from folder: String) -> String {
    var names: [String] = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for name in unescaped(target).split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(String(name)) }
    }
    return names.joined(separator: "/")
  }

  /// A target is a URI: `sheet%201.xml` is `sheet 1.xml`, and its slashes may lean the other way.
  private static func unescaped(_ target: String) -> String {
    var out: [UInt8] = []
    var rest = Array(target.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count >= 2
      {
        out.append(code)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte == Byte.backslash ? UInt8(ascii: "/") : byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension ZipArchive {
  /// Says what an archive is that is no workbook.
  fileprivate func isNoWorkbook(_ path: String, _ file: ExtractBytes) -> Finding {
    let names = entries.map { $0.name.lowercased() }
    func has(_ ending: String) -> Bool { names.contains { $0.hasSuffix(ending) } }
    if path.lowercased().hasSuffix(".bin") || has("xl/workbook.bin") {
      return Self.other("a binary workbook (.xlsb)", "save it as .xlsx or as CSV")
    }
    if has("word/document.xml") {
      return Self.other("a Word document", "give a CSV file or an .xlsx workbook")
    }
    if has("ppt/presentation.xml") {
      return Self.other("a presentation", "give a CSV file or an .xlsx workbook")
    }
    if names.contains("[content_types].xml") || has("xl/workbook.xml") {
      return Self.unreadable("has lost its list of sheets", "open it in a spreadsheet and save it again")
    }
    let files = names.count { !$0.hasSuffix("/") }
    return Self.other(
      files == 1 ? "a ZIP archive that holds 1 file" : "a ZIP archive that holds \(files) files",
      "unpack it, and give the file that was in it")
  }

  private static func other(_ what: String, _ hint: String) -> Finding {
    Finding("FILE-015", effect: .refusesFile, "the file is \(what), and not a workbook (.xlsx)", hint: hint)
  }
}
