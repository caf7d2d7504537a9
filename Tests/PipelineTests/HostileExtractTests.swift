import FoundationEssentials
import Periods
import Testing

@testable import Runs
@testable import Tables
@testable import Tools

/// Words in an extract that a spreadsheet would run and a browser would obey stay words.
@Suite struct HostileExtractTests {
  static let formula = "=cmd|'/C calc'!A0"
  static let script = "<script>alert(1)</script>"
  static let image = "+x><img src=x onerror=alert(1)>"

  private func hostile() throws -> StoreFixture {
    let fixture = try StoreFixture()
    for name in try FileManager.default.contentsOfDirectory(atPath: fixture.input) {
      var bytes = try Data(contentsOf: URL(filePath: "\(fixture.input)/\(name)"))
      for (team, other) in [
        ("Locality South", Self.formula + Self.script), ("Locality West", Self.image),
      ] {
        while let found = bytes.firstRange(of: Data(team.utf8)) {
          bytes.replaceSubrange(found, with: Data(other.utf8))
        }
      }
      try bytes.write(to: URL(filePath: "\(fixture.input)/\(name)"))
    }
    return fixture
  }

  @Test func theyStayWords() throws {
    let fixture = try hostile()
    #expect(try fixture.run("2026-10-31").state == .published)
    var seen: [String: Int] = [:]
    let run = "\(fixture.store.folder)/2026-10-31"
    for path in try FileManager.default.subpathsOfDirectory(atPath: run) {
      let file = "\(run)/\(path)"
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      let kind = String(path.split(separator: ".").last ?? "")
      switch kind {
      case "html":
        #expect(!text.contains(Self.script) && !text.contains("<img"), "\(path)")
        if text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") { seen[kind, default: 0] += 1 }
      case "csv":
        // The feeds of exact figures and digests are read by programs, in the folder that nobody else may open.
        guard !path.hasPrefix("restricted/") else { continue }
        for row in try TextTable.read(Array(data), path: path).rows {
          for cell in row.cells {
            #expect(!cell.hasPrefix("=") && !cell.hasPrefix("+"), "\(path): \(cell)")
            if cell.hasPrefix("'" + Self.formula) { seen[kind, default: 0] += 1 }
          }
        }
      case "xlsx", "ods":
        let unpacked = try unpack(file)
        // A formula is an element of its own, or an attribute, in these formats; text never becomes one.
        for mark in ["<f>", "<f ", "table:formula", Self.script, "<img"] {
          #expect(!unpacked.contains(mark), "\(path): \(mark)")
        }
        if unpacked.contains("&lt;script&gt;alert(1)") { seen[kind, default: 0] += 1 }
      default: break
      }
    }
    #expect(Set(seen.keys).isSuperset(of: ["html", "csv", "xlsx", "ods"]), "\(seen)")
  }

  /// The text of a ZIP archive's entries.
  private func unpack(_ path: String) throws -> String {
    let file = ExtractBytes.memory(Array(try Data(contentsOf: URL(filePath: path))))
    var out: [UInt8] = []
    for entry in try ZipArchive(file).entries {
      var stream = ByteStream(entry, of: file)
      while let piece = try stream.next() { out += piece }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
