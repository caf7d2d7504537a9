package import Artefacts
package import Declarations

/// Cases or people of a dataset that meet conditions: what a count counts.
struct CountedCases: Sendable, Hashable {
  var dataset: String
  var people: Bool
  var conditions: Set<String>

  /// One name whatever the order and brackets of the conditions.
  var name: String {
    "\(dataset)|\(people ? "people" : "cases")|\(conditions.sorted().joined(separator: " AND "))"
  }

  /// Whether every case of it is one of the other's.
  func isWithin(_ other: CountedCases) -> Bool {
    dataset == other.dataset && (people == other.people || people && !other.people)
      && other.conditions.isSubset(of: conditions) && self != other
  }

  /// A stock that looks back twelve months, as the flow over the year to its day; nil for any other cases.
  ///
  /// Conditions that ask more of its day belong to no flow.
  var asFlow: CountedCases? {
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

/// The counts behind one measure's figures, by name.
///
/// A measure of the same cases under another title has the same names, which links their tables.
package struct CountedParts: Sendable {
  /// What the numerator counts; nil for an average.
  package var numerator: String?
  /// What the denominator counts; nil for a count, and for a rate, whose population is public.
  package var denominator: String?
  /// Whether the numerator is a part of the denominator, so that what is left follows from the two.
  package var hasRemainder = false
  /// Whether parts of a breakdown add up to their total: cases do, and people can be in several.
  package var addsUp: Bool
  /// Whether a longer period is the sum of the shorter ones that it is made of.
  package var addsUpOverTime: Bool
  /// Whether the denominator is the number of cases that have a value, as of a median.
  package var isOfValues: Bool
  /// The cases behind the names, where conditions say which they are.
  var cases: [CountedCases] = []
  /// The cases of which the denominator counts those with a value.
  var valued: CountedCases?

  /// - Parameter origin: a figure that came in is of cases that we do not see, whatever we count under its title.
  package init(_ measure: Measure, origin: Reading.Origin = .counted, catalogue: [String: Measure]) {
    let id = measure.measure.value
    let people = measure.counts == .people
    addsUp = !people
    addsUpOverTime = !people && (measure.basis == .flow || measure.basis == .completedWaits)
    isOfValues = false
    func cases(_ conditions: Set<String>) -> CountedCases {
      CountedCases(dataset: measure.dataset?.value ?? "", people: people, conditions: conditions)
    }
    switch origin == .published ? .published : measure.formula {
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
    }
  }

  /// Ends the name of "of these cases, those that have a value".
  static let valued = "|with a value"
}

/// The conditions of an expression that must all hold, each without the brackets around it and extra spaces.
///
/// An expression that has an `OR` outside brackets is one condition.
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

/// What is between a pair of brackets that enclose all of it; nil where there is no such pair.
private func withoutBrackets(_ words: [String]) -> [String]? {
  guard words.first == "(", words.last == ")" else { return nil }
  var depth = 0
  for (index, word) in words.enumerated() {
    depth += word == "(" ? 1 : word == ")" ? -1 : 0
    if depth == 0, index < words.count - 1 { return nil }
  }
  return Array(words.dropFirst().dropLast())
}

/// Words and brackets, texts between quotes whole.
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
