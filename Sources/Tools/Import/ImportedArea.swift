import Declarations
import Findings
import Periods
import Runs

/// Where a published figure is of, with the one code and the one name this project uses for it.
struct ImportedArea: Hashable {
  var level: Area.Level
  var code: String
  var name: String

  var rank: Int {
    switch level {
    case .national: 0
    case .regional: 1
    case .councilType: 2
    case .jointAuthorities: 3
    case .localAuthority: 4
    }
  }
}

/// The codes and names that published figures are kept under: those of `data/areas/areas.csv`.
struct ImportAreas {
  private let areas: Areas
  /// The last day of the newest year that the tables are of. A code that came after it is in none of them.
  private let until: Day

  init(_ areas: Areas, until: Day) {
    self.areas = areas
    self.until = until
  }

  func name(of code: String) -> String? { areas[code]?.name }

  /// The area with a code and level; nil where the table of areas has none.
  func area(_ code: String, _ level: Area.Level) -> ImportedArea? {
    areas[code].flatMap { $0.level == level ? ImportedArea(level: level, code: code, name: $0.name) : nil }
  }

  /// Councils that a publication shows only together, by their name: it gives them no code.
  func joint(named name: String) -> ImportedArea? {
    areas.all.first { $0.level == .jointAuthorities && $0.name == name }
      .map { ImportedArea(level: .jointAuthorities, code: $0.code, name: $0.name) }
  }

  /// A council under the code that its figures of a year are kept under.
  ///
  /// One whose boundary stayed has one code for all years, the newest that the tables can have, as DHSC's time series
  /// restates most of them. One that lost a part keeps its old code for the years before, and for those only: the time
  /// series uses Dorset's beside the new one for later years too, with the same number in returns (CASSR).
  func council(_ code: String, _ name: String, inYear year: String) -> ImportedArea {
    var area = areas.current(code, on: until)
    if let known = area, let last = known.validTo, let start = FinancialYear(year)?.start, last < start {
      area = areas.successors(of: known).first { $0.cassr == known.cassr } ?? area
    }
    return ImportedArea(level: .localAuthority, code: area?.code ?? code, name: area?.name ?? name)
  }
}

extension ReferenceRecord {
  /// The area of a line of an ASCOF table, with the publication's slips put right.
  ///
  /// Throws FILE-304 for a level or code that is not known.
  func area(inYear year: String, _ areas: ImportAreas) throws(Finding) -> ImportedArea {
    let code = self["ons_code"]
    let found: ImportedArea? =
      switch self["area_level"] {
      case "England": england
      case "Region": areas.area(code, .regional)
      case "CouncilType": areas.area("type:\(self["area_code"])", .councilType)
      // 6A only: Skills for Care publishes the two councils together, and the table gives no code.
      case "Council":
        areas.joint(named: self["area_name"])
          ?? (code.hasPrefix("E") && code.count == 9
            ? areas.council(code, self["area_name"], inYear: year) : nil)
      default: nil
      }
    guard let found else {
      throw wrong("FILE-304", "no area is known with level '\(self["area_level"])' and code '\(code)'")
    }
    return found
  }
}
