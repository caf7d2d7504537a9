/// Just enough of gzip and ZIP to wrap spoilt content soundly, so that mutants get past the checksums.
package enum Packing {
  package struct Part: Sendable {
    package var name: String
    package var bytes: [UInt8]
    /// Where the bytes are deflated already: how many they are said to be when undone.
    package var undone: Int?

    package init(name: String, bytes: [UInt8], undone: Int? = nil) {
      self.name = name
      self.bytes = bytes
      self.undone = undone
    }
  }

  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      // A stored block: last or not, its length and the complement of that.
      out.append(rest.isEmpty ? 1 : 0)
      out += little(block.count, 2) + little(~block.count & 0xFFFF, 2) + block
    } while !rest.isEmpty
    return out + little(Int(checksum(bytes)), 4) + little(bytes.count, 4)
  }

  package static func zip(_ parts: [Part]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let sizes =
        little(Int(checksum(part.bytes)), 4) + little(part.bytes.count, 4)
        + little(part.undone ?? part.bytes.count, 4)
      let start = out.count
      let method: UInt8 = part.undone == nil ? 0 : 8
      out +=
        [0x50, 0x4B, 3, 4, 20, 0, 0, 0, method, 0, 0, 0, 0, 0] + sizes + little(part.name.utf8.count, 2) + [
          0, 0,
        ]
      out += Array(part.name.utf8) + part.bytes
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, method, 0, 0, 0, 0, 0] + sizes
      directory += little(part.name.utf8.count, 2) + [UInt8](repeating: 0, count: 12) + little(start, 4)
      directory += Array(part.name.utf8)
    }
    let end =
      little(parts.count, 2) + little(parts.count, 2) + little(directory.count, 4) + little(out.count, 4)
    return out + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + end + [0, 0]
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32, ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes { crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
    return ~crc
  }

  private static let table = (UInt32(0)..<256).map { index in
    (0..<8).reduce(index) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }

  /// What gzip makes of three copies of a small extract.
  package static let deflated: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xDD, 0xCD, 0x3B, 0x0E, 0x80, 0x20,
    0x10, 0x05, 0xC0, 0x9E, 0x63, 0x50, 0x3F, 0xE5, 0xA7, 0xF1, 0x16, 0x36, 0x56, 0x56, 0xC6, 0xE0,
    0x46, 0xB7, 0x10, 0x12, 0x58, 0x39, 0xBF, 0xF1, 0x1A, 0xF6, 0x93, 0x4C, 0xDC, 0x2B, 0x6D, 0x7C,
    0xA0, 0x50, 0x24, 0x6E, 0x74, 0x6C, 0x39, 0x41, 0x68, 0xBF, 0xD1, 0xB8, 0xB2, 0x54, 0xC4, 0x5C,
    0x05, 0x4F, 0x39, 0x29, 0x89, 0x72, 0xF0, 0xD6, 0x0F, 0x9D, 0x9D, 0xBA, 0xE0, 0x30, 0xE7, 0x22,
    0x17, 0x02, 0x9C, 0xEF, 0x47, 0x8B, 0x55, 0x79, 0x04, 0x67, 0xEC, 0x64, 0x3E, 0x02, 0xBD, 0x64,
    0xAD, 0x1F, 0xB9, 0x34, 0x80, 0x59, 0xC5, 0x9F, 0x1C, 0x2F, 0x3F, 0x9F, 0xD9, 0x0E, 0x2C, 0x01,
    0x00, 0x00,
  ]

  package static let workbook: [Part] = [
    Part(
      name: "_rels/.rels",
      text:
        #"<Relationships><Relationship Id="rId1" Type="r/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    ),
    Part(
      name: "xl/workbook.xml",
      text:
        #"<?xml version="1.0"?><workbook xmlns:r="u"><workbookPr date1904="0"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    ),
    Part(
      name: "xl/_rels/workbook.xml.rels",
      text:
        #"<Relationships><Relationship Id="rId1" Type="r/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="r/styles" Target="styles.xml"/><Relationship Id="rId3" Type="r/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    ),
    Part(
      name: "xl/sharedStrings.xml",
      text:
        #"<sst><si><t>case_id</t></si><si><r><t>a&amp;</t></r><r><t>b</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_&#10;b</t></si></sst>"#
    ),
    Part(
      name: "xl/styles.xml",
      text:
        #"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0000000"/><numFmt numFmtId="166" formatCode="000\ 000\ 0000;@"/><numFmt numFmtId="167" formatCode="0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>"#
    ),
    Part(
      name: "xl/worksheets/sheet1.xml",
      text:
        #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x &#10;y</t></is></c></row><row r="3"><c r="A3"><v>9.434765919E9</v></c><c r="C3" s="1"><v>45504.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>"#
    ),
  ]

  package static let tokens: [[UInt8]] = [
    "<", ">", "/>", "</", "&", ";", "\"", "'", "<row r=\"1048576\">", "<c r=\"XFD1\">", "<c r=\"ZZZZZZ1\"/>",
    "<![CDATA[",
    "]]>", "<!--", "-->", "<!DOCTYPE", "<?", "&#x110000;", "&#0;", "<v>60</v>", "<v>1e300</v>", "<v>-1</v>",
    "<v>NaN</v>", "t=\"s\"", "s=\"99\"", "<t>", "</t>", "</c>", "</row>", "<row>", "date1904=\"1\"",
  ].map { Array($0.utf8) }
}

extension Packing.Part {
  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}
