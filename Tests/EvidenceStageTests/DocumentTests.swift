import Artefacts
import Declarations
import Statistics
import Testing

@testable import EvidenceStage

/// What goes into somebody's paper: Word, HTML and Markdown of one model.
@Suite struct DocumentTests {
  private static let table: DocumentModel.Table = {
    var table = DocumentModel.Table(
      title: "A & B", summary: "A row for each <team>.", heads: ["Team", "Open", "Late"],
      rows: [["North | East", "12", "3\nfew"], ["\"South\"", "[c]", "[c]"]], numeric: [1, 2])
    table.groups = [("", 1), ("2025/26", 2)]
    return table
  }()

  private static let document = DocumentModel(
    title: "Paper", author: "Exampleshire",
    blocks: [
      .heading(1, "One"), .paragraph("A < B."), .list(["first", .init(markdown: "**second** one")]),
      .table(table),
    ])

  @Test func htmlHasHeaderCellsAndEscapes() {
    let text = String(decoding: pastedHTML(Self.document), as: UTF8.self)
    for part in [
      "<h1>Paper</h1>", "<h2>One</h2>", "<p>A &lt; B.</p>", "<li><strong>second</strong> one</li>",
      "<caption>A &amp; B</caption>", "<th scope=\"colgroup\" colspan=\"2\">2025/26</th>",
      "<th scope=\"col\" align=\"right\">Open</th>", "<th scope=\"row\">North | East</th>",
      "<td align=\"right\">3<br>few</td>", "<html lang=\"en-GB\">",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("style"))
  }

  @Test func markdownKeepsPipesApartAndSaysWhatIsAboveAColumn() {
    let text = String(decoding: pastedMarkdown(Self.document), as: UTF8.self)
    #expect(
      text == """
        # Paper

        ## One

        A \\< B.

        - first
        - **second** one

        **A & B**

        | Team | 2025/26: Open | 2025/26: Late |
        | --- | ---: | ---: |
        | North \\| East | 12 | 3 few |
        | "South" | \\[c\\] | \\[c\\] |

        """)
  }

  /// What was written as Markdown is read back as the same document.
  @Test func markdownIsReadBack() throws {
    let text = String(decoding: pastedMarkdown(Self.document), as: UTF8.self)
    let read = DocumentModel(markdown: text, author: "Exampleshire")
    #expect(read.title == "Paper" && read.blocks.count == 5)
    guard case .heading(1, "One") = read.blocks[0], case .paragraph("A < B.") = read.blocks[1],
      case .list(let items) = read.blocks[2], case .table(let table) = read.blocks[4]
    else {
      Issue.record("\(read.blocks)")
      return
    }
    #expect(items.map(\.plain) == ["first", "second one"])
    #expect(items[1].spans.first?.isBold == true && items[1].spans.last?.isBold == false)
    #expect(table.heads == ["Team", "2025/26: Open", "2025/26: Late"])
    #expect(table.rows == [["North | East", "12", "3 few"], ["\"South\"", "[c]", "[c]"]])
    #expect(table.numeric == [1, 2])
  }

  @Test(arguments: [
    ("plain", "plain"), ("**bold** and *italic*", "bold and italic"), ("2 * 3 * 4", "2 * 3 * 4"),
    ("[a card](x.html)", "a card (x.html)"), ("[c]", "[c]"), ("a\\*b", "a*b"), ("`code`", "code"),
    ("**", "**"),
    ("a * b", "a * b"), ("", ""), ("\\", "\\"),
  ])
  func marksAreReadAndOtherTextStays(_ text: String, _ plain: String) {
    #expect(DocumentModel.Words(markdown: text).plain == plain)
  }

  @Test(arguments: ["| a |", "|", "|---|", "# ", "#", "- ", "1.", "```\ncode\n```", "| a |\n| - |", "\n\n"])
  func noTextStopsTheReader(_ text: String) {
    let read = DocumentModel(markdown: text, author: "")
    #expect(docx(read) == docx(read))
  }

  @Test func equalDocumentsHaveEqualBytes() {
    #expect(docx(Self.document) == docx(Self.document))
    #expect(
      isOwnDocument(docx(Self.document)) && isOwnDocument(docx(.init(title: "", author: "", blocks: []))))
    #expect(!isOwnDocument([0x50, 0x4B, 3, 4, 20, 0]))
  }

  /// Nothing is written that the pipeline did not ask for, and what is asked for has what the page says.
  @Test func documentsAreMadeOnRequest() throws {
    #expect(!PackFixture.pack().keys.contains { $0.hasPrefix("documents/") })
    var context = PackFixture.context()
    context.layout.documents = true
    context.layout.watch = ["met-in-time"]
    let files = evidence(PackFixture.results(), in: context).files
    let summary = try #require(files.first { $0.path == "documents/summary.md" })
    let text = String(decoding: summary.bytes, as: UTF8.self)
    #expect(text.contains("# Nightly\n\nExampleshire, 31 October 2026"))
    #expect(
      text.contains("- Met \\<in> time & place: 62.5% over 12 months")
        || text.contains("Met \\<in\\> time & place"))
    #expect(text.contains("worse than England (70.0%, 2024/25)"))
    #expect(files.contains { $0.path == "documents/summary.docx" && isOwnDocument($0.bytes) })
  }
}
