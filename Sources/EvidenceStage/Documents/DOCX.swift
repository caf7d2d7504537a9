/// The document as WordprocessingML (ECMA-376, part 1, chapter 17), accessible: heading styles, header rows that repeat,
/// a name and a description of every table, the language, no merged cell but a heading over columns.
package func docx(_ document: DocumentModel) -> [UInt8] {
  var zip = ZipWriter()
  func add(_ path: String, _ text: String) { zip.add(path, Array((wordDeclaration + text).utf8)) }
  add("[Content_Types].xml", contentTypes)
  add("_rels/.rels", packageRelationships)
  add("docProps/core.xml", core(document))
  add("word/document.xml", body(document))
  add("word/_rels/document.xml.rels", documentRelationships)
  add("word/styles.xml", styles)
  add("word/numbering.xml", numbering)
  add("word/settings.xml", settings)
  return zip.finished()
}

/// Whether a file begins as every document of ours does. One that Word has saved begins otherwise.
package func isOwnDocument(_ bytes: [UInt8]) -> Bool { bytes.starts(with: beginning) }

private let beginning: [UInt8] = {
  var zip = ZipWriter()
  zip.add("[Content_Types].xml", Array((wordDeclaration + contentTypes).utf8))
  return zip.written
}()

private let wordDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
private let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
private let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let packageNamespace = "http://schemas.openxmlformats.org/package/2006"
private let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml"

private let contentTypes = """
  <Types xmlns="\(packageNamespace)/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
  <Default Extension="xml" ContentType="application/xml"/>\
  <Override PartName="/word/document.xml" ContentType="\(mediaType).document.main+xml"/>\
  <Override PartName="/word/styles.xml" ContentType="\(mediaType).styles+xml"/>\
  <Override PartName="/word/numbering.xml" ContentType="\(mediaType).numbering+xml"/>\
  <Override PartName="/word/settings.xml" ContentType="\(mediaType).settings+xml"/>\
  <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
  """

private let packageRelationships = """
  <Relationships xmlns="\(packageNamespace)/relationships"><Relationship Id="rId1" Type="\(relationships)/officeDocument" Target="word/document.xml"/>\
  <Relationship Id="rId2" Type="\(packageNamespace)/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
  """

private let documentRelationships = """
  <Relationships xmlns="\(packageNamespace)/relationships"><Relationship Id="rId1" Type="\(relationships)/styles" Target="styles.xml"/>\
  <Relationship Id="rId2" Type="\(relationships)/numbering" Target="numbering.xml"/>\
  <Relationship Id="rId3" Type="\(relationships)/settings" Target="settings.xml"/></Relationships>
  """

private func core(_ document: DocumentModel) -> String {
  """
  <cp:coreProperties xmlns:cp="\(packageNamespace)/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">\
  <dc:title>\(xml(document.title))</dc:title><dc:creator>\(xml(document.author))</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>
  """
}

/// Word shows a document without this in its compatibility mode.
private let settings = """
  <w:settings xmlns:w="\(main)"><w:themeFontLang w:val="en-GB"/><w:compat><w:compatSetting w:name="compatibilityMode" \
  w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
  """

private let numbering = """
  <w:numbering xmlns:w="\(main)"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>\
  <w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>\
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
  """

private let styles: String = {
  func paragraph(_ id: String, _ name: String, _ size: Int, _ level: Int?, before: Int) -> String {
    let outline = level.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
    return """
      <w:style w:type="paragraph" w:styleId="\(id)"><w:name w:val="\(name)"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>\
      <w:pPr><w:keepNext/><w:spacing w:before="\(before)" w:after="80"/>\(outline)</w:pPr><w:rPr><w:b/><w:sz w:val="\(size)"/></w:rPr></w:style>
      """
  }
  let border = ["top", "bottom", "insideH"].map {
    "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>"
  }.joined()
  return """
    <w:styles xmlns:w="\(main)"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>\
    <w:sz w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
    \(paragraph("Title", "Title", 40, nil, before: 0))\(paragraph("Heading1", "heading 1", 32, 0, before: 240))\
    \(paragraph("Heading2", "heading 2", 28, 1, before: 200))\(paragraph("Heading3", "heading 3", 26, 2, before: 160))\
    \(paragraph("Caption", "caption", 22, nil, before: 160))\
    <w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>\
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>\
    <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>\
    <w:style w:type="table" w:styleId="CareTally"><w:name w:val="CareTally table"/><w:basedOn w:val="TableNormal"/>\
    <w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>\
    <w:tblPr><w:tblBorders>\(border)</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>\
    <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>
    """
}()

/// A4 in twentieths of a point, with margins of 2 cm.
private let (shortSide, longSide, margin) = (11906, 16838, 1134)

private func body(_ document: DocumentModel) -> String {
  let isWide = document.isWide
  let width = (isWide ? longSide : shortSide) - 2 * margin
  var out = "<w:document xmlns:w=\"\(main)\"><w:body>"
  write(document.title, style: "Title", to: &out)
  for block in document.blocks {
    switch block {
    case .heading(let level, let text): write(text, style: "Heading\(min(3, max(1, level)))", to: &out)
    case .paragraph(let words): write(words, style: nil, to: &out)
    case .list(let items): for item in items { write(item, style: "ListBullet", to: &out) }
    case .table(let table): write(table, width: width, to: &out)
    }
  }
  let page =
    isWide
    ? "<w:pgSz w:w=\"\(longSide)\" w:h=\"\(shortSide)\" w:orient=\"landscape\"/>"
    : "<w:pgSz w:w=\"\(shortSide)\" w:h=\"\(longSide)\"/>"
  return out + """
    <w:sectPr>\(page)<w:pgMar w:top="\(margin)" w:right="\(margin)" w:bottom="\(margin)" w:left="\(margin)" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>\
    </w:body></w:document>
    """
}

private func write(_ text: String, style: String?, to out: inout String) {
  write(DocumentModel.Words(text), style: style, to: &out)
}

private func write(_ words: DocumentModel.Words, style: String?, to out: inout String) {
  let properties = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
  let runs = words.spans.map { run($0.text, isBold: $0.isBold, isItalic: $0.isItalic) }
  out += "<w:p>\(properties)\(runs.joined())</w:p>"
}

/// A text, with line breaks where it has them.
private func run(_ text: String, isBold: Bool = false, isItalic: Bool = false) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
    "<w:t xml:space=\"preserve\">\(xml(String($0)))</w:t>"
  }
  let marks = (isBold ? "<w:b/>" : "") + (isItalic ? "<w:i/>" : "")
  return "<w:r>\(marks.isEmpty ? "" : "<w:rPr>\(marks)</w:rPr>")\(lines.joined(separator: "<w:br/>"))</w:r>"
}

private func write(_ table: DocumentModel.Table, width: Int, to out: inout String) {
  write(table.title, style: "Caption", to: &out)
  let widths = columnWidths(table, of: width)
  out += """
    <w:tbl><w:tblPr><w:tblStyle w:val="CareTally"/><w:tblW w:w="\(widths.reduce(0, +))" w:type="dxa"/><w:tblLayout w:type="fixed"/>\
    <w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>\
    <w:tblCaption w:val="\(xml(table.title))"/><w:tblDescription w:val="\(xml(table.summary))"/></w:tblPr>\
    <w:tblGrid>\(widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined())</w:tblGrid>
    """
  func cell(_ text: String, _ column: Int, columns: Int = 1, isHead: Bool, isCentred: Bool = false) -> String
  {
    let span = columns > 1 ? "<w:gridSpan w:val=\"\(columns)\"/>" : ""
    let wide = widths[column..<min(widths.count, column + columns)].reduce(0, +)
    let place = isCentred ? "center" : table.numeric.contains(column) ? "right" : nil
    let aligned = place.map { "<w:pPr>\(isHead ? "<w:keepNext/>" : "")<w:jc w:val=\"\($0)\"/></w:pPr>" } ?? ""
    return
      "<w:tc><w:tcPr><w:tcW w:w=\"\(wide)\" w:type=\"dxa\"/>\(span)</w:tcPr><w:p>\(aligned)\(run(text, isBold: isHead))</w:p></w:tc>"
  }
  let header = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
  if !table.groups.isEmpty {
    var column = 0
    out += header
    for group in table.groups {
      out += cell(group.title, column, columns: group.columns, isHead: true, isCentred: group.columns > 1)
      column += group.columns
    }
    out += "</w:tr>"
  }
  out += header + table.heads.enumerated().map { cell($1, $0, isHead: true) }.joined() + "</w:tr>"
  for row in table.rows {
    out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    out += row.enumerated().map { cell($1, $0, isHead: false) }.joined()
    out += "</w:tr>"
  }
  // A paragraph after a table keeps two tables apart, and Word needs one at the end.
  out += "</w:tbl><w:p/>"
}

/// Shares the width by the longest word of a column and half of its longest text.
private func columnWidths(_ table: DocumentModel.Table, of width: Int) -> [Int] {
  let wants = table.heads.indices.map { column -> Int in
    let texts =
      [table.heads[column]] + table.rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
    let word = texts.flatMap { $0.split { $0 == " " || $0 == "\n" } }.map(\.count).max() ?? 1
    let text = texts.flatMap { $0.split(separator: "\n") }.map(\.count).max() ?? 1
    return max(word + 2, min(text, 60) / 2, 5)
  }
  let all = max(1, wants.reduce(0, +))
  return wants.map { width * $0 / all }
}
