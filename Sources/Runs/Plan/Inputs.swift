package import Declarations
package import Findings
import FoundationEssentials
package import IngestStage
import Tables

/// Finds a plan's extracts in an input folder, in the order of the plan and then by name.
///
/// A file in a ZIP archive is found as one in the folder is, and so is a sheet that a pattern of the input names. A dataset that is
/// not optional and has no file is `FILE-001`; so is a folder that is not there.
package func findExtracts(
  of plan: PipelinePlan, in folder: String, mappings: (String) -> ExtractMapping? = { _ in nil }
) -> (extracts: [Extract], findings: [Finding]) {
  let files: InputFolder
  do throws(Finding) { files = try InputFolder(folder) } catch { return ([], [error]) }
  var extracts: [Extract] = []
  var findings: [Finding] = files.findings
  // Files that no input names are likely to be the ones that are missing.
  let strays = files.files.filter { file in
    matches(file.name, pattern: "*.*") && !plan.inputs.contains { $0.files.contains { file.isNamed(by: $0) } }
  }.map { "'\($0.path)'" }
  let others =
    strays.isEmpty
    ? ""
    : "; no input names \(strays.prefix(3).joined(separator: ", "))\(strays.count > 3 ? " and \(strays.count - 3) more" : ""): 'caretally profile' says what a file is, and 'caretally init' has it read"
  for input in plan.inputs {
    let dataset = input.dataset.value
    let found = files.files.filter { file in input.files.contains { file.isNamed(by: $0) } }
    if found.isEmpty {
      let isOptional = input.optional ?? false
      findings.append(
        Finding(
          "FILE-001", severity: isOptional ? .warning : .error, effect: isOptional ? .reports : .refusesFile,
          "no extract of \(dataset) in '\(folder)'",
          hint: "looked for \(input.files.joined(separator: ", "))\(others)"))
    }
    for file in found {
      do throws(Finding) {
        var extract = try Extract(dataset: dataset, path: file.path, file: "\(folder)/\(file.name)")
        (extract.file, extract.member) = (file.name, file.member)
        (extract.sheet, extract.dateOrder) = (input.sheet, input.dateOrder)
        extract.noDates = input.noDates ?? []
        extract.leavesOutFoot = input.foot ?? true
        extract.mapping = input.mapping.flatMap { mappings($0.value) }
        // A condition that is none keeps its pipeline out of the catalogue.
        extract.condition = input.where.flatMap { try? RecordCondition($0) }
        extracts += sheets(input.sheets, of: extract)
      } catch {
        findings.append(error)
      }
    }
  }
  tellOfUnclaimed(&extracts)
  return (extracts, findings)
}

/// The files in a folder, and those in its ZIP archives, that may be extracts, sorted by name.
///
/// - Throws: `FILE-001` where there is no such folder.
package func inputFiles(in folder: String) throws(Finding) -> [(name: String, member: String?)] {
  try InputFolder(folder).files.filter { matches($0.member ?? $0.name, pattern: "*.*") }
    .map { ($0.name, $0.member) }
}

/// One extract for each sheet that is to be read; of a file that is no workbook, or whose sheets nobody names, itself.
private func sheets(_ patterns: [String]?, of extract: Extract) -> [Extract] {
  guard let patterns, !patterns.isEmpty, extract.member == nil,
    let sheets = Workbook.names(in: extract.bytes)
  else { return [extract] }
  var named: [Extract] = []
  var seen: Set<String> = []
  for pattern in patterns {
    let isPattern = pattern.contains("*")
    let found = sheets.filter { sheet in
      isPattern ? !sheet.isHidden && matches(sheet.name, pattern: pattern) : sheet.name == pattern
    }.map(\.name)
    // Reading the file reports a sheet that is missing.
    for name in isPattern ? found : [pattern] where seen.insert(name).inserted {
      var one = extract
      (one.sheet, one.isOneOfSheets) = (name, isPattern)
      one.path = "\(extract.path)/\(name)"
      named.append(one)
    }
  }
  return named.isEmpty ? [extract] : named
}

/// Of each file all of whose records are read under conditions, the first extract tells of those that none of them wants.
private func tellOfUnclaimed(_ extracts: inout [Extract]) {
  var met: Set<String> = []
  for index in extracts.indices where extracts[index].condition != nil {
    let path = extracts[index].path
    let others = extracts.filter { $0.path == path }
    guard met.insert(path).inserted, others.allSatisfy({ $0.condition != nil }) else { continue }
    extracts[index].otherConditions = others.compactMap(\.condition)
  }
}

/// What lies in the folder of the extracts: its files, and those in its ZIP archives.
private struct InputFolder {
  struct File {
    /// In the folder.
    var name: String
    /// In the archive that it is.
    var member: String?
    /// As messages call it.
    var path: String { member.map { "\(name)/\($0)" } ?? name }

    /// Whether a pattern names it, or names the archive that it is in.
    func isNamed(by pattern: String) -> Bool {
      if matches(name, pattern: pattern) { return true }
      guard let member else { return false }
      return matches(String(member.split(separator: "/").last ?? ""), pattern: pattern)
    }
  }

  private(set) var files: [File] = []
  private(set) var findings: [Finding] = []

  init(_ folder: String) throws(Finding) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw Finding(
        "FILE-001", effect: .stops, "no folder '\(folder)'",
        hint: "name the folder of the extracts with --input")
    }
    for name in names {
      if let book = Self.locked(name) {
        findings.append(
          Finding(
            "FILE-040", severity: .note, effect: .reports,
            "'\(name)' is the lock of a spreadsheet program, and no extract: it is not read",
            hint: "somebody has '\(book)' open, or the program ended badly", location: Location(path: name)))
        continue
      }
      let members = name.lowercased().hasSuffix(".zip") ? Self.members(of: "\(folder)/\(name)") : nil
      guard let members else {
        files.append(File(name: name))
        continue
      }
      files += members.map { File(name: name, member: $0) }
    }
  }

  /// The workbook that a file is the lock of: `~$cases.xlsx` of Excel, `.~lock.cases.ods#` of LibreOffice.
  private static func locked(_ name: String) -> String? {
    if name.hasPrefix("~$") { return String(name.dropFirst(2)) }
    if name.hasPrefix(".~lock."), name.hasSuffix("#") { return String(name.dropFirst(7).dropLast()) }
    return nil
  }

  /// nil where the file is not an archive of files, or cannot be read as one. Reading it then reports what it is.
  private static func members(of path: String) -> [String]? {
    guard let file = try? MappedFile(path: path),
      let names = try? ZipMembers.names(in: .mapped(file)), !names.isEmpty
    else { return nil }
    return names.sorted()
  }
}

/// Whether a name matches a pattern in which `*` is any characters.
///
/// A pattern that ends in `.*` names files in every form that tables come in, or that are often taken for one.
package func matches(_ name: String, pattern: String) -> Bool {
  if pattern.hasSuffix(".*") {
    let folded = name.lowercased()
    guard let ending = tableEndings.first(where: { folded.hasSuffix($0) }) else { return false }
    return matches(String(name.dropLast(ending.count)), pattern: String(pattern.dropLast(2)))
  }
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
  guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else {
    return false
  }
  var rest = name.dropFirst(first.count).dropLast(last.count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let range = rest.firstRange(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  return true
}

/// The endings of files that hold tables, the longest first, and of those that people send in their place: these are found too, to be
/// told what they are.
private let tableEndings = [
  ".csv.gz", ".txt.gz", ".tsv.gz", ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".ods", ".zip", ".gz",
  ".xls", ".xlsb", ".7z", ".rar", ".pdf", ".html", ".htm", ".docx", ".odt",
]
