extension Measure {
  /// How a value is worked out. `description` says everything that the program knows about each calculation.
  package enum Calculation: String, Decodable, Sendable, CaseIterable {
    case count, proportion, rate, ratio, mean, median, maximum, percentile, sum
    /// Computed elsewhere for a year and published; its value comes in with the published-measures dataset.
    case published
    /// Worked out elsewhere for any period; its value comes in with the readings dataset.
    case reading
  }

  /// How a value is made. Several calculations can have one formula.
  package enum Formula: Sendable, Hashable {
    /// The number of cases or people.
    case count
    /// The share of the denominator's cases or people that also meet the numerator's condition.
    case proportion
    /// A count for every so many people of a public population.
    case rate
    /// The count of one measure divided by that of another.
    case ratio
    /// A summary of one number from each case.
    case summary(Summary)
    /// A figure that is read, not computed.
    case published
    /// A figure that is read, for any period, and added up over longer ones as its basis says.
    case reading
  }

  /// One value for many numbers, computed by `AggregateStage/Summaries.swift`.
  package struct Summary: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case sum, mean, maximum
      /// A percentile; the median is that of 50.
      case percentile(Int)
    }

    package var kind: Kind
    /// Of the cases' own numbers: they are counted as whole numbers of the last of so many decimal places.
    package var places: Int

    package init(_ kind: Kind, places: Int = 0) { (self.kind, self.places) = (kind, places) }

    package static let sum = Summary(.sum)
    package static let mean = Summary(.mean)
    package static let maximum = Summary(.maximum)
    package static func percentile(_ percent: Int) -> Summary { Summary(.percentile(percent)) }

    /// The percentage of cases whose number is at most the value; nil where all numbers make the value together.
    ///
    /// `DisclosureStage` hides a value that a few cases decide, and works out what it reveals about the other cases.
    package var reach: Int? {
      switch kind {
      case .sum, .mean: nil
      case .maximum: 100
      case .percentile(let percent): percent
      }
    }

    /// Whether a group without numbers has a missing reading, rather than nothing to measure.
    package var isMissingWithoutNumbers: Bool {
      switch kind {
      case .sum: true
      case .mean, .maximum, .percentile: false
      }
    }

    /// `sum`, `mean`, `maximum` or `percentile-50`, as a run's record writes it; `mean.2` of numbers of two places.
    package var text: String {
      let name =
        switch kind {
        case .sum: "sum"
        case .mean: "mean"
        case .maximum: "maximum"
        case .percentile(let percent): "percentile-\(percent)"
        }
      return places == 0 ? name : "\(name).\(places)"
    }

    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard let kind = Self.byText[String(parts[0])], parts.count <= 2 else { return nil }
      let places = parts.count == 2 ? Int(parts[1]) : 0
      guard let places, (0...9).contains(places) else { return nil }
      self.init(kind, places: places)
    }

    private static let byText: [String: Kind] = {
      let all = [.sum, .mean, .maximum] + (0...100).map(Kind.percentile)
      return Dictionary(uniqueKeysWithValues: all.map { (Summary($0).text, $0) })
    }()
  }
}

extension Measure.Calculation {
  /// One row of the table of calculations.
  package struct Description: Sendable {
    /// The keys that a measure must have.
    var needs: Set<String>
    /// The keys that it may have.
    var allows: Set<String>
    var formula: @Sendable (Measure) -> Measure.Formula
    /// Its definition. `{cases}` becomes `cases in social work assessments`, and `{percentile}` the measure's percentile.
    package var words: String
  }

  package var description: Description { Self.descriptions[place] }

  /// Built once, because counting asks for formulas thousands of times.
  private static let descriptions = all.map(\.described)
  private static let all = allCases

  /// The position in `descriptions`. It is searched for: hashing a word takes longer.
  private var place: Int { Self.all.firstIndex(of: self) ?? 0 }

  func formula(of measure: Measure) -> Measure.Formula { Self.descriptions[place].formula(measure) }

  private var described: Description {
    let split: Set = ["counts", "breakdowns"]
    func summary(_ kind: Measure.Summary.Kind, _ words: String) -> Description {
      Description(
        needs: ["dataset", "where", "of"], allows: split.union(["ofPlaces"]),
        formula: { .summary(Measure.Summary(kind, places: $0.ofPlaces ?? 0)) },
        words: words)
    }
    switch self {
    case .count:
      return Description(
        needs: ["dataset", "where"], allows: split, formula: { _ in .count },
        words: "How many {cases} meet the condition.")
    case .proportion:
      return Description(
        needs: ["dataset", "denominator", "numerator"], allows: split, formula: { _ in .proportion },
        words: "How many in every 100 of the {cases} under “Out of” also meet what is under “Counted”.")
    case .rate:
      return Description(
        needs: ["dataset", "where", "population"], allows: split.union(["per"]), formula: { _ in .rate },
        words: "How many {cases} meet the condition, for every 100,000 people of the population.")
    case .ratio:
      return Description(
        needs: ["denominator", "numerator"], allows: ["per"], formula: { _ in .ratio },
        words: "One number divided by another. It can be more than 100%.")
    case .sum: return summary(.sum, "The numbers of all {cases} that meet the condition, added up.")
    case .mean:
      return summary(
        .mean,
        "The average: the numbers of all {cases} that meet the condition, added up and divided by how many they are."
      )
    case .median:
      return summary(
        .percentile(50),
        "The middle one when the {cases} that meet the condition are put in order: half have less, half have more."
      )
    case .maximum: return summary(.maximum, "The largest number of the {cases} that meet the condition.")
    case .percentile:
      return Description(
        needs: ["dataset", "where", "of", "percentile"], allows: split.union(["ofPlaces"]),
        formula: { .summary(Measure.Summary(.percentile($0.percentile ?? 50), places: $0.ofPlaces ?? 0)) },
        words: "Of every 100 {cases} that meet the condition, {percentile} have this number or less.")
    case .published:
      return Description(
        needs: [], allows: ["dataset", "notCountable"], formula: { _ in .published },
        words: "As its publisher worked it out. It is not counted again here.")
    case .reading:
      return Description(
        needs: [], allows: split.union(["per", "notCountable"]), formula: { _ in .reading },
        words: "As whoever keeps it returned it. It is not counted from cases here.")
    }
  }
}

extension Measure {
  /// What a ratio can be over, besides a measure.
  package enum Days: String, Sendable, CaseIterable {
    /// The days of the period, for people a day of a total.
    case inPeriod = "days"
    /// The days of a month of the period, for people a day of an average by month.
    case inMonth = "days-in-month"
  }

  package var formula: Formula { calculation.formula(of: self) }

  /// The summary of its cases' numbers; nil for a measure that takes no number from a case.
  package var summary: Summary? {
    if case .summary(let summary) = formula { summary } else { nil }
  }

  /// Whether it counts cases, rather than using other measures or published figures.
  package var readsCases: Bool { formula != .ratio && !comesIn }

  /// Whether its figures come in already worked out.
  package var comesIn: Bool { formula == .published || formula == .reading }

  /// Whether its values over the parts of a period add up to that of the whole.
  package var addsOverTime: Bool {
    guard basis == .flow else { return false }
    return unit == .count || calculation == .rate
      || unit.isAmount && (calculation == .sum || calculation == .reading)
  }
}
