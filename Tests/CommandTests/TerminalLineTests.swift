import Commands
import Testing

/// Lines on a narrow terminal.
@Suite struct TerminalLineTests {
  @Test func aLongLineGoesOnBelowItsLastColumn() {
    let text = """
      reviews/overdue  Reviews that are overdue on the day by months
      short
      """
    #expect(
      TerminalLines.fitted(text, to: 40) == """
        reviews/overdue  Reviews that are
                         overdue on the day by
                         months
        short
        """)
  }

  @Test func noWordIsLostAndJSONStays() {
    let text = "  a line of many words that is longer than the terminal on which it is read by somebody"
    for width in 40...90 {
      let fitted = TerminalLines.fitted(text, to: width)
      #expect(fitted.split { $0 == " " || $0 == "\n" } == text.split(separator: " "))
      #expect(fitted.split(separator: "\n").allSatisfy { $0.count <= width && $0.hasPrefix("  ") })
    }
    let json = "[{ \"text\": \"\(text)\" }]"
    #expect(TerminalLines.fitted(json, to: 40) == json)
  }
}
