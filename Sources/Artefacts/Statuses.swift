package import Declarations
package import Periods
package import Statistics

/// The status of a reading against a target. Every state that is not a rating is kept apart.
package enum TargetStatus: String, Sendable, Hashable, CaseIterable {
  case green, amber, red
  /// There is no target: watched, but not judged.
  case monitoring = "monitoring-only"
  /// There is a target that cannot be compared with this reading, for the stated reason.
  case notJudged = "not-judged"
  /// There is no value.
  case missing = "data-missing"
  /// A zero denominator: there was nothing to measure.
  case nothingToMeasure = "nothing-to-measure"

  package init(_ rating: Rating) {
    switch rating {
    case .green: self = .green
    case .amber: self = .amber
    case .red: self = .red
    }
  }

  /// Whether there was a reading to report, whatever its status.
  package var isReported: Bool { self != .missing }
  package var isRating: Bool { [.green, .amber, .red].contains(self) }
}

/// A reading compared with the target of its day.
package struct JudgedReading: Sendable, Hashable {
  package var reading: Reading
  /// The target as declared, or the sum of its periods for a year to date; nil where there is none.
  package var target: String?
  package var status: TargetStatus
  /// The rule that decided it, such as `amber within 2.5 points`, or why it was not judged.
  package var rule: String
  package var usesDefaultRule: Bool
  /// The number below which its cases are few; nil where they are not.
  package var fewerThan: Int?

  package init(
    reading: Reading, target: String?, status: TargetStatus, rule: String, usesDefaultRule: Bool = false
  ) {
    self.reading = reading
    self.target = target
    self.status = status
    self.rule = rule
    self.usesDefaultRule = usesDefaultRule
  }
}

/// One measure's row of a scorecard, for one of its targets.
package struct MeasureStatus: Sendable {
  package var measure: String
  package var target: String
  package var frequency: TargetSet.Frequency
  package var director: String?
  package var portfolioHolder: String?
  /// Its readings by reporting period, oldest first; the last is the one reported now.
  package var series: [JudgedReading]
  package var yearToDate: JudgedReading?
  /// The year to date at the end of the period before.
  package var yearToDateBefore: JudgedReading?
  /// The scorecard's day. A reading that ended earlier is carried forward and says so.
  package var asOf: Day
  /// A status that somebody has set for the reported period, beside the computed one.
  package var override: Judgements.Override?
  package var outlook: Judgements.Outlook?
  package var comment: Judgements.Comment?
  /// Its code and section in the council's file of targets, and its place there.
  package var code: String?
  package var section: String?
  package var place: Int?
  /// Whether the year to date is what is reported: as the target says, else where values add up over the year.
  package var isCumulative = false
  /// Whether the target says so itself.
  package var saysCumulative = false
  /// The year to date at the end of each period of the series, where the target says that it is what is reported.
  package var toDate: [JudgedReading] = []

  package init(
    measure: String, target: String, frequency: TargetSet.Frequency, director: String?,
    portfolioHolder: String?, series: [JudgedReading], yearToDate: JudgedReading?,
    yearToDateBefore: JudgedReading?, asOf: Day,
    override: Judgements.Override?, outlook: Judgements.Outlook?, comment: Judgements.Comment?
  ) {
    precondition(!series.isEmpty, "a status of no reading")
    self.measure = measure
    self.target = target
    self.frequency = frequency
    self.director = director
    self.portfolioHolder = portfolioHolder
    self.series = series
    self.yearToDate = yearToDate
    self.yearToDateBefore = yearToDateBefore
    self.asOf = asOf
    self.override = override
    self.outlook = outlook
    self.comment = comment
  }
}

/// A judged reading in printable form.
package struct DisclosedJudgement: Sendable, Hashable {
  /// The key of the judged reading.
  package var key: Reading.Key
  package var period: ReportingPeriod { key.period }
  package var value: Figure
  package var target: String?
  /// nil where it would give a hidden figure away.
  package var status: TargetStatus?
  package var rule: String
  package var usesDefaultRule: Bool
  /// Its number of cases, if that is small.
  package var few: FewCases?
  /// Whether it is a share of few cases.
  package var isUnreliable = false

  package init(
    key: Reading.Key, value: Figure, target: String?, status: TargetStatus?, rule: String,
    usesDefaultRule: Bool
  ) {
    self.key = key
    self.value = value
    self.target = target
    self.status = status
    self.rule = rule
    self.usesDefaultRule = usesDefaultRule
  }
}

/// A scorecard's row in printable form.
package struct DisclosedStatus: Sendable {
  package var status: MeasureStatus.Words
  package var series: [DisclosedJudgement]
  package var yearToDate: DisclosedJudgement?
  package var yearToDateBefore: DisclosedJudgement?
  /// As `MeasureStatus.toDate`.
  package var toDate: [DisclosedJudgement] = []

  package init(
    status: MeasureStatus.Words, series: [DisclosedJudgement], yearToDate: DisclosedJudgement?,
    yearToDateBefore: DisclosedJudgement?
  ) {
    precondition(!series.isEmpty, "a status of no reading")
    self.status = status
    self.series = series
    self.yearToDate = yearToDate
    self.yearToDateBefore = yearToDateBefore
  }
}

extension MeasureStatus {
  /// The texts of a row, written by people. They have no case data.
  package struct Words: Sendable {
    package var measure: String
    package var target: String
    package var frequency: TargetSet.Frequency
    package var director: String?
    package var portfolioHolder: String?
    package var asOf: Day
    package var override: Judgements.Override?
    package var outlook: Judgements.Outlook?
    package var comment: Judgements.Comment?
    package var code: String?
    package var section: String?
    package var place: Int?
    package var isCumulative: Bool
    package var saysCumulative: Bool
  }

  package var words: Words {
    Words(
      measure: measure, target: target, frequency: frequency, director: director,
      portfolioHolder: portfolioHolder, asOf: asOf, override: override, outlook: outlook, comment: comment,
      code: code, section: section, place: place, isCumulative: isCumulative, saysCumulative: saysCumulative)
  }
}
