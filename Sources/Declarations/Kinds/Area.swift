/// A council, region or country with its codes: a row of `data/areas/areas.csv`.
package struct Area: Sendable, Hashable {
  package enum Level: String, Sendable, CaseIterable {
    case national = "National"
    case regional = "Regional"
    case localAuthority = "Local authority"
    case councilType = "Council type"
  }
  /// Nine-character GSS code.
  package var code: String
  package var name: String
  package var level: Level
  /// GSS code of its region; nil above council level.
  package var region: String?
  /// Three-character CASSR code used in adult social care returns.
  package var cassr: String?
  /// `S`, `U`, `M`, `I` or `O`.
  package var councilType: String?

  package init(
    code: String, name: String, level: Level, region: String? = nil, cassr: String? = nil,
    councilType: String? = nil
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.region = region
    self.cassr = cassr
    self.councilType = councilType
  }
}
