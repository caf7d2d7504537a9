package import Findings

/// A sheet of a workbook, or a CSV, as rows of texts, for files that publishers make for people.
package struct TextGrid: Sendable {
  package var path: String
  /// The sheet's name; empty for a CSV.
  package var sheet: String
  /// Rows that hold anything, with their numbers from 1.
  package var rows: [TextTable.Row]

  /// Every visible sheet of a workbook, in its order, or the one table of a CSV.
  ///
  /// Throws FILE-014 and FILE-015 where the file is no workbook that can be read, and as `TextTable.read`.
  package static func all(in file: ExtractBytes, path: String) throws(Finding) -> [TextGrid] {
    guard let sheets = (try? Workbook(file))?.sheets else {
      return [try TextGrid(TextSource(file), sheet: "", path: path)]
    }
    var grids: [TextGrid] = []
    for sheet in sheets where !sheet.isHidden {
      grids.append(try TextGrid(TextSource(file, sheet: sheet.name), sheet: sheet.name, path: path))
    }
    return grids
  }

  private init(_ source: TextSource, sheet: String, path: String) throws(Finding) {
    var text: [UInt8] = []
    var stream = try source.stream()
    while let piece = try stream.next() { text += piece }
    self.path = path
    self.sheet = sheet
    rows = try TextTable.records(text, path: path).filter { $0.cells.contains { !$0.isEmpty } }
  }

  /// `Table_1a!F12` of a workbook; `F12` of a CSV.
  package func cell(_ row: TextTable.Row, _ column: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return (sheet.isEmpty ? "" : sheet + "!") + letters + String(row.line)
  }
}
