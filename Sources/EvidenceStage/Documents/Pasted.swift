/// The document as plain HTML to paste: headings, lists and tables with header cells, no style of its own.
package func pastedHTML(_ document: DocumentModel) -> [UInt8] {
  let blocks = document.blocks.map { block -> HTMLText in
    switch block {
    case .heading(let level, let text): return "<h\(level + 1)>\(text)</h\(level + 1)>\n"
    case .paragraph(let words): return "<p>\(html(words))</p>\n"
    case .list(let items):
      return "<ul>\n\(items.map { "<li>\(html($0))</li>" as HTMLText }.joined(separator: "\n"))\n</ul>\n"
    case .table(let table): return html(table)
    }
  }
  let page: HTMLText = """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>\(document.title)</title></head>
    <body>
    <main>
    <h1>\(document.title)</h1>
    \(blocks.joined())</main>
    </body>
    </html>

    """
  return Array(page.markup.utf8)
}

private func html(_ words: DocumentModel.Words) -> HTMLText {
  words.spans.map { span -> HTMLText in
    let text: HTMLText = span.isItalic ? "<em>\(span.text)</em>" : HTMLText(span.text)
    return span.isBold ? "<strong>\(text)</strong>" : text
  }.joined()
}

private func html(_ table: DocumentModel.Table) -> HTMLText {
  func aligned(_ column: Int) -> HTMLText { table.numeric.contains(column) ? " align=\"right\"" : "" }
  let groups: HTMLText =
    table.groups.isEmpty
    ? ""
    : "<tr>\(table.groups.map { "<th scope=\"colgroup\" colspan=\"\($0.columns)\">\($0.title)</th>" as HTMLText }.joined())</tr>\n"
  let heads = table.heads.enumerated().map { "<th scope=\"col\"\(aligned($0))>\($1)</th>" as HTMLText }
  let rows = table.rows.map { row -> HTMLText in
    let cells = row.enumerated().map { column, text -> HTMLText in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { HTMLText(String($0)) }
        .joined(separator: "<br>")
      return column == table.stubs - 1
        ? "<th scope=\"row\">\(lines)</th>" : "<td\(aligned(column))>\(lines)</td>"
    }
    return "<tr>\(cells.joined())</tr>"
  }
  return """
    <table>
    <caption>\(table.title)</caption>
    <thead>
    \(groups)<tr>\(heads.joined())</tr>
    </thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody>
    </table>

    """
}

/// The document as Markdown with pipe tables. A heading over columns becomes part of each column's heading.
package func pastedMarkdown(_ document: DocumentModel) -> [UInt8] {
  var out = "# \(markdown(document.title))\n"
  for block in document.blocks {
    switch block {
    case .heading(let level, let text):
      out += "\n\(String(repeating: "#", count: level + 1)) \(markdown(text))\n"
    case .paragraph(let words): out += "\n\(markdown(words))\n"
    case .list(let items): out += "\n" + items.map { "- \(markdown($0))\n" }.joined()
    case .table(let table): out += "\n**\(markdown(table.title))**\n\n" + markdown(table)
    }
  }
  return Array(out.utf8)
}

private func markdown(_ table: DocumentModel.Table) -> String {
  let groups = table.groups.flatMap { [String](repeating: $0.title, count: $0.columns) }
  let heads = table.heads.enumerated().map { column, head -> String in
    let above = groups.indices.contains(column) ? groups[column] : ""
    return above.isEmpty ? head : "\(above): \(head)"
  }
  func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
  let rule = heads.indices.map { table.numeric.contains($0) ? "---:" : "---" }
  return line(heads.map(markdown)) + line(rule) + table.rows.map { line($0.map(markdown)) }.joined()
}

private func markdown(_ words: DocumentModel.Words) -> String {
  words.spans.map { span in
    let mark = (span.isBold ? "**" : "") + (span.isItalic ? "*" : "")
    return mark + markdown(span.text) + String(mark.reversed())
  }.joined()
}

/// Text without meaning for Markdown: marks escaped, a line break as a space.
private func markdown(_ text: String) -> String {
  var out = ""
  for character in text {
    switch character {
    case "\\", "|", "*", "_", "`", "[", "]", "<", ">", "#": out += "\\\(character)"
    case "\n": out += " "
    default: out.append(character)
    }
  }
  return out
}
