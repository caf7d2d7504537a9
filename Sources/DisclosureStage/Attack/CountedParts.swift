package import Artefacts
package import Declarations

/// What a count counts: cases or people of a dataset that meet conditions.
struct CaseSelection: Sendable, Hashable {
  var dataset: String
  var people: Bool
  var conditions: Set<String>

  /// The same name whatever the order and brackets of the conditions.
  var name: String {
    "\(dataset)|\(people ? "people" : "cases")|\(conditions.sorted().joined(separator: " AND "))"
  }

  /// Whether every case of it is in the other.
  func isWithin(_ other: CaseSelection) -> Bool {
    dataset == other.dataset && (people == other.people || people && !other.people)
      && other.conditions.isSubset(of: conditions) && self != other
  }

  /// A stock that looks back twelve months, as the flow over the year to its day; nil for other cases.
  ///
  /// Where other conditions use its day too, there is no such flow.
  var asFlow: CaseSelection? {
    let back = " >= first_of_months ( :as_of, 12 )"
    for condition in conditions where condition.hasSuffix(back) {
      let field = condition.dropLast(back.count)
      guard !field.contains(" "), conditions.contains("\(field) <= :as_of") else { continue }
      var flow = self
      flow.conditions.subtract([condition, "\(field) <= :as_of"])
      guard !flow.conditions.contains(where: { $0.contains(":") }) else { return nil }
      flow.conditions.insert("\(field) BETWEEN :period_start AND :period_end")
      return flow
    }
    return nil
  }
}

/// The names of the counts behind a measure's figures.
///
/// A measure of the same cases under another title has the same names, which links their tables.
package struct CountedParts: Sendable {
  /// What the numerator counts; nil for an average.
  package var numerator: String?
  /// What the denominator counts; nil for a count, and for a rate, whose population is public.
  package var denominator: String?
  /// Whether the numerator is part of the denominator, so that the remainder follows from the two.
  package var hasRemainder = false
  /// Whether the parts of a breakdown add up to the total: cases do; people can be in several.
  package var addsUp: Bool
  /// Whether a longer period is the sum of its shorter ones.
  package var addsUpOverTime: Bool
  /// Whether the denominator is the number of cases with a value, as for a median.
  package var isOfValues: Bool
  /// The cases behind the names, where conditions describe them.
  var cases: [CaseSelection] = []
  /// The cases of which the denominator counts those with a value.
  var valued: CaseSelection?

  /// - Parameter origin: the cases of a published figure are not ours, even if we count the same measure.
  package init(_ measure: Measure, origin: Reading.Origin = .counted, catalogue: [String: Measure]) {
    let id = measure.measure.value
    let people = measure.counts == .people
    addsUp = !people
    addsUpOverTime = !people && (measure.basis == .flow || measure.basis == .completedWaits)
    isOfValues = false
    func cases(_ conditions: Set<String>) -> CaseSelection {
      CaseSelection(dataset: measure.dataset?.value ?? "", people: people, conditions: conditions)
    }
    // A figure that came in has no conditions, so its counts are never those of our cases. A ratio of two has theirs.
    let isReturned = origin == .returned && measure.formula != .ratio
    switch origin == .published ? .published : isReturned ? .reading : measure.formula {
    case .count, .rate:
      let counted = cases(conjuncts(of: measure.where?.value))
      self.cases = [counted]
      numerator = counted.name
    case .proportion:
      let whole = conjuncts(of: measure.denominator?.value)
      let part = conjuncts(of: measure.numerator?.value)
      self.cases = [cases(whole), cases(whole.union(part))]
      denominator = self.cases[0].name
      numerator = self.cases[1].name
      hasRemainder = true
    case .ratio:
      for (part, keyPath) in [(measure.numerator, \Self.numerator), (measure.denominator, \.denominator)] {
        guard let counted = part.flatMap({ catalogue[$0.value] }) else { continue }
        let parts = CountedParts(counted, catalogue: [:])
        self[keyPath: keyPath] = parts.numerator
        self.cases += parts.cases
      }
    case .summary:
      let counted = cases(conjuncts(of: measure.where?.value))
      denominator = counted.name + Self.valued
      valued = counted
      isOfValues = true
    case .published:
      numerator = "\(id)|numerator"
      denominator = "\(id)|denominator"
      hasRemainder = measure.unit == .percent
      addsUpOverTime = false
    case .reading:
      numerator = "\(id)|returned numerator"
      // A number is of nothing: with a denominator, a hidden one might be 0.
      if measure.unit != .count { denominator = "\(id)|returned denominator" }
      hasRemainder = measure.unit == .percent
    }
  }

  /// The end of the name for the cases that have a value.
  static let valued = "|with a value"
}

/// The conditions of an expression that must all be true, without outer brackets and extra spaces.
///
/// An expression with an `OR` outside brackets is one condition.
func conjuncts(of text: String?) -> Set<String> {
  let words = spaced(text ?? "")
  var parts: [[String]] = [[]]
  var depth = 0
  var isBetween = false
  for word in words {
    switch word {
    case "(", "CASE": depth += 1
    case ")", "END": depth -= 1
    case "BETWEEN" where depth == 0: isBetween = true
    case "OR" where depth == 0: return [words.joined(separator: " ")]
    case "AND" where depth == 0 && !isBetween:
      parts.append([])
      continue
    case "AND" where depth == 0: isBetween = false
    default: break
    }
    parts[parts.count - 1].append(word)
  }
  var out: Set<String> = []
  for part in parts where !part.isEmpty {
    guard let inner = withoutBrackets(part) else {
      out.insert(part.joined(separator: " "))
      continue
    }
    out.formUnion(conjuncts(of: inner.joined(separator: " ")))
  }
  return out
}

/// The text between brackets that enclose all of it; nil where there are none.
private func withoutBrackets(_ words: [String]) -> [String]? {
  guard words.first == "(", words.last == ")" else { return nil }
  var depth = 0
  for (index, word) in words.enumerated() {
    depth += word == "(" ? 1 : word == ")" ? -1 : 0
    if depth == 0, index < words.count - 1 { return nil }
  }
  return Array(words.dropFirst().dropLast())
}

/// Splits into words and brackets. Texts between quotes stay whole.
private func spaced(_ text: String) -> [String] {
  var words: [String] = []
  var word = ""
  var isQuoted = false
  func end() {
    if !word.isEmpty { words.append(word) }
    word = ""
  }
  for character in text {
    if character == "'" { isQuoted.toggle() }
    if !isQuoted, character.isWhitespace {
      end()
    } else if !isQuoted, character == "(" || character == ")" {
      end()
      words.append(String(character))
    } else {
      word.append(character)
    }
  }
  end()
  return words
}
