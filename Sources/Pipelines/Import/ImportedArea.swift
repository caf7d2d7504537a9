import Declarations
import Findings

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

extension ReferenceRecord {
  /// The area of a line of an ASCOF table, with the publication's slips put right.
  ///
  /// Throws FILE-304 for a level or code that is not known.
  func area(inYear year: String) throws(Finding) -> ImportedArea {
    switch self["area_level"] {
    case "England": return ImportedArea(level: .national, code: "E92000001", name: "England")
    case "Region":
      guard let name = regionNames[self["ons_code"]] else { break }
      return ImportedArea(level: .regional, code: self["ons_code"], name: name)
    case "CouncilType":
      guard let name = councilTypeNames[self["area_code"]] else { break }
      return ImportedArea(level: .councilType, code: "type:\(self["area_code"])", name: name)
    case "Council" where self["area_name"] == "Cornwall and Isles of Scilly":
      // 6A only: Skills for Care publishes the two councils together, and the table gives no code.
      return ImportedArea(level: .jointAuthorities, code: "joint:902-906", name: self["area_name"])
    case "Council" where self["ons_code"].hasPrefix("E") && self["ons_code"].count == 9:
      let code = currentCode(of: self["ons_code"], inYear: year)
      return ImportedArea(level: .localAuthority, code: code, name: councilNames[code] ?? self["area_name"])
    default: break
    }
    throw wrong(
      "FILE-304", "no area is known with level '\(self["area_level"])' and code '\(self["ons_code"])'")
  }
}

/// The code under which this project keeps a council's figures of a year.
///
/// A council whose boundary stayed has one code for all years, its newest, as DHSC's time series restates
/// most of them. Dorset lost Christchurch in April 2019, so its old code stays for the years before, and only
/// for those: the time series uses it beside the new one for later years too.
func currentCode(of code: String, inYear year: String) -> String {
  switch code {
  case "E10000023": "E06000065"  // North Yorkshire, a unitary authority from April 2023.
  case "E10000027": "E06000066"  // Somerset, likewise.
  case "E10000009" where year >= "2019-20": "E06000059"
  default: code
  }
}

let councilTypeNames = [
  "S": "Shire Counties", "U": "Unitary Authorities", "M": "Metropolitan Districts", "I": "Inner London",
  "O": "Outer London", "D": "District",
]

/// One spelling where publications have several: `Eastern`, `Yorkshire and the Humber`.
let regionNames = [
  "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber",
  "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
  "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
]

/// One spelling where publications have several: `Durham`, `Bristol, City of`, `Medway Towns`.
let councilNames = [
  "E06000047": "County Durham", "E06000010": "Kingston upon Hull", "E06000019": "Herefordshire",
  "E06000020": "Telford and Wrekin", "E06000035": "Medway", "E06000023": "Bristol",
  "E10000009": "Dorset County",
  "E06000059": "Dorset",
]
