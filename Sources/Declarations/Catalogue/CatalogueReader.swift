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
          if case .populations = DeclarationPlace(path: file.path) { true } else { false }
        }))
    return check.catalogue.populations.all
  }

  /// The notes beside tables of published figures, faulty ones included.
  package static func comparatorsNotes(_ files: [SourceText]) -> [SourceText] {
    files.filter { file in
      if case .comparators = DeclarationPlace(path: file.path) { true } else { false }
    }
  }
}

/// Declaration files, each decoded by itself, sorted by path.
package struct DecodedFiles: Sendable {
  fileprivate let all: [(source: SourceText, content: Decoded?)]

  fileprivate init(_ files: [SourceText]) {
    let sources = files.sorted { $0.path < $1.path }
    let decoded = parallelMap(sources.count) { index in
      DeclarationPlace(path: sources[index].path).map { Decoded($0.type, sources[index]) }
    }
    all = Array(zip(sources, decoded))
  }
}

/// The contents of a file, before it is checked against other files.
private struct Decoded: Sendable {
  var value: (any Declaration)?
  var node: JSONNode?
  var findings: [Finding]

  init<T: Declaration>(_ type: T.Type, _ source: SourceText) {
    let (value, node, findings) = LocatedDecoder.decode(type, from: source)
    (self.value, self.node, self.findings) = (value, node, findings)
  }
}

extension CrossCheck {
  mutating func take(_ files: DecodedFiles) {
    for file in files.all { take(file.content, from: file.source) }
  }

  private mutating func take(_ decoded: Decoded?, from source: SourceText) {
    guard let place = DeclarationPlace(path: source.path), let decoded else {
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

extension SourceText {
  /// The file's name without `.json`.
  fileprivate var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }
}
