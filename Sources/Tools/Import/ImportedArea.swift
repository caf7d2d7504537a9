import Declarations
import Periods

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
    case .group: 4
    case .localAuthority: 5
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

  /// The area that a publication means by a code, or by a name where it gives no code; nil where there is none.
  func area(_ code: String, _ name: String, inYear year: String) -> ImportedArea? {
    if let known = areas[code], known.level != .localAuthority {
      return ImportedArea(level: known.level, code: known.code, name: known.name)
    }
    if areas[code] != nil { return council(code, name, inYear: year) }
    // Groups of councils, which have no code of their own.
    let groups: [Area.Level] = [.councilType, .jointAuthorities]
    return areas.all.first { groups.contains($0.level) && $0.name == name }
      .map { ImportedArea(level: $0.level, code: $0.code, name: $0.name) }
  }

  /// A council under the code that its figures of a year are kept under.
  ///
  /// One whose boundary stayed has one code for all years, the newest that the tables can have, as DHSC's time series
  /// restates most of them. One that lost a part keeps its old code for the years before, and for those only: the time
  /// series uses Dorset's beside the new one for later years too, with the same number in returns (CASSR).
  private func council(_ code: String, _ name: String, inYear year: String) -> ImportedArea {
    var area = areas.current(code, on: until)
    if let known = area, let last = known.validTo, let start = FinancialYear(year)?.start, last < start {
      area = areas.successors(of: known).first { $0.cassr == known.cassr } ?? area
    }
    return ImportedArea(level: .localAuthority, code: area?.code ?? code, name: area?.name ?? name)
  }
}
