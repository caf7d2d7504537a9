extension Rule {
  package enum Kind: String, Decodable, Sendable, CaseIterable {
    /// One record at a time.
    case record
    /// Periods of time of one key that must not overlap. The later record is the finding.
    case overlap
    /// Fields that must be the same in all records of one key. The first record decides.
    case consistent
    /// Records of another dataset.
    case reference
    /// This run's records compared with the last run's.
    case run
  }

  package struct Overlap: Decodable, Sendable {
    package var per: [Located<String>]
    package var from: Located<String>
    package var to: Located<String>
  }

  package struct Consistent: Decodable, Sendable {
    package var per: [Located<String>]
    package var same: [Located<String>]
  }

  package struct Reference: Decodable, Sendable {
    package var dataset: Located<String>
    package var on: [String: Located<String>]
    package var `where`: Located<String>?
    package var expects: Expectation?
    package var agree: [String: Located<String>]?
    package var notAfter: [String: Located<String>]?
  }

  package enum Expectation: String, Decodable, Sendable, CaseIterable { case found, none }

  package struct RunCheck: Decodable, Sendable {
    package var check: Check
    package var by: Located<String>?
    package var open: Located<String>?
    package var percent: Int?
    package var least: Int?
    package var days: Int?

    package enum Check: String, Decodable, Sendable, CaseIterable {
      /// A whole month has far fewer records than in the last run.
      case volumeFell = "volume-fell"
      /// A whole month had records in the last run and has none now.
      case monthsMissing = "months-missing"
      /// A record that was open in the last run is missing.
      case openVanished = "open-vanished"
      /// A record from long before the last run was not in that run.
      case backDated = "back-dated"
      /// The first field has a value that the last run did not have.
      case newCode = "new-code"
    }
  }

  /// The records of the run before, in an example.
  package struct PreviousCases: Decodable, Sendable {
    package var asOf: Located<String>
    package var cases: [[String: Located<String>]]
  }

  /// A field of a dataset that a rule names.
  package struct NamedField: Sendable {
    package var dataset: String
    package var field: Located<String>
  }

  /// An expression of a rule, its dataset, and whether it must give a day.
  package struct NamedExpression: Sendable {
    package var dataset: String
    package var text: Located<String>
    package var givesDay = false
  }

  /// The kind of rule this is.
  package var lookingAt: Kind { kind ?? .record }

  /// Every field that the rule names outside expressions and `fields`, in any dataset.
  package var namedFields: [NamedField] {
    let own = dataset.value
    func ours(_ names: [Located<String>]) -> [NamedField] {
      names.map { NamedField(dataset: own, field: $0) }
    }
    switch lookingAt {
    case .record: return []
    case .run: return run?.check == .newCode ? ours(Array(fields.prefix(1))) : []
    case .overlap: return ours(overlap?.per ?? [])
    case .consistent: return ours((consistent?.per ?? []) + (consistent?.same ?? []))
    case .reference:
      guard let reference else { return [] }
      return reference.pairs.flatMap { pair in
        ours([pair.ours]) + [NamedField(dataset: reference.dataset.value, field: pair.theirs)]
      }
    }
  }

  /// Every expression, in the order of the rule's keys.
  package var namedExpressions: [NamedExpression] {
    let own = dataset.value
    var out = [when, must].compactMap(\.self).map { NamedExpression(dataset: own, text: $0) }
    if let overlap {
      out += [overlap.from, overlap.to].map { NamedExpression(dataset: own, text: $0, givesDay: true) }
    }
    if let reference, let condition = reference.where {
      out.append(NamedExpression(dataset: reference.dataset.value, text: condition))
    }
    if let by = run?.by { out.append(NamedExpression(dataset: own, text: by, givesDay: true)) }
    if let open = run?.open { out.append(NamedExpression(dataset: own, text: open)) }
    return out
  }
}

extension Rule.Reference {
  package typealias Pair = (ours: Located<String>, theirs: Located<String>)

  package var onPairs: [Pair] { Self.inOrder(on) }
  package var agreePairs: [Pair] { Self.inOrder(agree ?? [:]) }
  package var notAfterPairs: [Pair] { Self.inOrder(notAfter ?? [:]) }
  package var pairs: [Pair] { onPairs + agreePairs + notAfterPairs }

  /// In the order of the file. The place of our field is not kept, so theirs serves for both.
  private static func inOrder(_ map: [String: Located<String>]) -> [Pair] {
    map.sorted { ($0.value.range.lowerBound, $0.key) < ($1.value.range.lowerBound, $1.key) }
      .map { (Located($0.key, range: $0.value.range), $0.value) }
  }
}
