/// Whether two values may honestly be set side by side, and what must be said where they are.
package struct LikeForLike: Sendable, Hashable {
  /// How alike the two definitions are.
  package enum Match: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same definition, computed the same way.
    case exact
    /// The same definition from other records, or with a known small difference.
    case close
    /// Related, not the same: for orientation only.
    case indicative
    /// Different things under one name.
    case none
  }
  package enum Decision: String, Sendable, Hashable, CaseIterable {
    case compared, footnoted, refused
  }
  /// What a side's figure is, in the words of the Code of Practice for Statistics.
  package enum Standing: String, Sendable, Hashable, CaseIterable, Codable {
    case officialStatistics = "official statistics"
    case inDevelopment = "official statistics in development"
    /// Worked out here from counts that a publisher prints.
    case derived = "derived from published counts"
    case managementInformation = "management information"
    /// The council's own submission or estimate, not yet published by anybody else.
    case submitted = "as submitted"
  }
  /// One side of the comparison.
  package struct Side: Sendable, Hashable {
    /// A financial year, or a period's label.
    package var period: String
    /// The framework and code whose definition it follows, as `ascof-2024-25 4B`; nil for a local definition.
    package var vintage: String?
    /// The population under a rate, with date and edition.
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
  /// A declared rule that applied, and what it says.
  package struct Reason: Sendable, Hashable {
    package var rule: String
    package var text: String
    /// Whether the two sides are on either side of a break in one series.
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
  /// Councils of the area or group without a published value, of how many; nil where that is not known.
  package var missingCouncils: Int?
  package var councils: Int?
  package var decision: Decision
  /// In the order of the declared rules; empty where there is nothing to say.
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
