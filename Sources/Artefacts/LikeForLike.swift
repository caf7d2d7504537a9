/// Whether two values may be compared, and with which reservations.
package struct LikeForLike: Sendable, Hashable {
  /// How similar the two definitions are.
  package enum Match: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same definition, computed the same way.
    case exact
    /// The same definition from other records, or with a known small difference.
    case close
    /// Related but not the same: for orientation only.
    case indicative
    /// Different things with the same name.
    case none
  }
  package enum Decision: String, Sendable, Hashable, CaseIterable {
    case compared, footnoted, refused
  }
  /// What kind of figure a side is, in the words of the Code of Practice for Statistics.
  package enum Standing: String, Sendable, Hashable, CaseIterable, Codable {
    case officialStatistics = "official statistics"
    case inDevelopment = "official statistics in development"
    /// Worked out here from counts that a publisher prints.
    case derived = "derived from published counts"
    case managementInformation = "management information"
    /// The council's own submission or estimate, not published by anybody yet.
    case submitted = "as submitted"
  }
  /// One side of the comparison.
  package struct Side: Sendable, Hashable {
    /// A financial year, or a period's label.
    package var period: String
    /// The framework and code of its definition, such as `ascof-2024-25 4B`; nil for a local definition.
    package var vintage: String?
    /// The population of a rate, with date and edition.
    package var population: String?
    package var isProvisional: Bool
    package var standing: Standing
    /// The comparators file it came from; nil for our own cases.
    package var publication: String?

    package init(
      period: String, vintage: String? = nil, population: String? = nil, isProvisional: Bool,
      standing: Standing, publication: String? = nil
    ) {
      self.period = period
      self.vintage = vintage
      self.population = population
      self.isProvisional = isProvisional
      self.standing = standing
      self.publication = publication
    }
  }
  /// A declared rule that applied, with its text.
  package struct Reason: Sendable, Hashable {
    package var rule: String
    package var text: String
    /// Whether a break in the series lies between the two sides.
    package var isBreak: Bool

    package init(rule: String, text: String, isBreak: Bool) {
      self.rule = rule
      self.text = text
      self.isBreak = isBreak
    }
  }

  package var match: Match
  package var ours: Side
  package var theirs: Side
  /// How many councils of the area or group have no published value, and of how many; nil where not known.
  package var missingCouncils: Int?
  package var councils: Int?
  package var decision: Decision
  /// In the order of the declared rules; empty where there are none.
  package var reasons: [Reason]

  package init(
    match: Match, ours: Side, theirs: Side, missingCouncils: Int? = nil, councils: Int? = nil,
    decision: Decision, reasons: [Reason]
  ) {
    self.match = match
    self.ours = ours
    self.theirs = theirs
    self.missingCouncils = missingCouncils
    self.councils = councils
    self.decision = decision
    self.reasons = reasons
  }
}
