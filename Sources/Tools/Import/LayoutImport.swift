package import Declarations
package import Findings
import Periods
package import Runs
package import Tables

/// A file to be written, with its path from the project's root.
package struct ImportedFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]
}

/// Makes pairs of figures and note from a publisher's file, as a layout says that it is laid out.
///
/// - Returns: files under `data/comparators/` or `data/populations/`, by path; same file, same bytes.
/// - Throws: FILE-301 a sheet is absent, FILE-302 a column is, FILE-303 not a number, FILE-304 an unknown area, FILE-305 an
///   unknown code, FILE-306 one figure twice with different values, FILE-307 no figure and no reason, FILE-308 another
///   edition than the layout's, FILE-309 an outcome that its counts do not give.
package func importFile(
  _ file: ExtractBytes, path: String, as layout: Layout, in workspace: Workspace
) throws(Finding) -> [ImportedFile] {
  let grids = try TextGrid.all(in: file, path: path)
  let reader = LayoutReader(layout, in: workspace)
  var rows: [PublishedRow] = []
  var seen: [FigureKey: (row: PublishedRow, cell: String)] = [:]
  for table in layout.tables {
    for sheet in table.sheets ?? [] where !grids.contains(where: { matches($0.sheet, sheet.sheet) }) {
      throw Finding(
        "FILE-301", effect: .refusesFile, "there is no sheet '\(sheet.sheet)'",
        hint:
          "its sheets are \(grids.map { "'\($0.sheet)'" }.joined(separator: ", ")); check that the layout is this file's",
        location: Location(path: path))
    }
  }
  for grid in grids {
    for table in layout.tables {
      let sheet = table.sheets?.first { matches(grid.sheet, $0.sheet) }
      guard sheet != nil || (table.sheets == nil && grid.sheet.isEmpty) else { continue }
      for figure in try reader.figures(of: table, code: sheet?.code ?? table.code, in: grid) {
        let key = FigureKey(figure.row)
        guard let earlier = seen.updateValue(figure, forKey: key) else {
          rows.append(figure.row)
          continue
        }
        guard earlier.row == figure.row else {
          throw Finding(
            "FILE-306", effect: .refusesFile,
            "\(key.code) of \(key.area) for \(key.year) is in \(earlier.cell) and in \(figure.cell), with different figures",
            hint: "ask the publisher which is right", location: Location(path: path))
        }
      }
    }
  }
  return layout.referenceDate == nil ? reader.pairs(of: rows) : reader.populations(of: rows)
}

private struct FigureKey: Hashable {
  var code: String
  var year: String
  var area: String

  init(_ row: PublishedRow) {
    (code, year, area) = (row.measureCode, row.timePeriod, row.area.code)
  }
}

/// Whether a name is that of a pattern in which `*` stands for any characters.
private func matches(_ name: String, _ pattern: String) -> Bool {
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  guard parts.count > 1 else { return name == pattern }
  guard name.hasPrefix(parts[0]), name.hasSuffix(parts[parts.count - 1]) else { return false }
  return name.utf8.count >= parts[0].utf8.count + parts[parts.count - 1].utf8.count
}
