package import Declarations
import Tables

/// The code that a text without one is likely to mean.
package struct CodeProposal: Sendable, Hashable {
  package var code: String
  package var confidence: ProposalConfidence

  package init(code: String, confidence: ProposalConfidence) {
    (self.code, self.confidence) = (code, confidence)
  }
}

/// How sure a proposal is.
package enum ProposalConfidence: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A guess, to be confirmed before anything is read so.
  case possible
  /// Header, contents or words agree, and nothing else comes near.
  case likely
  /// A name, synonym or code that is declared.
  case certain

  package static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

/// Finds the code whose spellings share most of a text's words.
package struct CodeProposer: Sendable {
  private let spellings: [(code: String, words: WordSet)]
  private let weights: WordWeights

  package init(_ codes: [Dataset.Code]) {
    spellings = codes.flatMap { code in
      ([code.label, code.code.value] + (code.synonyms ?? []) + (code.retired ?? []))
        .map { (code.code.value, WordSet($0)) }
    }
    weights = WordWeights(spellings.map { ($0.code, $0.words) })
  }

  /// - Returns: nil where no code's words come near, or where two come equally near.
  package func proposal(for text: String) -> CodeProposal? {
    guard text.utf8.count <= 200 else { return nil }
    let words = WordSet(text)
    var best: [String: Int] = [:]
    for (code, spelling) in spellings {
      best[code] = max(best[code] ?? 0, weights.likeness(words, spelling))
    }
    let ranked = best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = ranked.first else { return nil }
    let margin = first.value - (ranked.count > 1 ? ranked[1].value : 0)
    if first.value >= 70, margin >= 15 { return CodeProposal(code: first.key, confidence: .likely) }
    if first.value >= 40, margin >= 8 { return CodeProposal(code: first.key, confidence: .possible) }
    return nil
  }
}

/// The words of a header or a code, without those that every text has; words that deny stand apart.
package struct WordSet: Sendable, Hashable {
  package let words: Set<String>
  package let denials: Set<String>

  /// - Parameter isHeader: whether words that mean the same in headers are one: `Client No` and `Service User ID` end alike.
  package init(_ text: String, isHeader: Bool = false) {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in text.replacing("&", with: " and ") {
      if character == "'" || character == "’" { continue }
      // `DateOfBirth` is three words.
      if character.isUppercase, wasLower {
        words.append(word)
        word = ""
      }
      wasLower = character.isLowercase
      if character.isLetter || character.isNumber {
        word += character.lowercased()
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    guard !isHeader else {
      denials = Set(words.filter { $0 == "not" || $0 == "without" })
      if let last = words.last, last == "to" { words.append("end") }
      if let last = words.last, last == "from" { words.append("start") }
      self.words = Set(
        words.map { Self.meanings[$0] ?? $0 }.filter {
          !Self.empty.contains($0) && $0 != "not" && $0 != "without"
        }
        .map(Self.stem))
      return
    }
    denials = Set(words.filter(Self.denying.contains))
    self.words = Set(
      words.filter { !Self.denying.contains($0) && !Self.empty.contains($0) }.map(Self.stem))
  }

  /// Words that say the same in headers.
  private static let meanings: [String: String] = {
    let classes: [String: [String]] = [
      "id": ["no", "nr", "num", "number", "ref", "reference", "key", "identifier", "uid", "ids"],
      "type": ["kind", "category", "types"], "primary": ["main"],
      "start": ["started", "begin", "began", "begun", "commenced", "commencement", "opened", "starts"],
      "end": [
        "ended", "ends", "until", "expiry", "expires", "finished", "finish", "completed", "completion",
        "concluded",
      ],
      "request": ["requested", "asked", "requests"], "outcome": ["result", "outcomes"],
      "reason": ["why", "reasons"],
      "birth": ["born", "birthdate"], "date": ["dt", "day", "datetime"], "review": ["reviewed", "reviews"],
      "previous": ["before", "last", "prior", "prev"], "allocated": ["allocation", "assigned"],
      "closed": ["closing", "closure", "close"], "by": ["who"], "cancelled": ["cancellation"],
    ]
    return classes.reduce(into: [:]) { all, entry in for word in entry.value { all[word] = entry.key } }
  }()

  private static let denying: Set<String> = ["no", "not", "non", "nor", "none", "without", "un", "never"]
  private static let empty: Set<String> = [
    "the", "a", "an", "of", "to", "for", "and", "or", "in", "by", "on", "at", "with", "from", "was", "were",
    "is",
    "are", "be", "their", "they", "it",
  ]

  private static func stem(_ word: String) -> String {
    word.count > 4 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }
}

/// How much each word says: one that few of the things have says more.
package struct WordWeights: Sendable {
  private let weights: [String: Int]
  private static let unknown = 30

  package init(_ texts: [(owner: String, words: WordSet)]) {
    var owners: [String: Set<String>] = [:]
    for (owner, set) in texts {
      for word in set.words { owners[word, default: []].insert(owner) }
    }
    weights = owners.mapValues { max(15, 100 / $0.count) }
  }

  /// From 0 to 100: the weight of the words that both have, as a share of the weight of all. Texts of which one denies what the other
  /// does not are not alike.
  package func likeness(_ one: WordSet, _ other: WordSet) -> Int {
    guard one.denials == other.denials, !one.words.isEmpty, !other.words.isEmpty else { return 0 }
    var shared = 0
    var left = other.words
    var all = other.words.reduce(0) { $0 + weight($1) }
    for word in one.words.sorted() {
      if left.remove(word) != nil {
        shared += weight(word)
      } else if let near = left.sorted().first(where: { Self.isNear(word, $0) }) {
        left.remove(near)
        shared += weight(near) * 9 / 10
      } else {
        all += weight(word)
      }
    }
    return all == 0 ? 0 : shared * 100 / all
  }

  private func weight(_ word: String) -> Int { weights[word] ?? Self.unknown }

  /// A beginning, or a slip of one letter in a longer word.
  private static func isNear(_ one: String, _ other: String) -> Bool {
    let (short, long) = one.count < other.count ? (one, other) : (other, one)
    if short.count >= 3, long.hasPrefix(short) { return true }
    guard short.count >= 6, long.count - short.count <= 1 else { return false }
    let same = zip(short, long).prefix { $0 == $1 }.count
    let tail = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
    return same + tail >= short.count - (long.count == short.count ? 1 : 0)
  }
}
