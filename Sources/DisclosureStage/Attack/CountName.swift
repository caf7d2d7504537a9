package import Artefacts
package import Declarations
package import Periods

/// What a printed count counts: two counts with one name are one number, in whatever table they stand.
package struct CountName: Sendable, Hashable, Comparable {
  /// Dataset, cases or people, and condition, for what is counted from cases; the measure and part otherwise.
  package var what: String
  package var period: ReportingPeriod
  package var category: Reading.Category?

  package init(what: String, period: ReportingPeriod, category: Reading.Category? = nil) {
    self.what = what
    self.period = period
    self.category = category
  }

  package static func < (one: Self, other: Self) -> Bool { one.order < other.order }

  private var order: (String, Int32, Int32, String, String) {
    (what, period.end.number, period.start.number, category?.breakdown ?? "", category?.label ?? "")
  }
}

/// The counts behind one measure's figures, by name.
///
/// A measure of the same cases under another title has the same names, which links their tables.
package struct CountedParts: Sendable, Hashable {
  /// What the numerator counts; nil for an average.
  package var numerator: String?
  /// What the denominator counts; nil for a count, and for a rate, whose population is public.
  package var denominator: String?
  /// What is left of the denominator, which a percentage and one count give away.
  package var remainder: String?
  /// Whether parts of a breakdown add up to their total: cases do, and people can be in several.
  package var addsUp: Bool
  /// Whether a longer period is the sum of the shorter ones that it is made of.
  package var addsUpOverTime: Bool
  /// Whether the denominator is the number of cases that have a value, as of a median.
  package var isOfValues: Bool

  package init(_ measure: Measure, catalogue: [String: Measure]) {
    let id = measure.measure.value
    let people = measure.counts == .people
    let subject = "\(measure.dataset?.value ?? "")|\(people ? "people" : "cases")|"
    addsUp = !people
    addsUpOverTime = !people && (measure.basis == .flow || measure.basis == .completedWaits)
    isOfValues = false
    func name(_ condition: Located<String>?) -> String { subject + Self.plain(condition?.value ?? "") }
    switch measure.calculation {
    case .count, .rate: numerator = name(measure.where)
    case .proportion:
      denominator = name(measure.denominator)
      numerator = name(measure.denominator) + " AND (\(Self.plain(measure.numerator?.value ?? "")))"
      remainder = name(measure.denominator) + " AND NOT (\(Self.plain(measure.numerator?.value ?? "")))"
    case .ratio:
      for (part, keyPath) in [(measure.numerator, \Self.numerator), (measure.denominator, \.denominator)] {
        guard let counted = part.flatMap({ catalogue[$0.value] }) else { continue }
        self[keyPath: keyPath] = CountedParts(counted, catalogue: [:]).numerator
      }
    case .mean, .median, .maximum, .percentile, .sum:
      denominator = name(measure.where) + Self.valued
      isOfValues = true
    case .published:
      numerator = "\(id)|numerator"
      denominator = "\(id)|denominator"
      if measure.unit == .percent { remainder = "\(id)|remainder" }
      addsUpOverTime = false
    }
  }

  /// Ends the name of "of these cases, those that have a value".
  static let valued = "|with a value"

  /// Spaces do not make another condition.
  private static func plain(_ condition: String) -> String {
    condition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
