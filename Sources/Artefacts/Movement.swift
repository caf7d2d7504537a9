package import Periods

/// Explains a changed figure: how many cases entered and left each of its counts, by reason.
package struct Movement: Sendable, Hashable {
  /// Why a case is counted in only one of two runs.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// New, and begun since the earlier run.
    case newCase = "new-case"
    /// Something has happened to it since, such as its completion.
    case event
    /// Newly entered, but dated before the earlier run's as-of day.
    case backDated = "back-dated"
    /// A date was changed or removed.
    case correctedDates = "corrected-dates"
    case otherCorrection = "other-correction"
    /// The earlier run lacked its extract, or had an old one.
    case lateInput = "late-input"
    /// No longer in the extract.
    case removed
    /// Newly accepted or refused, because its record changed.
    case fate
    /// The same record, under other rules.
    case rules
    /// The same record, under another definition, calendar or code list.
    case definition
    /// The same record, but another record of the person, which the measure links, was added, changed or removed.
    case linked
    /// The same record, seen from a later day.
    case period
    /// The population of a rate.
    case population

    /// In words, for reports.
    package var label: String {
      switch self {
      case .newCase: "new cases"
      case .event: "closed or moved on"
      case .backDated: "back-dated entries"
      case .correctedDates: "corrected dates"
      case .otherCorrection: "other corrections"
      case .lateInput: "late inputs"
      case .removed: "gone from the extract"
      case .fate: "accepted or refused otherwise"
      case .rules: "rule changes"
      case .definition: "definition changes"
      case .linked: "changes of linked records"
      case .period: "time passing"
      case .population: "population change"
      }
    }
  }

  /// How many cases entered and left for one reason.
  package struct Change: Sendable, Hashable {
    package var reason: Reason
    package var entered: Int
    package var left: Int

    package init(_ reason: Reason, entered: Int, left: Int) {
      self.reason = reason
      self.entered = entered
      self.left = left
    }
  }

  /// One count of one figure, before and after: `before` + entered − left = `after`.
  package struct Count: Sendable, Hashable {
    package var before: Int
    package var after: Int
    /// In the order of `Reason`, without reasons that moved nothing.
    package var changes: [Change]

    package init(before: Int, after: Int, changes: [Change]) {
      self.before = before
      self.after = after
      self.changes = changes
    }

    /// What the reasons leave unexplained: always 0.
    package var unexplained: Int {
      after - before - changes.reduce(0) { $0 + $1.entered - $1.left }
    }
  }

  /// How far one reason moved an average, percentile, sum or maximum, which counts of cases do not explain.
  ///
  /// The steps of a figure follow the order of `Reason`. Each starts where the one before ended: the first at the old
  /// figure, and the last ends at the new one.
  package struct Step: Sendable, Hashable {
    package var reason: Reason
    /// Cases that entered, that left, and that stayed with another number.
    package var entered: Int
    package var left: Int
    package var changed: Int
    /// The figure after this step; `z` where no case is left.
    package var value: String

    package init(_ reason: Reason, entered: Int, left: Int, changed: Int, value: String) {
      self.reason = reason
      self.entered = entered
      self.left = left
      self.changed = changed
      self.value = value
    }

    /// `+3, −1, 40 changed`
    package var words: String {
      [
        entered > 0 ? "+\(entered)" : nil, left > 0 ? "−\(left)" : nil,
        changed > 0 ? "\(changed) changed" : nil,
      ]
      .compactMap(\.self).joined(separator: ", ")
    }
  }

  /// One figure of one measure.
  package struct Row: Sendable, Hashable {
    package var measure: String
    package var title: String
    package var kind: ReportingPeriod.Kind
    package var periodBefore: String
    package var periodAfter: String
    /// As printed, with nothing hidden.
    package var valueBefore: String
    package var valueAfter: String
    package var numerator: Count?
    package var denominator: Count?
    /// For an average, percentile, sum or maximum, without reasons that moved no case.
    package var steps: [Step]

    package init(
      measure: String, title: String, kind: ReportingPeriod.Kind, periodBefore: String, periodAfter: String,
      valueBefore: String, valueAfter: String, numerator: Count?, denominator: Count?, steps: [Step] = []
    ) {
      self.measure = measure
      self.title = title
      self.kind = kind
      self.periodBefore = periodBefore
      self.periodAfter = periodAfter
      self.valueBefore = valueBefore
      self.valueAfter = valueAfter
      self.numerator = numerator
      self.denominator = denominator
      self.steps = steps
    }

    /// By how many cases its counts differ; rows are sorted by it. A population does not count.
    package var size: Int {
      let counts = [numerator, denominator].compactMap(\.self).filter { count in
        !count.changes.contains { $0.reason == .population }
      }
      let net = counts.map { abs($0.after - $0.before) }.max() ?? 0
      let moved = counts.map { $0.changes.reduce(0) { $0 + $1.entered + $1.left } }.max() ?? 0
      // Of two equal ones, that with more cases in and out.
      return net * 1_000_000 + min(moved, 999_999)
    }

    package var hasMoved: Bool {
      valueBefore != valueAfter || !steps.isEmpty
        || [numerator, denominator].contains { count in count.map { !$0.changes.isEmpty } ?? false }
    }
  }

  package var before: Day
  package var after: Day
  package var rows: [Row]

  package init(before: Day, after: Day, rows: [Row]) {
    self.before = before
    self.after = after
    self.rows = rows
  }
}
