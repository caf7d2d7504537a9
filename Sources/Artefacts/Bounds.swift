package import Findings
package import Statistics

/// How far a reading could move if the cases behind findings were resolved.
package struct Bounds: Sendable, Hashable {
  package var key: Reading.Key
  /// The check whose cases are in doubt; nil for all checks together.
  package var code: FindingCode?
  /// Records that could count differently; for a ratio, those of both its counts.
  package var records: Int
  package var lowest: Bound
  package var highest: Bound

  package init(key: Reading.Key, code: FindingCode?, records: Int, lowest: Bound, highest: Bound) {
    self.key = key
    self.code = code
    self.records = records
    self.lowest = lowest
    self.highest = highest
  }

  /// Whether the reading could be different.
  package var isOpen: Bool { lowest != highest || lowest.reading == nil }
}

/// The lowest or the highest possible reading.
package enum Bound: Sendable, Hashable {
  case reading(Reading)
  case none(NoBound)

  package var reading: Reading? {
    if case .reading(let reading) = self { reading } else { nil }
  }

  package var whyNone: NoBound? {
    if case .none(let why) = self { why } else { nil }
  }
}

/// Why a reading has no lowest or no highest value.
package enum NoBound: String, Sendable, Hashable, CaseIterable {
  /// So many cases have a number in doubt that the result could be anything.
  case numberInDoubt = "number-in-doubt"
  /// Every case is in doubt, so there may be nothing to measure.
  case nothingCertain = "nothing-certain"
  /// Every case of a ratio's divisor is in doubt.
  case divisorInDoubt = "divisor-in-doubt"

  package var sentence: String {
    switch self {
    case .numberInDoubt: "one of its numbers is in doubt and could be anything"
    case .nothingCertain: "every case is in doubt, so that there may be nothing to measure"
    case .divisorInDoubt: "every case of its divisor is in doubt"
    }
  }
}

/// Bounds that may be printed.
package struct DisclosedBounds: Sendable, Hashable {
  package var key: Reading.Key
  package var code: FindingCode?
  package var records: Figure
  package var value: Figure
  package var lowest: DisclosedBound
  package var highest: DisclosedBound

  package init(
    key: Reading.Key, code: FindingCode?, records: Figure, value: Figure, lowest: DisclosedBound,
    highest: DisclosedBound
  ) {
    self.key = key
    self.code = code
    self.records = records
    self.value = value
    self.lowest = lowest
    self.highest = highest
  }

  /// The note on missing ends; empty where there are none.
  package var note: String {
    let ends = [("lowest", lowest.whyNone), ("highest", highest.whyNone)].compactMap { end, why in
      why.map { (end, $0) }
    }
    guard let first = ends.first else { return "" }
    let names = ends.map(\.0).joined(separator: " or ")
    return "no \(names): \(first.1.sentence)"
  }
}

/// One end in its printable form: a figure, or why there is none.
package struct DisclosedBound: Sendable, Hashable {
  package var figure: Figure
  package var whyNone: NoBound?

  package init(_ figure: Figure, whyNone: NoBound? = nil) {
    self.figure = figure
    self.whyNone = whyNone
  }
}

/// How far figures could move, as far as it may be printed.
package struct DisclosedImpact: Sendable {
  package var ranges: [DisclosedBounds] = []
  /// Whether the disclosure policy hides ranges.
  package var isWithheld = false

  package init(ranges: [DisclosedBounds] = [], isWithheld: Bool = false) {
    self.ranges = ranges
    self.isWithheld = isWithheld
  }

  /// For all findings together, by reading, without figures that could not move.
  package var byKey: [Reading.Key: DisclosedBounds] {
    // One for each reading, which has a unique key.
    Dictionary(uniqueKeysWithValues: ranges.filter { $0.code == nil }.map { ($0.key, $0) })
  }
}
