package import Periods

/// Why a figure is not what it was: how many cases came into each of its counts and left it, by reason.
package struct Movement: Sendable, Hashable {
  /// What became of a case between two runs, so that it is counted now and was not, or was and is not.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// First seen now, and begun since.
    case newCase = "new-case"
    /// Something happened to it since, such as its completion.
    case event
    /// Entered now, dated before the earlier run's as-of day.
    case backDated = "back-dated"
    /// A date that was there is another or gone.
    case correctedDates = "corrected-dates"
    case otherCorrection = "other-correction"
    /// Its extract was missing, or the one of the run before it, when the earlier run was made.
    case lateInput = "late-input"
    /// No longer in the extract.
    case removed
    /// Accepted where it was refused, or the other way about, for what its record says.
    case fate
    /// The same record meets other rules.
    case rules
    /// The same record meets another definition, calendar or code list.
    case definition
    /// The same record, but another of the person's that the measure links it to is new, another or gone.
    case linked
    /// The same record, seen from a later day.
    case period
    /// The population under a rate.
    case population

    /// In words, for whoever asks why.
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

  /// How many came in and how many left for one reason.
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
    /// In the order of `Reason`; reasons that moved nothing are left out.
    package var changes: [Change]

    package init(before: Int, after: Int, changes: [Change]) {
      self.before = before
      self.after = after
      self.changes = changes
    }

    /// What the reasons leave unexplained: nought, always.
    package var unexplained: Int {
      after - before - changes.reduce(0) { $0 + $1.entered - $1.left }
    }
  }

  /// How far one reason moved an average, percentile, sum or maximum, which no count of cases adds up to.
  ///
  /// The steps of a figure are taken in the order of `Reason`, each from where the one before left off, so that the
  /// first starts at what the figure was and the last ends at what it is.
  package struct Step: Sendable, Hashable {
    package var reason: Reason
    /// Cases that came in, that left, and that stayed but with another number.
    package var entered: Int
    package var left: Int
    package var changed: Int
    /// The figure once these cases are as they are now; `z` where none is left.
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
    /// Of an average, percentile, sum or maximum; reasons that moved no case are left out.
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

    /// By how many cases its counts differ, what rows are ordered by; a population is no cases.
    package var size: Int {
      let counts = [numerator, denominator].compactMap(\.self).filter { count in
        !count.changes.contains { $0.reason == .population }
      }
      let net = counts.map { abs($0.after - $0.before) }.max() ?? 0
      let moved = counts.map { $0.changes.reduce(0) { $0 + $1.entered + $1.left } }.max() ?? 0
      // Of two with the same difference the one through which more cases passed.
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
