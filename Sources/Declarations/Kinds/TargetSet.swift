package import Periods

/// The targets of measures, and who answers for them: one file in `data/targets/`.
package struct TargetSet: Decodable, Sendable {
  package var targets: Located<String>
  package var title: String
  package var area: Located<String>?
  package var source: String
  package var entries: [Entry]

  /// A target of one measure for some days. Without target, profile or scale the measure is only monitored.
  package struct Entry: Decodable, Sendable {
    package var measure: Located<String>
    package var name: Located<String>?
    package var from: Located<String>
    package var to: Located<String>?
    package var frequency: Frequency
    package var target: Located<String>?
    package var profile: [String: Located<String>]?
    package var scale: Scale?
    package var covers: Covers?
    package var due: Due?
    package var cumulative: Bool?
    package var tolerance: Tolerance?
    package var breakdown: Located<String>?
    package var category: String?
    package var code: Located<String>?
    package var section: String?
    package var director: String?
    package var portfolioHolder: String?

    /// Its name, or `target`; with its category, if it is of one.
    package var label: String {
      [name?.value, category].compactMap(\.self).joined(separator: ", ").isEmpty
        ? "target" : [name?.value, category].compactMap(\.self).joined(separator: ", ")
    }
  }

  package enum Frequency: String, Decodable, Sendable, CaseIterable {
    case monthly
    case biMonthly = "bi-monthly"
    case quarterly
    case halfYearly = "half-yearly"
    case annual
  }

  package enum Covers: String, Decodable, Sendable, CaseIterable {
    case period
    /// The whole financial year.
    case year
  }

  /// What part of a target for the year judges the year to date.
  package enum Due: String, Decodable, Sendable, CaseIterable {
    /// As many twelfths as months have passed.
    case proRata = "pro-rata"
    /// What the profile says is due by the end of each period.
    case profile
    /// All of it, on 31 March. Nothing shorter is judged.
    case yearEnd = "year-end"
  }

  /// How narrow a miss must be for amber: exactly one of these, as a decimal number.
  package struct Tolerance: Decodable, Sendable {
    package var points: Located<String>?
    package var percent: Located<String>?
    package var absolute: Located<String>?
  }

  /// Red if its condition is true, else amber if its is, else green: such as `>1.5%` and `>1.1%`.
  package struct Scale: Decodable, Sendable {
    package var amber: Located<String>
    package var red: Located<String>
  }
}

/// Judgements beside figures, each with author, day and reason: one file in `data/targets/judgements/`.
package struct Judgements: Decodable, Sendable {
  package var judgements: Located<String>
  package var title: String
  package var area: Located<String>?
  package var overrides: [Override]?
  package var outlooks: [Outlook]?
  package var comments: [Comment]?
  package var outcomes: [Outcome]?

  /// A status set by hand. It is printed beside the computed one and never replaces it.
  package struct Override: Decodable, Sendable {
    package var measure: Located<String>
    package var target: Located<String>?
    package var period: Located<String>
    package var status: Rating
    package var author: Located<String>
    package var date: Located<String>
    package var reason: Located<String>
  }

  /// Where the measure is expected to go.
  package struct Outlook: Decodable, Sendable {
    package var measure: Located<String>
    package var period: Located<String>
    package var outlook: Heading
    package var author: Located<String>
    package var date: Located<String>
    package var reason: Located<String>
  }

  package enum Heading: String, Decodable, Sendable, CaseIterable { case up, steady, down }

  /// What somebody says of a whole outcome or priority. It is printed beside the status that its measures give.
  package struct Outcome: Decodable, Sendable {
    package var outcome: Located<String>
    package var period: Located<String>
    package var status: Rating
    package var outlook: Heading?
    package var author: Located<String>
    package var date: Located<String>
    package var reason: Located<String>
  }

  /// The texts of a scorecard's row.
  package struct Comment: Decodable, Sendable {
    package var measure: Located<String>
    package var period: Located<String>
    package var author: Located<String>
    package var date: Located<String>
    package var comment: String
    package var improvementPlan: String?
    package var timeframe: String?
    package var financeImpact: String?
    package var riskImpact: String?
  }
}

/// The status of a measure against its target.
package enum Rating: String, Decodable, Sendable, Hashable, CaseIterable { case green, amber, red }

extension TargetSet.Frequency {
  /// The period of one report.
  package var kind: ReportingPeriod.Kind {
    switch self {
    case .monthly: .month
    case .biMonthly: .twoMonths
    case .quarterly: .quarter
    case .halfYearly: .halfYear
    case .annual: .financialYear
    }
  }
}
