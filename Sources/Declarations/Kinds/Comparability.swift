/// Which figures may be compared, and with which caution: one file in `data/comparability/`.
///
/// `rules` say what follows from a difference between two figures. `entries` are the log of such differences.
package struct Comparability: Decodable, Sendable {
  package var comparability: Located<String>
  package var title: String
  package var source: String
  package var rules: [GateRule]?
  package var entries: [LogEntry]?
  package var restarts: [Restart]?
  package var verdicts: Verdicts?
  package var absences: [Absence]?

  /// Why measures have no published figure here to be compared with.
  package struct Absence: Decodable, Sendable {
    package var measures: [Located<String>]
    package var levels: [Level]?
    package var why: Why
    package var comparedAs: Located<String>?
    package var publication: String?
    package var reason: String?

    package enum Level: String, Decodable, Sendable, CaseIterable { case england, regions, councils }
    package enum Why: String, Decodable, Sendable, CaseIterable {
      case nobodyPublishes = "nobody-publishes"
      case notHeld = "not-held"
      /// A count, which says nothing beside another council's.
      case count
    }
  }

  /// When a figure is called better or worse, and below how many cases there is no verdict.
  package struct Verdicts: Decodable, Sendable {
    package var few: Few
    package var leastChanges: [LeastChange]
    package var attentionMonths: Int?
    package var why: String
    package var source: String
  }

  /// Below so many cases, a figure shows their number and no verdict.
  package struct Few: Decodable, Sendable {
    package var share: Int
    package var cases: Int
  }

  /// The least change to report. Where both are given, both must be reached.
  package struct LeastChange: Decodable, Sendable {
    package var unit: Measure.Unit
    package var percent: Int?
    package var atLeast: Int?
  }

  package struct Restart: Decodable, Sendable {
    package var measure: Located<String>
    package var from: Located<String>
    package var kind: Kind
    package var reason: String

    package enum Kind: String, Decodable, Sendable, CaseIterable { case definition, rebase }
  }

  package struct GateRule: Decodable, Sendable {
    package var rule: Located<String>
    package var when: Condition
    package var then: Outcome
    package var say: String
    package var why: String
  }

  /// A difference between two figures, for which there can be a rule.
  package enum Condition: String, Decodable, Sendable, CaseIterable {
    /// Between the two years, another measure had this code or this measure was redefined.
    case definitionChanged = "definition-changed"
    /// The log says that the definitions have nothing in common.
    case noMatch = "no-match"
    case indicative, close
    /// The other figure was worked out from published counts.
    case derived
    /// A rate of ours has another population, date or edition.
    case populationChanged = "population-changed"
    /// A rate over part of a year beside one over a whole year.
    case partYearRate = "part-year-rate"
    /// Any other figure of part of a year, or of a day, beside that of a whole year.
    case partYear = "part-year"
    /// Our figure from current cases beside a publisher's final figure.
    case provisionalAgainstFinal = "provisional-against-final"
    /// Our figure as submitted, not yet published.
    case submittedAgainstPublished = "submitted-against-published"
    case provisionalPublication = "provisional-publication"
    case inDevelopment = "in-development"
    case otherYear = "other-year"
    /// Some councils of the area or group published nothing.
    case councilsMissing = "councils-missing"

    /// Whether the figures before and after it are two series.
    package var isBreak: Bool { self == .definitionChanged || self == .populationChanged }
  }

  package enum Outcome: String, Decodable, Sendable, CaseIterable { case refuse, footnote }

  /// A line of the log: how a measure compares with a published one, or with itself before some year.
  package struct LogEntry: Decodable, Sendable {
    package var measure: Located<String>
    package var framework: Located<String>?
    package var from: Located<String>?
    package var match: Match
    package var inDevelopment: Bool?
    package var reason: String
  }

  package enum Match: String, Decodable, Sendable, CaseIterable { case exact, close, indicative, none }
}

/// Councils that somebody else has judged to be like ours: one file in `data/neighbours/`.
///
/// Lists are often licensed, so only an invented one is shipped.
package struct Neighbours: Decodable, Sendable {
  package var neighbours: Located<String>
  package var title: String
  package var area: Located<String>
  package var councils: [Located<String>]
  package var model: String
  package var source: String
  package var licence: String
}

/// The words for the distance of a figure from the average: one file in `data/phrases/`.
package struct Phrases: Decodable, Sendable {
  package var phrases: Located<String>
  package var title: String
  package var tendingFrom: Int
  package var clearFrom: Int
  package var bands: [Band]
  package var why: String
  package var source: String

  package struct Band: Decodable, Sendable {
    package var band: Word
    package var phrase: String
    package var reviewed: Located<String>?
  }
  package enum Word: String, Decodable, Sendable, CaseIterable {
    case positive
    case tendingPositive = "tending-positive"
    case none
    case tendingNegative = "tending-negative"
    case negative
  }
}

extension Comparability: Declaration {
  package static let kind = "comparability"
  package static let purpose = "Which figures may be compared, and with which reservations."
  package var id: Located<String> { comparability }
}

extension Neighbours: Declaration {
  package static let kind = "neighbours"
  package static let purpose = "Councils like ours, chosen by a named model."
  package var id: Located<String> { neighbours }
}

extension Phrases: Declaration {
  package static let kind = "phrases"
  package static let purpose = "The words for how far a figure is from the average."
  package var id: Located<String> { phrases }
}
