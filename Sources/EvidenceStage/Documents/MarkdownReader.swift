extension DocumentModel {
  /// Reads the Markdown that narratives are written in: headings, paragraphs, lists, pipe tables, bold, italics and links.
  ///
  /// The first heading of level 1 is the title. Fenced code and anything else is a paragraph as it is written.
  package init(markdown text: String, author: String) {
    self.init(title: "", author: author, blocks: [])
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.filter { $0 != "\r" }
    }[...]
    while let line = lines.first {
      let plain = trimmed(line)
      if plain.isEmpty {
        lines.removeFirst()
      } else if let (level, heading) = Self.heading(plain) {
        lines.removeFirst()
        if level == 1, title.isEmpty {
          title = Words(markdown: heading).plain
        } else {
          blocks.append(.heading(max(1, level - 1), Words(markdown: heading).plain))
        }
      } else if Self.item(plain) != nil {
        blocks.append(.list(Self.items(&lines)))
      } else if plain.hasPrefix("|"), lines.count > 1, Self.isRule(trimmed(lines[lines.startIndex + 1])) {
        blocks.append(.table(table(&lines)))
      } else {
        var paragraph: [String] = []
        while let next = lines.first.map(trimmed), !next.isEmpty, Self.heading(next) == nil,
          Self.item(next) == nil,
          !next.hasPrefix("|")
        {
          paragraph.append(next)
          lines.removeFirst()
        }
        // A line that begins like a table and is none.
        if paragraph.isEmpty { paragraph.append(trimmed(lines.removeFirst())) }
        blocks.append(.paragraph(Words(markdown: paragraph.joined(separator: " "))))
      }
    }
  }

  private static func heading(_ line: String) -> (Int, String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
    return (level, trimmed(String(line.dropFirst(level))))
  }

  /// The text of `- item`, `* item` or `1. item`.
  private static func item(_ line: String) -> String? {
    for mark in ["- ", "* ", "+ "] where line.hasPrefix(mark) { return String(line.dropFirst(2)) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return String(line.dropFirst(digits.count + 2))
  }

  private static func items(_ lines: inout ArraySlice<String>) -> [Words] {
    var texts: [String] = []
    while let line = lines.first {
      if let text = item(trimmed(line)) {
        texts.append(text)
      } else if line.hasPrefix("  "), !trimmed(line).isEmpty, let last = texts.popLast() {
        texts.append("\(last) \(trimmed(line))")
      } else {
        break
      }
      lines.removeFirst()
    }
    return texts.map { Words(markdown: $0) }
  }

  /// The line below a table's headings: dashes, colons and pipes.
  private static func isRule(_ line: String) -> Bool {
    line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
  }

  private func table(_ lines: inout ArraySlice<String>) -> Table {
    func cells(_ line: String) -> [String] {
      var parts: [String] = [""]
      var isEscaped = false
      for character in trimmed(line).dropFirst() {
        if character == "|", !isEscaped { parts.append("") } else { parts[parts.count - 1].append(character) }
        isEscaped = character == "\\" && !isEscaped
      }
      if parts.last.map(trimmed)?.isEmpty == true { parts.removeLast() }
      return parts.map { trimmed($0) }
    }
    let heads = cells(lines.removeFirst())
    let numeric = cells(lines.removeFirst()).enumerated().filter { $0.element.hasSuffix(":") }.map(\.offset)
    var rows: [[String]] = []
    while let line = lines.first, trimmed(line).hasPrefix("|") {
      let row = cells(lines.removeFirst()).map { Words(markdown: $0).plain }
      rows.append(heads.indices.map { row.indices.contains($0) ? row[$0] : "" })
    }
    let titles = heads.map { Words(markdown: $0).plain }
    return Table(
      title: titles.first.map { "Table: by \($0.lowercased())" } ?? "Table",
      summary: "The columns are \(titles.joined(separator: ", ")).", heads: titles, rows: rows,
      numeric: Set(numeric))
  }
}

private func trimmed(_ text: String) -> String {
  var rest = text[...]
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}

extension DocumentModel.Words {
  package var plain: String { spans.map(\.text).joined() }

  /// `**bold**`, `*italic*`, `` `code` ``, `[text](address)` as `text (address)`, and `\\` before a mark.
  init(markdown text: String) {
    var spans: [Span] = []
    var (now, isBold, isItalic) = ("", false, false)
    func end() {
      if !now.isEmpty { spans.append(Span(text: now, isBold: isBold, isItalic: isItalic)) }
      now = ""
    }
    var rest = text[...]
    while let first = rest.first {
      if first == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
        now.append(next)
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("**"), isBold || rest.dropFirst(2).contains("**") {
        end()
        isBold.toggle()
        rest = rest.dropFirst(2)
      } else if first == "*", isItalic || Self.opensItalics(rest) {
        end()
        isItalic.toggle()
        rest = rest.dropFirst()
      } else if first == "`" {
        rest = rest.dropFirst()
      } else if first == "[", let link = Self.link(rest) {
        now += link.text == link.address ? link.text : "\(link.text) (\(link.address))"
        rest = link.rest
      } else {
        now.append(first)
        rest = rest.dropFirst()
      }
    }
    end()
    self.init(spans: spans.isEmpty ? [Span(text: "")] : spans)
  }

  /// `*words*`: a star beside a letter, with another to come.
  private static func opensItalics(_ text: Substring) -> Bool {
    let rest = text.dropFirst()
    guard let next = rest.first, !next.isWhitespace, next != "*" else { return false }
    return rest.contains("*")
  }

  private static func link(_ text: Substring) -> (text: String, address: String, rest: Substring)? {
    guard let close = text.firstIndex(of: "]"), text[text.index(after: close)...].first == "(",
      let end = text[close...].firstIndex(of: ")")
    else { return nil }
    let address = text[text.index(close, offsetBy: 2)..<end]
    return (
      String(text[text.index(after: text.startIndex)..<close]), String(address),
      text[text.index(after: end)...]
    )
  }
}
