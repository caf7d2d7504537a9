package import Findings
package import Periods
package import Tables

/// The areas of `data/areas/areas.csv`, by code.
package struct Areas: Sendable {
  package let all: [Area]
  private let positions: [String: Int]
  /// The newest code of every area whose code has changed, by each older one.
  package let newestCodes: [String: String]

  /// - Parameter all: each code once, as `read` makes sure.
  package init(_ all: [Area]) {
    self.all = all
    var positions: [String: Int] = [:]
    for (place, area) in all.enumerated() where positions[area.code] == nil { positions[area.code] = place }
    self.positions = positions
    var newest: [String: String] = [:]
    for area in all where area.continuedBy != nil {
      // A chain that returns to its start ends there.
      var (code, seen) = (area.code, Set([area.code]))
      while let next = positions[code].flatMap({ all[$0].continuedBy }), positions[next] != nil,
        seen.insert(next).inserted
      {
        code = next
      }
      newest[area.code] = code
    }
    newestCodes = newest
  }

  package subscript(_ code: String) -> Area? { positions[code].map { all[$0] } }

  /// The area under its newest code: the same boundary under another code.
  package func current(_ code: String) -> Area? {
    guard let area = self[code] else { return nil }
    return newestCodes[code].flatMap { self[$0] } ?? area
  }

  /// The area under its code of a day, where the given code had ended by then but its boundary had not.
  package func current(_ code: String, on day: Day) -> Area? {
    var area = self[code]
    for _ in newestCodes {
      guard let known = area, let last = known.validTo, last < day, let next = known.continuedBy else {
        break
      }
      area = self[next] ?? area
    }
    return area
  }

  /// Every code that an area has had, newest first.
  package func codes(of code: String) -> [String] {
    let newest = newestCodes[code] ?? code
    return [newest] + all.map(\.code).filter { newestCodes[$0] == newest && $0 != newest }
  }

  /// Whether two codes are of one area.
  package func isSame(_ one: String, _ other: String) -> Bool {
    newestCodes[one] ?? one == newestCodes[other] ?? other
  }

  /// The councils in the place of an area that has ended, in the file's order.
  package func successors(of area: Area) -> [Area] { area.replacedBy.compactMap { self[$0] } }

  /// The region that a council is in.
  package func region(of area: Area) -> Area? { area.region.flatMap { self[$0] } }

  /// Every real council once, under its newest code.
  package var publishing: [Area] {
    all.filter { $0.level == .localAuthority && !$0.isInvented && newestCodes[$0.code] == nil }
  }

  /// The councils that made up an area on a day; nil for an area that is not made of councils.
  ///
  /// A council that ended is made of those that replaced it, where they replaced no other: together they have its boundary.
  package func members(of area: Area, on day: Day) -> [Area]? {
    switch area.level {
    case .national: return councils(on: day)
    case .regional: return councils(in: area.code, on: day)
    case .councilType: return councils(on: day).filter { "type:\($0.councilType ?? "")" == area.code }
    case .group: return area.members.compactMap { current($0, on: day) }
    case .jointAuthorities: return nil
    case .localAuthority:
      guard let last = area.validTo, last < day, !area.replacedBy.isEmpty else { return nil }
      let others = all.filter { $0.code != area.code && newestCodes[$0.code] != area.code }
      let isWhole = area.replacedBy.allSatisfy { code in !others.contains { $0.replacedBy.contains(code) } }
      return isWhole ? area.replacedBy.compactMap { current($0, on: day) } : nil
    }
  }

  /// The real councils of a region, or of England where none is given, that exist on a day.
  package func councils(in region: String? = nil, on day: Day) -> [Area] {
    all.filter {
      $0.level == .localAuthority && !$0.isInvented && $0.exists(on: day)
        && (region == nil || $0.region == region)
    }
  }

  /// Reads the table. A faulty line is reported and left out.
  ///
  /// DECL-201 absent column, DECL-202 unknown level, DECL-203 a code twice, DECL-204 a council without a region or an
  /// area naming one that does not exist, DECL-205 not a day.
  package static func read(_ table: TextTable) -> (areas: Areas, findings: [Finding]) {
    var findings: [Finding] = []
    guard
      let columns = ReferenceColumns(
        of: table,
        needing: ["code", "name", "level", "region", "cassr", "council_type", "valid_from", "valid_to"],
        optional: ["continued_by", "replaced_by", "members", "note"], code: "DECL-201", findings: &findings)
    else { return (Areas([]), findings) }
    var reader = AreaReader(columns: columns)
    for row in table.rows { reader.read(row) }
    reader.checkReferences()
    return (Areas(reader.rows.map(\.area)), findings + reader.findings)
  }
}

private struct AreaReader {
  let columns: ReferenceColumns
  var rows: [(area: Area, row: TextTable.Row)] = []
  var codes: Set<String> = []
  var findings: [Finding] = []

  mutating func read(_ row: TextTable.Row) {
    let code = columns.cell("code", of: row)
    let level = columns.cell("level", of: row)
    guard let known = Area.Level(rawValue: level) else {
      let levels = Area.Level.allCases.map(\.rawValue)
      let hint = suggestion(for: level, in: levels)
      say(
        "DECL-202", row, "'\(level)' is not a level", hint ?? "levels are \(levels.joined(separator: ", "))",
        "level")
      return
    }
    guard codes.insert(code).inserted else {
      say("DECL-203", row, "the code '\(code)' is on an earlier line too", "remove one of them", "code")
      return
    }
    guard let from = day("valid_from", row), let to = day("valid_to", row) else { return }
    rows.append(
      (
        Area(
          code: code, name: columns.cell("name", of: row), level: known,
          region: columns.filled("region", of: row), cassr: columns.filled("cassr", of: row),
          councilType: columns.filled("council_type", of: row), validFrom: from.day, validTo: to.day,
          continuedBy: columns.filled("continued_by", of: row),
          replacedBy: columns.cell("replaced_by", of: row).split(separator: " ").map(String.init),
          members: columns.cell("members", of: row).split(separator: " ").map(String.init),
          isInvented: columns.cell("note", of: row) == "invented"), row
      ))
  }

  /// nil, with a finding, where the cell is filled but is not a day.
  private mutating func day(_ column: String, _ row: TextTable.Row) -> (day: Day?, isBlank: Bool)? {
    guard let text = columns.filled(column, of: row) else { return (nil, true) }
    if let day = Day(iso: text) { return (day, false) }
    say(
      "DECL-205", row, "'\(text)' in '\(column)' is not a day", "write it as 2023-04-01, or leave it blank",
      column)
    return nil
  }

  mutating func checkReferences() {
    let regions = Set(rows.filter { $0.area.level == .regional }.map(\.area.code))
    for (area, row) in rows {
      if let region = area.region {
        if !regions.contains(region) {
          say(
            "DECL-204", row, "no region has the code '\(region)'", "add the region or correct the code",
            "region")
        }
      } else if area.level == .localAuthority {
        say(
          "DECL-204", row, "\(area.name) has no region", "every council is in a region; give its code",
          "region")
      }
      if let code = area.continuedBy, !codes.contains(code) {
        say(
          "DECL-204", row, "no area has the code '\(code)'", "add the area or correct the code",
          "continued_by")
      }
      for (field, named) in [("replaced_by", area.replacedBy), ("members", area.members)] {
        for code in named where !codes.contains(code) {
          say("DECL-204", row, "no area has the code '\(code)'", "add the area or correct the code", field)
        }
      }
      if (area.level == .group) == area.members.isEmpty {
        say(
          "DECL-204", row,
          area.level == .group
            ? "\(area.name) is a group without members" : "\(area.name) has members and is no group",
          "a group names the codes of its councils, with spaces between them", "members")
      }
    }
  }

  private mutating func say(
    _ code: FindingCode, _ row: TextTable.Row, _ message: String, _ hint: String, _ field: String
  ) {
    findings.append(columns.finding(code, row, message, hint: hint, field: field))
  }
}
