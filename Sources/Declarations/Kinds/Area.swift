package import Periods

/// A council, region or country with its codes: a row of `data/areas/areas.csv`.
package struct Area: Sendable, Hashable {
  package enum Level: String, Sendable, CaseIterable {
    case national = "National"
    case regional = "Regional"
    case localAuthority = "Local authority"
    /// Councils that a publication shows only together.
    case jointAuthorities = "Joint authorities"
    case councilType = "Council type"
    /// Councils that act together, such as a combined authority, or any others that are counted as one.
    case group = "Group"
  }
  /// Nine-character GSS code; `type:S` for a council type and `joint:902-906` for councils shown together.
  package var code: String
  package var name: String
  package var level: Level
  /// GSS code of its region; nil above council level.
  package var region: String?
  /// Code used in adult social care returns: three digits, or five characters for councils made since 2021.
  package var cassr: String?
  /// `S`, `U`, `M`, `I` or `O`.
  package var councilType: String?
  /// The first and last day of a council that began or ended within the years of our data; nil otherwise.
  package var validFrom: Day?
  package var validTo: Day?
  /// The newer code of the same council, where its code changed but its boundary did not.
  package var continuedBy: String?
  /// The councils that replaced one that ended, with other boundaries.
  package var replacedBy: [String]
  /// The councils of a group.
  package var members: [String]
  /// An example council without an official code.
  package var isInvented: Bool

  package init(
    code: String, name: String, level: Level, region: String? = nil, cassr: String? = nil,
    councilType: String? = nil, validFrom: Day? = nil, validTo: Day? = nil, continuedBy: String? = nil,
    replacedBy: [String] = [], members: [String] = [], isInvented: Bool = false
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.region = region
    self.cassr = cassr
    self.councilType = councilType
    self.validFrom = validFrom
    self.validTo = validTo
    self.continuedBy = continuedBy
    self.replacedBy = replacedBy
    self.members = members
    self.isInvented = isInvented
  }

  package func exists(on day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }
}
