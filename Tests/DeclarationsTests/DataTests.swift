import Declarations
import Findings
import FoundationEssentials
import Testing

/// The project's own declarations.
@Suite struct DataTests {
  static let root = World.folder.appending(path: "../..").standardized
  static let folders = ["data", "pipelines"].filter {
    FileManager.default.fileExists(atPath: root.appending(path: $0).path)
  }

  @Test(.enabled(if: !folders.isEmpty, "nothing is declared yet")) func everyDeclarationIsInOrder() throws {
    var files: [SourceText] = []
    for folder in Self.folders {
      files += try World.texts(under: Self.root.appending(path: folder), as: "\(folder)/").map {
        SourceText(path: $0.key, $0.value)
      }
    }
    let (catalogue, findings) = Catalogue.read(files)
    #expect(!catalogue.datasets.ids.isEmpty)
    // Two policies mirror what publishers do, and protect nothing.
    let told = findings.filter { $0.code == "DECL-131" }
    #expect(
      told.compactMap(\.location?.path) == ["data/policies/as-published.json", "data/policies/ascof.json"])
    #expect(told.count == findings.count, "\(Findings(findings))")
  }
}
