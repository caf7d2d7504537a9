package import Declarations
package import Findings
import Folders
package import Runs
import Statistics
import Tables

/// A list of neighbours for a council, as a file of `data/neighbours/`.
package struct NeighbourList: Sendable {
  package var id: String
  package var file: ImportedFile
}

/// The councils most like one by a declared model, from a file of features that the council downloads.
///
/// - Parameter path: a CSV with a column of area codes, and a column for each feature of the model, by its name.
/// - Throws: FILE-302 a feature or the codes are absent, FILE-303 not a number, FILE-304 the council is not in the file, FILE-311
///   no such model, or too few areas for it.
package func neighbours(
  of area: Area, features path: String, model named: String?, in workspace: Workspace
) throws(Finding) -> NeighbourList {
  let models = workspace.catalogue.peerModels
  guard let model = named.map({ models[$0]?.value }) ?? models.all.first?.value else {
    throw Finding(
      "FILE-311", "there is no peer model '\(named ?? "")'",
      hint: nearest(named ?? "", in: models.ids).map { "did you mean '\($0)'?" }
        ?? "models are files in data/peer-models/")
  }
  let table = try TextTable.read(try PlainFile.bytes(path), path: path)
  let codes = try codeColumn(of: table, in: workspace)
  let leavesOut = Set((model.leavesOut ?? []).map(\.value))
  let rows = table.rows.filter {
    !leavesOut.contains(plain($0.cells[codes])) && !plain($0.cells[codes]).isEmpty
  }
  var features: [(weight: Double, values: [Double])] = []
  for feature in model.features {
    guard
      let column = table.header.firstIndex(where: {
        Spelling.folded($0) == Spelling.folded(feature.feature.value)
      })
    else {
      throw wrong(
        "FILE-302", "there is no column '\(feature.feature.value)'",
        nearest(feature.feature.value, in: table.header).map { "did you mean '\($0)'?" }
          ?? "the model '\(model.peerModel.value)' needs it", table.path, 1)
    }
    var values: [Double] = []
    for row in rows {
      let printed = plain(row.cells[column])
      guard let value = Double(printed.filter { $0 != "," && $0 != "%" }), value.isFinite, value >= 0 else {
        throw wrong(
          "FILE-303", "'\(printed)' in '\(table.header[column])' is not a number of nought or more",
          "give every council a value, or leave the council out of the file", table.path, row.line)
      }
      values.append(value)
    }
    features.append((feature.weight, values))
  }
  guard let own = rows.firstIndex(where: { workspace.areas.isSame(plain($0.cells[codes]), area.code) }) else {
    throw wrong(
      "FILE-304", "the file has no row of \(area.code), \(area.name)",
      leavesOut.contains(area.code) ? "the model leaves it out" : "add its row", table.path, 0)
  }
  guard let places = PeerModel(features) else {
    throw wrong(
      "FILE-311", "the features of \(rows.count) areas cannot be compared",
      "give at least 12 areas, and no feature that is the same everywhere", table.path, 0)
  }
  let found = places.nearest(model.peers, to: own).map { plain(rows[$0.area].cells[codes]) }
  return try list(
    of: area, found, id: model.peerModel.value, title: "\(area.name)'s neighbours: \(model.title)",
    model: "\(model.title), \(found.count) nearest of \(rows.count)", source: model.source,
    licence: model.licence,
    at: table.path, in: workspace)
}

/// A council's list out of a file that somebody else made, such as Fingertips or CIPFA: a row a neighbour.
///
/// - Parameter path: a CSV with columns of the council's code and of its neighbours' codes, and perhaps of their rank.
/// - Throws: FILE-302 columns are absent, FILE-303 a rank is no number, FILE-304 the council has no row, or a code is unknown.
package func neighbours(
  of area: Area, listed path: String, source: String, licence: String, in workspace: Workspace
) throws(Finding) -> NeighbourList {
  let table = try TextTable.read(try PlainFile.bytes(path), path: path)
  func column(_ names: [String]) -> Int? {
    table.header.firstIndex { names.contains(Spelling.folded($0)) }
  }
  guard let own = column(["areacode", "council", "councilcode", "lacode", "code"]),
    let other = column([
      "neighbourareacode", "neighbourcode", "neighbour", "neighborareacode", "neighborcode", "peercode",
    ])
  else {
    throw wrong(
      "FILE-302", "there are no columns of the council's code and its neighbours'",
      "name them area_code and neighbour_code, and the order rank", table.path, 1)
  }
  let rank = column(["rank", "position", "order"])
  var found: [(rank: Int, code: String)] = []
  for (position, row) in table.rows.enumerated()
  where workspace.areas.isSame(plain(row.cells[own]), area.code) {
    guard let place = rank.map({ Int(plain(row.cells[$0])) }) ?? position else {
      throw wrong(
        "FILE-303", "'\(row.cells[rank ?? 0])' is not a rank", "write it as a whole number", table.path,
        row.line)
    }
    found.append((place, plain(row.cells[other])))
  }
  guard !found.isEmpty else {
    throw wrong(
      "FILE-304", "the file has no row of \(area.code), \(area.name)", "check the codes", table.path, 0)
  }
  return try list(
    of: area,
    found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element.code),
    id: "listed", title: "\(area.name)'s neighbours", model: source, source: source, licence: licence,
    at: table.path,
    in: workspace)
}

/// The first column in which every row has the code of an area.
private func codeColumn(of table: TextTable, in workspace: Workspace) throws(Finding) -> Int {
  let found = table.header.indices.first { column in
    !table.rows.isEmpty
      && table.rows.allSatisfy {
        plain($0.cells[column]).isEmpty || workspace.areas[plain($0.cells[column])] != nil
      }
      && table.rows.contains { !plain($0.cells[column]).isEmpty }
  }
  guard let found else {
    throw wrong(
      "FILE-302", "no column has the GSS codes of councils",
      "such as E10000025; the codes are those of data/areas/areas.csv",
      table.path, 1)
  }
  return found
}

private func list(
  of area: Area, _ councils: [String], id: String, title: String, model: String, source: String,
  licence: String,
  at path: String, in workspace: Workspace
) throws(Finding) -> NeighbourList {
  for code in councils where workspace.areas[code] == nil {
    throw wrong(
      "FILE-304", "'\(code)' is the code of no area", "the codes are those of data/areas/areas.csv", path, 0)
  }
  let own = "\(id)-\(area.code.lowercased())"
  var note = SourceNote()
  note.say("neighbours", own)
  note.say("title", title)
  note.say("area", area.code)
  note.say("councils", councils)
  note.say("model", model)
  note.say("source", source)
  note.say("licence", licence)
  return NeighbourList(
    id: own, file: ImportedFile(path: "data/neighbours/\(own).json", bytes: note.bytes))
}

private func wrong(
  _ code: FindingCode, _ message: String, _ hint: String, _ path: String, _ line: Int
) -> Finding {
  Finding(code, effect: .refusesFile, message, hint: hint, location: Location(path: path, line: line))
}
