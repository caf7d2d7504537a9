import AggregateStage
import Artefacts
import Declarations
import Findings

extension RunPlan {
  /// For each dataset, the fields that a rule, measure or breakdown of this run reads. Others are not kept.
  func keptFields(rules: [Declared<Rule>]) -> [String: Set<String>] {
    var kept: [String: Set<String>] = PublishedRecord.fields
    // Measures of a dataset share its breakdowns, and often a condition.
    var known: [String: Set<String>] = [:]
    func keep(_ text: Located<String>?, _ source: SourceText, _ scope: DatasetScope) {
      guard let text, known[scope.dataset.dataset.value, default: []].insert(text.value).inserted,
        case .success(let expression) = typed(text, in: source, scope: scope.scope)
      else {
        return
      }
      let names = expression.fieldsUsed.map { scope.dataset.fields[$0].field.value }
      kept[scope.dataset.dataset.value, default: []].formUnion(names)
    }
    for rule in rules {
      for named in rule.value.namedFields {
        kept[named.dataset, default: []].insert(named.field.value)
      }
      for named in rule.value.namedExpressions {
        guard let scope = scope(named.dataset) else { continue }
        keep(named.text, rule.source, scope)
      }
    }
    for list in waitingLists {
      guard let scope = scope(list.declared.value.dataset.value) else { continue }
      for text in list.declared.value.days { keep(text, list.declared.source, scope) }
    }
    let crossed = (declaration.crossTables ?? []).flatMap(\.measures).compactMap { crossedMeasures[$0.value] }
    for declared in measuresWithParts + crossed {
      guard let id = declared.value.dataset?.value, let scope = scope(id) else { continue }
      let measure = declared.value
      for text in [measure.where, measure.denominator, measure.numerator, measure.of] {
        keep(text, declared.source, scope)
      }
      for breakdown in scope.dataset.breakdowns ?? [] { keep(breakdown.by, declared.source, scope) }
      for read in scope.dataset.cohort?.reads ?? [] {
        let fields = (read.fields + (read.optionalFields ?? [])).map(\.value)
        kept[read.dataset.value, default: []].formUnion(fields)
      }
      if measure.counts == .people, let person = scope.dataset.person {
        kept[id, default: []].insert(person.value)
      }
    }
    for table in declaration.tables ?? [] {
      guard let by = table.sample?.by?.value else { continue }
      for declared in measures {
        if let id = declared.value.dataset?.value { kept[id, default: []].insert(by) }
      }
    }
    for scope in scopes {
      kept[scope.dataset.dataset.value, default: []].formUnion([scope.dataset.day?.value].compactMap(\.self))
    }
    return kept
  }

  /// The fields of each dataset's key, which every run keeps.
  var keyFields: [String: Set<String>] {
    // A catalogue has one dataset of each id.
    Dictionary(
      uniqueKeysWithValues: scopes.map { ($0.dataset.dataset.value, Set($0.dataset.key.map(\.value))) })
  }

  private func scope(_ dataset: String) -> DatasetScope? {
    scopes.first { $0.dataset.dataset.value == dataset }
  }
}
