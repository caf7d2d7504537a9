import Statistics

/// The model as an OpenDocument spreadsheet (ISO/IEC 26300), the format that GOV.UK requires.
func ods(_ book: WorkbookModel) -> [UInt8] {
  var zip = ZipWriter()
  // The type must be the first entry and stored, so that programs recognise the file by its first bytes.
  zip.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8), isStored: true)
  func add(_ path: String, _ text: String) { zip.add(path, Array((declaration + text).utf8)) }
  add("META-INF/manifest.xml", manifest)
  add("meta.xml", meta(book))
  add("styles.xml", defaults)
  add("content.xml", content(book))
  return zip.finished()
}

private let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
private let office = "urn:oasis:names:tc:opendocument:xmlns"

private let manifest = """
  <manifest:manifest xmlns:manifest="\(office):manifest:1.0" manifest:version="1.3">\
  <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>\
  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
  <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>\
  <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>
  """

private func meta(_ book: WorkbookModel) -> String {
  """
  <office:document-meta xmlns:office="\(office):office:1.0" xmlns:meta="\(office):meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">\
  <office:meta><dc:title>\(xml(book.title))</dc:title><dc:creator>\(xml(book.author))</dc:creator>\
  <meta:initial-creator>\(xml(book.author))</meta:initial-creator><dc:language>en-GB</dc:language></office:meta></office:document-meta>
  """
}

private let namespaces = """
  xmlns:office="\(office):office:1.0" xmlns:table="\(office):table:1.0" xmlns:text="\(office):text:1.0" \
  xmlns:style="\(office):style:1.0" xmlns:number="\(office):datastyle:1.0" \
  xmlns:fo="\(office):xsl-fo-compatible:1.0" office:version="1.3"
  """

private let defaults = """
  <office:document-styles \(namespaces)><office:styles><style:default-style style:family="table-cell">\
  <style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/>\
  </style:default-style></office:styles></office:document-styles>
  """

private func content(_ book: WorkbookModel) -> String {
  let widths = Set(book.sheets.flatMap { $0.table?.widths ?? [100] }).sorted()
  var out = "<office:document-content \(namespaces)><office:automatic-styles>"
  for width in widths {
    // A character of Arial 12 is about two millimetres wide.
    out +=
      "<style:style style:name=\"w\(width)\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"\(width * 2)mm\"/></style:style>"
  }
  for places in 0...9 {
    out += """
      <number:number-style style:name="n\(places)"><number:number number:decimal-places="\(places)" number:min-decimal-places="\(places)" number:min-integer-digits="1" number:grouping="true"/></number:number-style>\
      <style:style style:name="c\(places)" style:family="table-cell" style:data-style-name="n\(places)"/>
      """
  }
  out += """
    <style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>\
    <style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>\
    <style:style style:name="wrap" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/></style:style>\
    </office:automatic-styles><office:body><office:spreadsheet>
    """
  for sheet in book.sheets { write(sheet, to: &out) }
  out += "<table:database-ranges>"
  for sheet in book.sheets {
    guard let table = sheet.table else { continue }
    let first = sheet.lines.count + 2
    let last = "\(columnName(table.heads.count - 1))\(first + max(1, table.rows.count))"
    out +=
      "<table:database-range table:name=\"\(xml(table.name))\" table:target-range-address=\"\(sheet.name).A\(first):\(sheet.name).\(last)\" table:display-filter-buttons=\"false\"/>"
  }
  return out + "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"
}

private func write(_ sheet: WorkbookModel.Sheet, to out: inout String) {
  out += "<table:table table:name=\"\(xml(sheet.name))\">"
  for width in sheet.table?.widths ?? [100] { out += "<table:table-column table:style-name=\"w\(width)\"/>" }
  write([.text(sheet.title)], style: "title", to: &out)
  for line in sheet.lines { write([.text(line)], style: sheet.table == nil ? "wrap" : nil, to: &out) }
  if let table = sheet.table {
    out += "<table:table-header-rows>"
    write(table.heads.map { .text($0) }, style: "head", to: &out)
    out += "</table:table-header-rows>"
    for cells in table.rows { write(cells, style: "wrap", to: &out) }
  }
  out += "</table:table>"
}

private func write(_ cells: [WorkbookModel.Cell], style: String?, to out: inout String) {
  out += "<table:table-row>"
  let named = style.map { " table:style-name=\"\($0)\"" } ?? ""
  // Piece by piece: building the text first would copy it twice.
  let openText = "<table:table-cell\(named) office:value-type=\"string\"><text:p>"
  for cell in cells {
    switch cell {
    case .text(let text):
      out += openText
      out += xml(text)
    case .number(let value):
      out +=
        "<table:table-cell table:style-name=\"c\(value.places)\" office:value-type=\"float\" office:value=\""
      out += value.description
      out += "\"><text:p>"
      out += value.grouped
    }
    out += "</text:p></table:table-cell>"
  }
  out += "</table:table-row>"
}
