import Declarations
import EvidenceStage
package import Findings
import Folders
import FoundationEssentials
import Runs
import Tables

/// A single file that a user requests, as with `--junit FILE`. An existing one is replaced only if CareTally wrote it.
package enum OutputFile {
  /// The contents of a file, which decide what it may be replaced by.
  package enum Kind: Sendable {
    case junit, sarif, gitlab, baseline, claims, narrative, document, schema, measures, fields

    /// Such as `a JUnit report`.
    var words: String {
      switch self {
      case .junit: "a JUnit report"
      case .sarif: "a SARIF report"
      case .gitlab: "a Code Quality report"
      case .baseline: "a baseline"
      case .claims: "checked claims"
      case .narrative: "a filled narrative"
      case .document: "a Word document"
      case .schema: "a schema"
      case .measures: "the page of measures"
      case .fields: "the page of fields"
      }
    }
  }

  /// Refuses a path whose file CareTally must not replace, before any work is done.
  ///
  /// - Throws: `RUN-050`.
  package static func check(_ path: String, for kind: Kind) throws(Finding) {
    let target = SystemPath.resolved(path)
    guard let found = FileKind(of: target, followsLinks: false) else { return }
    guard found == .file else {
      throw Finding(
        "RUN-050", "'\(path)' is not replaced: it is \(found.words)",
        hint: "nothing was written; name a file")
    }
    let bytes = try PlainFile.bytes(target)
    guard bytes.isEmpty || isOwn(bytes, kind) else {
      throw Finding(
        "RUN-050", "'\(path)' is not replaced: it is not \(kind.words) as CareTally writes it",
        hint: "nothing was written; move the file elsewhere, or name another")
    }
  }

  /// Writes the file atomically: readers see the old one or the new.
  ///
  /// - Throws: `RUN-050` as `check`, `RUN-038` where it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String, as kind: Kind) throws(Finding) {
    try check(path, for: kind)
    let target = SystemPath.resolved(path)
    do throws(SystemFailure) {
      try SystemFile.replace(target, with: bytes, mode: SystemFile.mode(of: target) ?? 0o644)
    } catch {
      throw Finding(
        "RUN-038", "cannot write '\(path)': \(error.reason)",
        hint: "check that its folder is there and may be written")
    }
  }

  private static func isOwn(_ bytes: [UInt8], _ kind: Kind) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case .junit: return text.hasPrefix(Beginning.junit) && text.hasSuffix("</testsuites>\n")
    case .sarif:
      let driver = json(bytes)?.list("runs").first?["tool"]?["driver"]
      return driver?.text("name") == "CareTally"
    case .gitlab: return isCodeQuality(bytes)
    case .baseline: return ReportFile.firstForeignLine(ofBaseline: text) == nil
    case .claims: return text.hasPrefix(Beginning.claims + "\n")
    case .narrative: return NarrativeSeal.isIntact(text)
    case .document: return isOwnDocument(bytes)
    case .schema: return json(bytes)?.text("$schema") == Beginning.schema
    case .measures: return text.hasPrefix(Beginning.measures)
    case .fields: return text.hasPrefix(Beginning.fields)
    }
  }

  private static func json(_ bytes: [UInt8]) -> JSONNode? {
    JSONNode.parse(SourceText(path: "", bytes: bytes)).node
  }

  private static func isCodeQuality(_ bytes: [UInt8]) -> Bool {
    guard let node = json(bytes), case .list(let items) = node.value else { return false }
    let keys = ["description", "check_name", "fingerprint", "severity", "location"]
    return items.allSatisfy { item in
      item.members.map(\.key) == keys && ReportFile.isMark(item.text("fingerprint"))
    }
  }

  /// The first bytes of files that CareTally writes.
  private enum Beginning {
    static let junit = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"caretally\""
    static let claims = "id,statement,kind,operands,printed,verdict"
    static let schema = "https://json-schema.org/draft/2020-12/schema"
    static let fields = "# Datasets and their fields\n\nWritten by `caretally check --write-fields"
    static let measures = "# Measures\n\nWritten by `caretally check --write-measures"
  }
}

/// The last line of a filled narrative. It has a digest of the text above, so that later edits are never overwritten.
enum NarrativeSeal {
  private static let start = "<!-- filled by caretally; sha256 of the above: "
  private static let end = " -->\n"

  static func sealed(_ text: String) -> String {
    let whole = text.hasSuffix("\n") ? text : text + "\n"
    return whole + start + SHA256.hexDigest(of: Array(whole.utf8)) + end
  }

  static func isIntact(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1, let last = lines.dropLast().last, lines.last == "", last.hasPrefix(start) else {
      return false
    }
    let above = lines.dropLast(2).map { $0 + "\n" }.joined()
    return sealed(above) == text
  }
}
