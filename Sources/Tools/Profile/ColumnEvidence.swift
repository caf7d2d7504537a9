import Declarations
import IngestStage
import Tables

/// What a column's values say of it, whatever it is called.
struct ColumnEvidence {
  let profile: ColumnProfile
  let records: Int
  /// Whether nearly all values are NHS numbers by their check digit.
  let areNHSNumbers: Bool
  /// Whether its days are spread over a lifetime.
  let areBirths: Bool

  init(_ profile: ColumnProfile, records: Int) {
    self.profile = profile
    self.records = records
    let total = profile.texts.reduce(0) { $0 + $1.count }
    let numbers = profile.texts.reduce(0) { $0 + (Self.isNHSNumber($1.text) ? $1.count : 0) }
    areNHSNumbers = total > 0 && numbers * 10 >= total * 9
    let years = profile.range.flatMap { range in
      Int(range.least.prefix(4)).flatMap { least in Int(range.greatest.prefix(4)).map { (least, $0) } }
    }
    areBirths = profile.kind == .date && years.map { $0.1 - $0.0 >= 30 || $0.1 < 2000 } ?? false
  }

  private static func isNHSNumber(_ text: String) -> Bool {
    var digits = text.filter { !" -'\u{A0}".contains($0) }
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    let values = digits.compactMap(\.wholeNumberValue)
    guard digits.count == 10, values.count == 10 else { return false }
    let sum = (0..<9).reduce(0) { $0 + values[$1] * (10 - $1) }
    return (11 - sum % 11) % 11 == values[9]
  }

  /// How well the values suit a field, from -100 (they cannot be its) to 100.
  func suits(_ field: Dataset.Field, isKey: Bool, codes: CodeCover?) -> Int {
    if profile.kind == .blank { return 0 }
    switch field.kind {
    case .date:
      guard isDates else { return -100 }
      if field.shortYearsBefore != nil { return areBirths ? 60 : -60 }
      if field.personal == true { return 20 }
      return areBirths ? -50 : 40
    case .code:
      guard let codes else { return isDates ? -100 : profile.distinct > 200 ? -60 : 20 }
      return codes.percent * 2 - 100
    case .flag: return profile.kind == .flag ? 50 : profile.distinct > 6 || isDates ? -100 : -20
    case .integer, .decimal: return profile.kind == .integer || profile.kind == .decimal ? 30 : -100
    case .identifier: return suitsIdentifier(field, isKey: isKey)
    case .text: return 0
    }
  }

  private func suitsIdentifier(_ field: Dataset.Field, isKey: Bool) -> Int {
    if field.form == .nhsNumber { return areNHSNumbers ? 100 : -100 }
    if areNHSNumbers || isDates || profile.kind == .flag { return -100 }
    guard isKey else { return profile.distinct < min(20, records / 4) ? -100 : 20 }
    if profile.isDistinctAtLeast { return 40 }
    return profile.distinct * 10 >= profile.filled * 9 ? 60 : -60
  }

  /// Whether nearly every record has a value of its own, as a reference is.
  var isKeyLike: Bool {
    profile.filled * 20 >= records * 19 && !areNHSNumbers && !isDates && profile.kind != .decimal
      && (profile.isDistinctAtLeast || profile.distinct * 20 >= profile.filled * 19)
  }

  /// Whether they can be days: written out, or numbers that a spreadsheet would show so.
  private var isDates: Bool {
    if profile.kind == .date { return true }
    guard profile.kind == .integer, let range = profile.range else { return false }
    return (Int(range.least) ?? 0) >= 10_000 && (Int(range.greatest) ?? Int.max) <= 80_000
  }
}

/// How many of a column's values have a code of a list, or words near one.
struct CodeCover {
  /// Of all values, the share with a code; those with words near one count for less.
  var percent: Int
  /// Different codes that were met.
  var codes: Int
  /// The texts without a code, the most frequent first.
  var unknown: [(text: String, count: Int, proposal: CodeProposal?)]

  /// - Parameter near: whether texts without a code are compared with those of the list, which takes long.
  init(_ texts: [CodeUse], of codes: CodeBook, near: Bool) {
    var (covered, total) = (0, 0)
    var met: Set<String> = []
    unknown = []
    for use in texts where !codes.isBlank(use.text) {
      total += use.count * 100
      if let code = codes[use.text] {
        covered += use.count * 100
        met.insert(code)
      } else {
        let proposal = near && unknown.count < 60 ? codes.proposer.proposal(for: use.text) : nil
        covered += use.count * (proposal.map { $0.confidence == .likely ? 80 : 40 } ?? 0)
        unknown.append((use.text, use.count, proposal))
      }
    }
    percent = total == 0 ? 50 : covered * 100 / total
    self.codes = met.count
  }
}

/// The spellings of a list of codes.
struct CodeBook {
  let codes: [Dataset.Code]
  let proposer: CodeProposer
  private let known: [String: String]
  private static let blanks: Set<String> = ["", "null", "na", "n/a", "#n/a", "nan", "nil"]

  init(_ codes: [Dataset.Code]) {
    self.codes = codes
    proposer = CodeProposer(codes)
    var known: [String: String] = [:]
    for code in codes.reversed() {
      for text in [code.code.value, code.label] + (code.synonyms ?? []) + (code.retired ?? []) {
        known[Spelling.folded(text)] = code.code.value
      }
    }
    self.known = known
  }

  subscript(text: String) -> String? { known[Spelling.folded(text)] }

  func isBlank(_ text: String) -> Bool {
    known[Spelling.folded(text)] == nil && Self.blanks.contains(Spelling.folded(text))
  }
}
