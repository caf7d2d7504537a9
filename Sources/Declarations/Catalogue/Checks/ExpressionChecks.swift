package import Findings

/// An expression in a declaration, and what kind of value it must give.
package struct DeclaredExpression: Sendable {
  package enum Use: Sendable, Hashable {
    /// True, false or unknown.
    case condition
    /// A number of so many decimal places.
    case number(places: Int)
    case day
    /// A code, or a whole number where the breakdown has bands.
    case breakdown(hasBands: Bool)
    /// A date, to group by month or year.
    case dateBreakdown
  }
  package var text: Located<String>
  package var source: SourceText
  package var dataset: Dataset
  package var use: Use
}

extension Catalogue {
  /// Every expression of the datasets, rules and measures whose dataset could be read.
  package var expressions: [DeclaredExpression] {
    var found: [DeclaredExpression] = []
    for dataset in datasets.all {
      for breakdown in dataset.value.breakdowns ?? [] {
        found.append(
          .init(
            text: breakdown.by, source: dataset.source, dataset: dataset.value,
            use: breakdown.each == nil ? .breakdown(hasBands: breakdown.bands != nil) : .dateBreakdown))
      }
    }
    for rule in rules.all {
      for named in rule.value.namedExpressions {
        guard let dataset = dataset(named.dataset) else { continue }
        found.append(
          .init(
            text: named.text, source: rule.source, dataset: dataset, use: named.givesDay ? .day : .condition))
      }
    }
    for submission in submissions.all {
      for named in submission.value.namedExpressions {
        guard let dataset = dataset(named.dataset) else { continue }
        found.append(
          .init(
            text: named.text, source: submission.source, dataset: dataset,
            use: named.givesDay ? .day : .condition))
      }
    }
    for list in waitingLists.all {
      guard let dataset = dataset(list.value.dataset.value) else { continue }
      found += list.value.days.map { .init(text: $0, source: list.source, dataset: dataset, use: .day) }
    }
    for measure in measures.all where measure.value.readsCases {
      guard let dataset = measure.value.dataset.flatMap({ dataset($0.value) }) else { continue }
      let conditions = [measure.value.where, measure.value.denominator, measure.value.numerator]
      for text in conditions.compactMap(\.self) {
        found.append(.init(text: text, source: measure.source, dataset: dataset, use: .condition))
      }
      if let number = measure.value.of {
        found.append(
          .init(
            text: number, source: measure.source, dataset: dataset,
            use: .number(places: measure.value.ofPlaces ?? 0)))
      }
    }
    return found
  }
}

extension CrossCheck {
  /// Types every expression against its dataset, exactly as a run does.
  mutating func checkExpressions() {
    var scopes: [String: Scope] = [:]
    for expression in catalogue.expressions {
      let id = expression.dataset.dataset.value
      let scope = scopes[id] ?? Scope(dataset: expression.dataset, codes: catalogue.codes(of:))
      scopes[id] = scope
      let isCondition = expression.use == .condition
      let result =
        isCondition
        ? typedCondition(expression.text, in: expression.source, scope: scope)
        : typed(expression.text, in: expression.source, scope: scope)
      switch result {
      case .failure(let faults): findings += faults.all
      case .success(let typed): check(typed.kind, of: expression)
      }
    }
  }

  private mutating func check(_ kind: TypedExpression.Kind, of expression: DeclaredExpression) {
    let wanted: String
    switch (expression.use, kind) {
    case (.number(let places), .decimal(let found)) where places == found: return
    case (.condition, _), (.day, .date), (.number(places: 0), .integer),
      (.breakdown(hasBands: true), .integer),
      (.breakdown(hasBands: false), .code), (.dateBreakdown, .date):
      return
    case (.number(places: 0), .decimal(let places)):
      refuse(
        .wrongKind, expression.text, in: expression.source,
        "this is a decimal, but it must be a whole number",
        hint: "say \"ofPlaces\": \(places)")
      return
    case (.number(places: 0), _): wanted = "a whole number"
    case (.number(let places), _): wanted = "a decimal of \(places) places, as \"ofPlaces\" says"
    case (.day, _): wanted = "a date"
    case (.breakdown(hasBands: true), _): wanted = "a whole number, as there are bands"
    case (.breakdown(hasBands: false), _): wanted = "a code, as there are no bands"
    case (.dateBreakdown, _): wanted = "a date, as there is \"each\""
    }
    refuse(
      .wrongKind, expression.text, in: expression.source, "this is \(kind), but it must be \(wanted)")
  }
}
