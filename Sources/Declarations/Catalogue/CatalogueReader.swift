package import Findings

extension Catalogue {
  /// Reads every declaration and checks each by itself and against the others.
  ///
  /// A file's folder says what it declares. A file with anything wrong in it is left out of the catalogue.
  /// Codes of areas and ids of populations are in tables, not declarations; where they are not given, what
  /// refers to them is not checked. Findings are by file, then by place.
  package static func read(
    _ files: [SourceText], areas: Set<String>? = nil, populations: Set<String>? = nil
  ) -> (catalogue: Catalogue, findings: [Finding]) {
    var check = CrossCheck(areas: areas, populations: populations)
    for file in files.sorted(by: { $0.path < $1.path }) { check.read(file) }
    check.checkDatasets()
    check.checkCohorts()
    check.checkRules()
    check.checkExceptions()
    check.checkSubmissions()
    check.checkMeasures()
    check.checkFrameworks()
    check.checkNotes()
    check.checkPlans()
    check.checkTables()
    check.checkWaitingLists()
    check.checkTargets()
    check.checkJudgements()
    check.checkEvidence()
    check.checkComparability()
    check.checkExpressions()
    return (check.catalogue, inOrder(check.findings))
  }
}

/// What a folder's files declare.
private enum Place {
  case dataset, codeList, rule, framework, comparators, populations, policy, pipeline
  case targets, judgements
  case assurance, product, statements
  case comparability, neighbours, phrases, exception, submission, waitingList
  case measure(family: String)

  /// The place of a file under `data/` or `pipelines/`, wherever those are.
  init?(path: String) {
    let folders = Array(path.split(separator: "/").map(String.init).dropLast())
    let parent = folders.last ?? ""
    let grandparent = folders.dropLast().last ?? ""
    switch (grandparent, parent) {
    case ("datasets", "code-lists"): self = .codeList
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
    case (_, "exceptions"): self = .exception
    case (_, "submissions"): self = .submission
    case (_, "waiting-lists"): self = .waitingList
    default:
      guard folders.contains("comparators") else { return nil }
      self = .comparators
    }
  }
}

extension CrossCheck {
  mutating func read(_ source: SourceText) {
    switch Place(path: source.path) {
    case .dataset: read(source, into: \.datasets)
    case .codeList: read(source, into: \.codeLists)
    case .rule: read(source, into: \.rules)
    case .framework: read(source, into: \.frameworks)
    case .comparators: read(source, into: \.comparators)
    case .populations: read(source, into: \.populations)
    case .policy: read(source, into: \.policies)
    case .pipeline: read(source, into: \.pipelines)
    case .targets: read(source, into: \.targets)
    case .judgements: read(source, into: \.judgements)
    case .assurance: read(source, into: \.assurance)
    case .product: read(source, into: \.products)
    case .statements: read(source, into: \.statements)
    case .comparability: read(source, into: \.comparability)
    case .neighbours: read(source, into: \.neighbours)
    case .phrases: read(source, into: \.phrases)
    case .exception: read(source, into: \.exceptions)
    case .submission: read(source, into: \.submissions)
    case .waitingList: read(source, into: \.waitingLists)
    case .measure(let family):
      let measure = read(source, into: \.measures)
      catalogue.families[family, default: []] += measure.map { [$0.id.value] } ?? []
      catalogue.families[family]?.sort()
    case nil:
      findings.append(
        Finding(
          .strayFile, "this folder is not one that declarations are read from",
          hint: "see data/README.md for the folders", location: Location(path: source.path)))
    }
  }

  @discardableResult
  private mutating func read<T: Declaration>(
    _ source: SourceText, into shelf: WritableKeyPath<Catalogue, Shelf<T>>
  ) -> T? {
    let (value, node, findings) = LocatedDecoder.decode(T.self, from: source)
    self.findings += findings
    guard let value else {
      catalogue[keyPath: shelf].addUnread(source.stem)
      return nil
    }
    nodes[source.path] = node
    if let first = catalogue[keyPath: shelf].add(Declared(value, source: source)) {
      refuse(
        .repeatedID, value.id, in: source, "\(first.source.path) has the id \"\(value.id.value)\" too",
        hint: "give one of them another id")
    }
    if T.namesItsFile, value.id.value != source.stem {
      catalogue[keyPath: shelf].addUnread(source.stem)
      refuse(
        .wrongFileName, value.id, in: source,
        "the file is \(source.stem).json, and not \(value.id.value).json",
        hint: "rename the file, or mend the id")
    }
    if T.self != Rule.self { checkSlug(value.id, in: source) }
    return value
  }
}

extension SourceText {
  /// The file's name without `.json`.
  fileprivate var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }
}
