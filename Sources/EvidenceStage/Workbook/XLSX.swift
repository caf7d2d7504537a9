import Statistics

/// The model as SpreadsheetML (ECMA-376): parts in a fixed order, text in the cells, marked-up tables.
func xlsx(_ book: WorkbookModel) -> [UInt8] {
  var zip = ZipWriter()
  func add(_ path: String, _ text: String) { zip.add(path, Array((declaration + text).utf8)) }
  let tables = book.sheets.indices.filter { book.sheets[$0].table != nil }
  add("[Content_Types].xml", contentTypes(book, tables))
  add("_rels/.rels", packageRelationships)
  add("docProps/core.xml", core(book))
  add("xl/workbook.xml", workbook(book))
  add("xl/_rels/workbook.xml.rels", workbookRelationships(book))
  add("xl/styles.xml", styles)
  for (index, sheet) in book.sheets.enumerated() {
    add("xl/worksheets/sheet\(index + 1).xml", worksheet(sheet, isFirst: index == 0))
    guard sheet.table != nil, let number = tables.firstIndex(of: index) else { continue }
    add("xl/worksheets/_rels/sheet\(index + 1).xml.rels", tableRelationship(number + 1))
  }
  for (number, index) in tables.enumerated() {
    if let table = book.sheets[index].table {
      add(
        "xl/tables/table\(number + 1).xml",
        tablePart(table, number: number + 1, firstRow: firstRow(book.sheets[index])))
    }
  }
  return zip.finished()
}

private let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let packageNamespace = "http://schemas.openxmlformats.org/package/2006"
private let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

private func contentTypes(_ book: WorkbookModel, _ tables: [Int]) -> String {
  var out = """
    <Types xmlns="\(packageNamespace)/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
    <Default Extension="xml" ContentType="application/xml"/>\
    <Override PartName="/xl/workbook.xml" ContentType="\(mediaType).sheet.main+xml"/>\
    <Override PartName="/xl/styles.xml" ContentType="\(mediaType).styles+xml"/>\
    <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
    """
  for index in book.sheets.indices {
    out +=
      "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"\(mediaType).worksheet+xml\"/>"
  }
  for index in tables.indices {
    out += "<Override PartName=\"/xl/tables/table\(index + 1).xml\" ContentType=\"\(mediaType).table+xml\"/>"
  }
  return out + "</Types>"
}

private let packageRelationships = """
  <Relationships xmlns="\(packageNamespace)/relationships"><Relationship Id="rId1" Type="\(relationships)/officeDocument" Target="xl/workbook.xml"/>\
  <Relationship Id="rId2" Type="\(packageNamespace)/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
  """

private func core(_ book: WorkbookModel) -> String {
  """
  <cp:coreProperties xmlns:cp="\(packageNamespace)/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">\
  <dc:title>\(xml(book.title))</dc:title><dc:creator>\(xml(book.author))</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>
  """
}

private func workbook(_ book: WorkbookModel) -> String {
  let sheets = book.sheets.enumerated().map {
    "<sheet name=\"\(xml($0.element.name))\" sheetId=\"\($0.offset + 1)\" r:id=\"rId\($0.offset + 1)\"/>"
  }
  return
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>\(sheets.joined())</sheets></workbook>"
}

private func workbookRelationships(_ book: WorkbookModel) -> String {
  var parts = book.sheets.indices.map {
    "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(relationships)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
  }
  parts.append(
    "<Relationship Id=\"rId\(book.sheets.count + 1)\" Type=\"\(relationships)/styles\" Target=\"styles.xml\"/>"
  )
  return "<Relationships xmlns=\"\(packageNamespace)/relationships\">\(parts.joined())</Relationships>"
}

private func tableRelationship(_ number: Int) -> String {
  "<Relationships xmlns=\"\(packageNamespace)/relationships\"><Relationship Id=\"rId1\" Type=\"\(relationships)/table\" Target=\"../tables/table\(number).xml\"/></Relationships>"
}

/// Cell styles by position: 0 text wrapped, 1 title, 2 heading, then numbers with 0 to 9 places.
private let styles: String = {
  let formats = (1...9).map {
    "<numFmt numFmtId=\"\(163 + $0)\" formatCode=\"#,##0.\(String(repeating: "0", count: $0))\"/>"
  }
  let wrap = "<alignment vertical=\"top\" wrapText=\"1\"/>"
  let numbers = (0...9).map {
    "<xf numFmtId=\"\($0 == 0 ? 3 : 163 + $0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
  }
  return """
    <styleSheet xmlns="\(main)"><numFmts count="9">\(formats.joined())</numFmts>\
    <fonts count="3"><font><sz val="12"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font>\
    <font><b/><sz val="12"/><name val="Arial"/></font></fonts>\
    <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="13"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">\(wrap)</xf>\
    <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
    <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">\(wrap)</xf>\(numbers.joined())</cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """
}()

/// The row of a sheet's headings: after its title and its lines.
private func firstRow(_ sheet: WorkbookModel.Sheet) -> Int { sheet.lines.count + 2 }

private func worksheet(_ sheet: WorkbookModel.Sheet, isFirst: Bool) -> String {
  let widths = sheet.table?.widths ?? [100]
  let columns = widths.enumerated().map {
    "<col min=\"\($0.offset + 1)\" max=\"\($0.offset + 1)\" width=\"\($0.element)\" customWidth=\"1\"/>"
  }
  var out = """
    <worksheet xmlns="\(main)" xmlns:r="\(relationships)"><sheetViews><sheetView workbookViewId="0"\(isFirst ? " tabSelected=\"1\"" : "")>\
    <selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><cols>\(columns.joined())</cols><sheetData>
    """
  write(1, [.text(sheet.title)], style: 1, to: &out)
  // A long line above a table would wrap in column A. Unwrapped it extends over the empty cells beside it.
  for (index, line) in sheet.lines.enumerated() {
    write(index + 2, [.text(line)], style: sheet.table == nil ? 0 : 3, to: &out)
  }
  guard let table = sheet.table else { return out + "</sheetData></worksheet>" }
  let first = firstRow(sheet)
  write(first, table.heads.map { .text($0) }, style: 2, to: &out)
  for (index, cells) in table.rows.enumerated() { write(first + 1 + index, cells, style: 0, to: &out) }
  return out + "</sheetData><tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts></worksheet>"
}

private func write(_ number: Int, _ cells: [WorkbookModel.Cell], style: Int, to out: inout String) {
  let row = String(number)
  out += "<row r=\"\(row)\">"
  let openText = "\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
  for (index, cell) in cells.enumerated() {
    out += "<c r=\""
    out += columnName(index)
    out += row
    switch cell {
    case .text(let text):
      out += openText
      out += xml(text)
      out += "</t></is></c>"
    case .number(let value):
      out += "\" s=\"\(3 + value.places)\"><v>\(value.description)</v></c>"
    }
  }
  out += "</row>"
}

/// `A`, `Z`, `AA`: the name of a column counted from 0.
func columnName(_ index: Int) -> String {
  var rest = index
  var out = ""
  repeat {
    out = String(UnicodeScalar(UInt8(65 + rest % 26))) + out
    rest = rest / 26 - 1
  } while rest >= 0
  return out
}

/// Marked up as a table so that a screen reader reads its headings; without a filter, as the checklist asks.
private func tablePart(_ table: WorkbookModel.Table, number: Int, firstRow: Int) -> String {
  let last = "\(columnName(table.heads.count - 1))\(firstRow + max(1, table.rows.count))"
  let columns = table.heads.enumerated().map {
    "<tableColumn id=\"\($0.offset + 1)\" name=\"\(xml($0.element))\"/>"
  }
  let name = table.name.map { $0.isLetter || $0.isNumber ? $0 : "_" }
  return """
    <table xmlns="\(main)" id="\(number)" name="\(String(name))" displayName="\(String(name))" ref="A\(firstRow):\(last)" totalsRowShown="0">\
    <tableColumns count="\(table.heads.count)">\(columns.joined())</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>
    """
}
