/// The kind of declaration that a folder holds.
enum DeclarationPlace {
  case dataset, codeList, blankValues, rule, framework, comparators, populations, policy, pipeline
  case targets, judgements
  case assurance, product, statements
  case comparability, neighbours, phrases, exception, submission, waitingList, layout, mapping, peerModel
  case settings
  case measure(family: String)

  /// The place of a file under `data/` or `pipelines/`, wherever those folders are.
  init?(path: String) {
    guard path != "caretally.json" else {
      self = .settings
      return
    }
    let folders = Array(path.split(separator: "/").map(String.init).dropLast())
    let parent = folders.last ?? ""
    let grandparent = folders.dropLast().last ?? ""
    switch (grandparent, parent) {
    case ("datasets", "code-lists"): self = .codeList
    case ("datasets", "blank-values"): self = .blankValues
    case ("rules", _): self = .rule
    case ("targets", "judgements"): self = .judgements
    case ("measures", _): self = .measure(family: parent)
    case (_, "datasets"), (_, "cohorts"): self = .dataset
    case (_, "frameworks"): self = .framework
    case (_, "populations"): self = .populations
    case (_, "policies"): self = .policy
    case (_, "pipelines"): self = .pipeline
    case (_, "targets"): self = .targets
    case (_, "assurance"): self = .assurance
    case (_, "products"): self = .product
    case (_, "statements"): self = .statements
    case (_, "comparability"): self = .comparability
    case (_, "neighbours"): self = .neighbours
    case (_, "phrases"): self = .phrases
    case (_, "layouts"): self = .layout
    case (_, "peer-models"): self = .peerModel
    case (_, "exceptions"): self = .exception
    case (_, "submissions"): self = .submission
    case (_, "waiting-lists"): self = .waitingList
    case (_, "mappings"): self = .mapping
    default:
      guard folders.contains("comparators") else { return nil }
      self = .comparators
    }
  }
}

extension DeclarationPlace {
  /// The type that files of this place declare.
  var type: any Declaration.Type {
    switch self {
    case .dataset: Dataset.self
    case .codeList: CodeList.self
    case .blankValues: BlankValues.self
    case .rule: Rule.self
    case .framework: Framework.self
    case .comparators: ComparatorsNote.self
    case .populations: PopulationsNote.self
    case .policy: PolicyDeclaration.self
    case .pipeline: PipelinePlan.self
    case .targets: TargetSet.self
    case .judgements: Judgements.self
    case .assurance: AssuranceFramework.self
    case .product: Product.self
    case .statements: StatementTable.self
    case .comparability: Comparability.self
    case .neighbours: Neighbours.self
    case .phrases: Phrases.self
    case .layout: Layout.self
    case .peerModel: PeerModelDeclaration.self
    case .exception: AcceptedException.self
    case .submission: Submission.self
    case .waitingList: WaitingListDeclaration.self
    case .mapping: ExtractMapping.self
    case .settings: CouncilSettings.self
    case .measure: Measure.self
    }
  }
}
