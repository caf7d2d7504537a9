import Findings
import Statistics
import Tables

/// The contents of a spreadsheet. XLSX and ODS are both written from it, so that they are the same.
///
/// Follows the Analysis Function's checklist for accessible spreadsheets: cover, contents, notes, then one marked-up
/// table a sheet, in column A under its title, without merged cells, filters, frozen panes or colour.
struct WorkbookModel {
  struct Sheet {
    /// Without spaces, at most 31 characters.
    var name: String
    var title: String
    /// Sentences under the title, each in a row of its own.
    var lines: [String]
    var table: Table?
  }

  struct Table {
    /// Unique in the workbook, starting with a letter.
    var name: String
    var heads: [String]
    var rows: [[Cell]]
    /// In characters, one for each column.
    var widths: [Int]
  }

  enum Cell {
    case text(String)
    case number(FixedPoint)

    init(_ figure: Figure) {
      self = figure.number.map { .number($0) } ?? .text(figure.text)
    }
  }

  var title: String
  var author: String
  var sheets: [Sheet]
}

extension WorkbookModel.Cell: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

/// Text for XML 1.0: escaped, with control characters that it cannot contain written out.
package func xml(_ text: String) -> String {
  guard text.hasByte(where: { Visible.mayHide($0) || $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 }) else {
    return text
  }
  var out = ""
  for scalar in Visible.lines(text).unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "\u{FFFE}"..."\u{FFFF}": continue
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
