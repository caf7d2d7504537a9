/// Everything that is declared in `data/` and `pipelines/`, checked against itself.
package struct Catalogue: Sendable {
  package internal(set) var datasets = Shelf<Dataset>()
  package internal(set) var codeLists = Shelf<CodeList>()
  package internal(set) var blankValues = Shelf<BlankValues>()
  package internal(set) var rules = Shelf<Rule>()
  package internal(set) var measures = Shelf<Measure>()
  package internal(set) var frameworks = Shelf<Framework>()
  package internal(set) var comparators = Shelf<ComparatorsNote>()
  package internal(set) var populations = Shelf<PopulationsNote>()
  package internal(set) var policies = Shelf<PolicyDeclaration>()
  package internal(set) var pipelines = Shelf<PipelinePlan>()
  package internal(set) var targets = Shelf<TargetSet>()
  package internal(set) var judgements = Shelf<Judgements>()
  package internal(set) var exceptions = Shelf<AcceptedException>()
  package internal(set) var submissions = Shelf<Submission>()
  package internal(set) var assurance = Shelf<AssuranceFramework>()
  package internal(set) var products = Shelf<Product>()
  package internal(set) var statements = Shelf<StatementTable>()
  package internal(set) var waitingLists = Shelf<WaitingListDeclaration>()
  package internal(set) var mappings = Shelf<ExtractMapping>()
  package internal(set) var comparability = Shelf<Comparability>()
  package internal(set) var neighbours = Shelf<Neighbours>()
  package internal(set) var phrases = Shelf<Phrases>()
  package internal(set) var settings = Shelf<CouncilSettings>()
  package internal(set) var layouts = Shelf<Layout>()
  package internal(set) var peerModels = Shelf<PeerModelDeclaration>()
  /// Sorted measure ids by the folder they are in, such as `waiting`.
  package internal(set) var families: [String: [String]] = [:]

  package func dataset(_ id: String) -> Dataset? { datasets[id]?.value }
  package func measure(_ id: String) -> Measure? { measures[id]?.value }
  package func framework(_ id: String) -> Framework? { frameworks[id]?.value }
  package func policy(_ id: String) -> PolicyDeclaration? { policies[id]?.value }
  package func mapping(_ id: String) -> ExtractMapping? { mappings[id]?.value }
  package func pipeline(_ id: String) -> PipelinePlan? { pipelines[id]?.value }

  /// A dataset's rules, in the order of their codes.
  package func rules(of dataset: String) -> [Declared<Rule>] {
    rules.all.filter { $0.value.dataset.value == dataset }
  }

  package func breakdown(_ id: String, of dataset: String) -> Breakdown? {
    self.dataset(dataset)?.breakdowns?.first { $0.breakdown.value == id }
  }

  /// The codes declared for a field, its own or its code list's; nil where any value may be found.
  package func codes(of field: Dataset.Field) -> [Dataset.Code]? {
    field.codes ?? field.codeList.flatMap { codeLists[$0.value]?.value.codes }
  }

  /// Why a measure has no published figure of a level; nil where no reason is declared.
  package func absence(of measure: String, at level: Comparability.Absence.Level) -> Comparability.Absence? {
    for absence in comparability.all.lazy.flatMap({ $0.value.absences ?? [] })
    where absence.levels?.contains(level) ?? true && absence.measures.contains(where: { $0.value == measure })
    {
      return absence
    }
    return nil
  }

  /// The folder that a measure is in, such as `waiting`.
  package func family(of measure: String) -> String? {
    families.first { $0.value.contains(measure) }?.key
  }

  /// The measure ids that match a pattern: an id, or a family such as `waiting/*`; empty where none match.
  package func measures(selectedBy pattern: String) -> [String] {
    if pattern.hasSuffix("/*") { return families[String(pattern.dropLast(2))] ?? [] }
    return measures[pattern] == nil ? [] : [pattern]
  }

  /// A plan's measure ids, each once, in the order of the plan.
  ///
  /// A family has its readings only in a plan that takes readings in: in others they would never have a figure.
  package func measures(of plan: PipelinePlan) -> [String] {
    let takesReadings = plan.inputs.contains { $0.dataset.value == "readings" }
    var seen: Set<String> = []
    return plan.measures.flatMap { pattern in
      measures(selectedBy: pattern.value).filter {
        takesReadings || pattern.value == $0 || !isMadeOfReadings($0)
      }
    }.filter { seen.insert($0).inserted }
  }

  /// Whether a measure is a reading, or divides one.
  private func isMadeOfReadings(_ id: String) -> Bool {
    guard let measure = measure(id) else { return false }
    guard measure.formula == .ratio else { return measure.formula == .reading }
    return [measure.numerator, measure.denominator].contains { part in
      part.flatMap { self.measure($0.value) }?.formula == .reading
    }
  }
}
