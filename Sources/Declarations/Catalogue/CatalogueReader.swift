package import Findings
import Tables

extension Catalogue {
  /// Reads every declaration; checks each by itself and all against each other.
  ///
  /// A file's folder decides its kind. A file with any fault is left out of the catalogue. Codes of areas and ids of
  /// populations are in tables, not declarations: without them, references to them are not checked. Findings are sorted
  /// by file, then by place.
  package static func read(
    _ files: [SourceText], areas: Set<String>? = nil, populations: Set<String>? = nil
  ) -> (catalogue: Catalogue, findings: [Finding]) {
    read(decoded(files), areas: areas, populations: populations)
  }

  /// Decodes each file by itself, on all cores, for `read`.
  package static func decoded(_ files: [SourceText]) -> DecodedFiles { DecodedFiles(files) }

  /// As `read` of files that are decoded already.
  package static func read(
    _ files: DecodedFiles, areas: Set<String>? = nil, populations: Set<String>? = nil
  ) -> (catalogue: Catalogue, findings: [Finding]) {
    var check = CrossCheck(areas: areas, populations: populations)
    check.take(files)
    let taken = check
    // Each check reads all declarations and changes none. The longest come first.
    let checks: [@Sendable (inout CrossCheck) -> Void] = [
      { $0.checkExpressions() }, { $0.checkMeasures() }, { $0.checkTables() }, { $0.checkRules() },
      { $0.checkDatasets() }, { $0.checkCohorts() }, { $0.checkExceptions() }, { $0.checkSubmissions() },
      { $0.checkFrameworks() }, { $0.checkNotes() }, { $0.checkPlans() }, { $0.checkWaitingLists() },
      { $0.checkTargets() }, { $0.checkJudgements() }, { $0.checkEvidence() }, { $0.checkComparability() },
      { $0.checkMappings() }, { $0.checkLayouts() },
    ]
    let found = parallelMap(checks.count) { index in
      var own = taken
      own.findings = []
      checks[index](&own)
      return own.findings
    }
    return (taken.catalogue, inOrder(taken.findings + found.flatMap(\.self)))
  }

  /// The notes beside tables of populations, found as `read` finds them, without reading anything else.
  package static func populationsNotes(_ files: [SourceText]) -> [Declared<PopulationsNote>] {
    var check = CrossCheck(areas: nil, populations: nil)
    check.take(
      DecodedFiles(
        files.filter { file in
          if case .populations = DeclarationPlace(path: file.place) { true } else { false }
        }))
    return check.catalogue.populations.all
  }

  /// The kind and the name of a file that means nothing unless a pipeline names it; nil for any other.
  package static func namedByPipelines(_ path: String) -> (kind: String, name: String)? {
    let name = SourceText(path: path, "").stem
    return switch DeclarationPlace(path: path) {
    case .pipeline: (PipelinePlan.kind, name)
    case .mapping: (ExtractMapping.kind, name)
    case .neighbours: (Neighbours.kind, name)
    case .waitingList: (WaitingListDeclaration.kind, name)
    default: nil
    }
  }

  /// Makes every pipeline one of a council, with its own files. A pipeline of the council itself names its files.
  ///
  /// - Parameter area: the code of the council; nil leaves each pipeline its own.
  package mutating func give(pipelines area: String?) {
    let inputs = settings.all.first?.value.inputs ?? []
    pipelines.change { declared in
      if let area { declared.value.area = Located(area) }
      guard !inputs.isEmpty, !declared.source.isCouncils else { return }
      let plan = declared.value.inputs
      let isOfOneForm = plan.contains { $0.mapping != nil || $0.where != nil }
      guard !isOfOneForm else { return }
      declared.value.inputs = plan.flatMap { input in
        let own = inputs.filter { $0.dataset.value == input.dataset.value }
        return own.isEmpty ? [input] : own.map { $0.optional(input.optional) }
      }
    }
  }

  /// The notes beside tables of published figures, faulty ones included.
  package static func comparatorsNotes(_ files: [SourceText]) -> [SourceText] {
    files.filter { file in
      if case .comparators = DeclarationPlace(path: file.place) { true } else { false }
    }
  }
}

/// Declaration files, each decoded by itself, sorted by path.
package struct DecodedFiles: Sendable {
  fileprivate private(set) var all: [(source: SourceText, content: Decoded?)]
  /// The council's files that stand in place of a shipped one, with what they are.
  package private(set) var replacements: [(kind: String, id: String, source: SourceText)] = []

  fileprivate init(_ files: [SourceText]) {
    let sources = files.sorted { $0.path < $1.path }
    let decoded = parallelMap(sources.count) { index in
      DeclarationPlace(path: sources[index].place).map { Decoded($0.type, sources[index]) }
    }
    all = Array(zip(sources, decoded))
    if sources.contains(where: \.isCouncils) { layOver() }
  }

  /// The files that are read: those of the council, and the shipped ones that none of them replaces.
  package var sources: [SourceText] { all.map(\.source) }

  /// A council's file stands in place of the shipped one of its kind and id. A file that cannot be read is known by its name, so that
  /// nothing else is read for it.
  private mutating func layOver() {
    var own: [[String]: SourceText] = [:]
    for (source, content) in all where source.isCouncils { own[Self.name(source, content)] = source }
    var replaced: Set<[String]> = []
    all.removeAll { source, content in
      let name = Self.name(source, content)
      guard !source.isCouncils, content != nil, own[name] != nil else { return false }
      replaced.insert(name)
      return true
    }
    replacements = replaced.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { name in
      own[name].map { (name[0], name[1], $0) }
    }
  }

  private static func name(_ source: SourceText, _ content: Decoded?) -> [String] {
    [content?.kind ?? "", content?.value?.id.value ?? source.stem]
  }
}

/// The contents of a file, before it is checked against other files.
private struct Decoded: Sendable {
  let kind: String
  var value: (any Declaration)?
  var node: JSONNode?
  var findings: [Finding]

  init<T: Declaration>(_ type: T.Type, _ source: SourceText) {
    kind = T.kind
    let (value, node, findings) = LocatedDecoder.decode(type, from: source)
    (self.value, self.node, self.findings) = (value, node, findings)
  }
}

extension CrossCheck {
  mutating func take(_ files: DecodedFiles) {
    for file in files.all { take(file.content, from: file.source) }
  }

  private mutating func take(_ decoded: Decoded?, from source: SourceText) {
    guard let place = DeclarationPlace(path: source.place), let decoded else {
      findings.append(
        Finding(
          .strayFile, "this folder has no declarations",
          hint: "see data/README.md for the folders", location: Location(path: source.path)))
      return
    }
    switch place {
    case .dataset: add(decoded, source, to: \.datasets)
    case .codeList: add(decoded, source, to: \.codeLists)
    case .blankValues: add(decoded, source, to: \.blankValues)
    case .rule: add(decoded, source, to: \.rules)
    case .framework: add(decoded, source, to: \.frameworks)
    case .comparators: add(decoded, source, to: \.comparators)
    case .populations: add(decoded, source, to: \.populations)
    case .policy: add(decoded, source, to: \.policies)
    case .pipeline: add(decoded, source, to: \.pipelines)
    case .targets: add(decoded, source, to: \.targets)
    case .judgements: add(decoded, source, to: \.judgements)
    case .assurance: add(decoded, source, to: \.assurance)
    case .product: add(decoded, source, to: \.products)
    case .statements: add(decoded, source, to: \.statements)
    case .comparability: add(decoded, source, to: \.comparability)
    case .neighbours: add(decoded, source, to: \.neighbours)
    case .phrases: add(decoded, source, to: \.phrases)
    case .layout: add(decoded, source, to: \.layouts)
    case .peerModel: add(decoded, source, to: \.peerModels)
    case .exception: add(decoded, source, to: \.exceptions)
    case .submission: add(decoded, source, to: \.submissions)
    case .waitingList: add(decoded, source, to: \.waitingLists)
    case .mapping: add(decoded, source, to: \.mappings)
    case .settings: add(decoded, source, to: \.settings)
    case .measure(let family):
      let measure = add(decoded, source, to: \.measures)
      catalogue.families[family, default: []] += measure.map { [$0.id.value] } ?? []
      catalogue.families[family]?.sort()
    }
  }

  @discardableResult
  private mutating func add<T: Declaration>(
    _ decoded: Decoded, _ source: SourceText, to shelf: WritableKeyPath<Catalogue, Shelf<T>>
  ) -> T? {
    findings += decoded.findings
    guard let value = decoded.value as? T else {
      catalogue[keyPath: shelf].addUnread(source.stem)
      return nil
    }
    nodes[source.path] = decoded.node
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
        hint: "rename the file, or correct the id")
    }
    if T.self != Rule.self { checkSlug(value.id, in: source) }
    return value
  }
}

extension PipelinePlan.Input {
  /// An input that may be missing where it or another says so.
  fileprivate func optional(_ other: Bool?) -> Self {
    var copy = self
    copy.optional = optional ?? other
    return copy
  }
}

extension SourceText {
  /// The file's name without `.json`.
  fileprivate var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }
}
