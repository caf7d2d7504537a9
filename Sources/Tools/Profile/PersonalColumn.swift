import Declarations
import Runs
import Tables

/// Which values of a column a profile may show without identifying anybody.
enum ShownValues {
  case none(why: String)
  /// The lowest and the highest.
  case range
  /// Codes, with their counts.
  case codes([CodeUse])
}

/// A value that fewer records share might identify one of them.
private let fewestShared = 5
/// A column with more values is not a short list of codes.
private let mostCodes = 20

extension ColumnProfile {
  /// Decides by the column's contents first, then by its declared field, then by every spelling of its header.
  ///
  /// - Parameter codes: the texts in a declared list of codes, if the field has one.
  func shown(as field: Dataset.Field?, codes: Set<String>?) -> ShownValues {
    let why = "not shown: may be personal"
    let personal = ShownValues.none(why: why)
    if kind == .blank { return .none(why: "") }
    if holdsContacts || field?.personal == true || field?.kind == .identifier || field?.kind == .text {
      return personal
    }
    if field == nil, HeaderWords(header).arePersonal { return personal }
    switch kind {
    case .date: return holdsBirths ? .none(why: "not shown: may be dates of birth") : .range
    case .integer, .decimal: return holdsReferences ? personal : .range
    case .text, .blank: return .none(why: isMostlyDistinct ? why : "free text or references")
    case .flag: return .codes(texts.filter { $0.count >= fewestShared })
    case .code:
      if let codes { return .codes(texts.filter { $0.count >= fewestShared && codes.contains($0.text) }) }
      let isShortList = !isDistinctAtLeast && distinct <= mostCodes
      guard isShortList, texts.allSatisfy({ $0.count >= fewestShared }) else {
        return .none(why: "not shown: some of its values are of fewer than \(fewestShared) records")
      }
      return .codes(texts)
    }
  }

  private var isMostlyDistinct: Bool { isDistinctAtLeast || distinct * 2 > filled }

  /// Numbers of many digits that hardly repeat identify something, whatever the column's name.
  private var holdsReferences: Bool {
    guard isMostlyDistinct else { return false }
    return distinct > mostCodes || texts.contains { $0.text.count { $0.isNumber } >= 5 }
  }

  /// Days over a longer time than cases last.
  private var holdsBirths: Bool {
    guard let range, let least = Int(range.least.prefix(4)), let greatest = Int(range.greatest.prefix(4))
    else {
      return true
    }
    return greatest - least >= 30 || greatest < 2000
  }

  /// NHS and telephone numbers, postcodes and e-mail addresses are recognised by their form.
  private var holdsContacts: Bool {
    kind != .date && kind != .decimal && texts.contains { Self.isContact($0.text) }
  }

  private static func isContact(_ text: String) -> Bool {
    if text.contains("@") { return true }
    let digits = text.count { $0.isNumber }
    if digits >= 10, text.allSatisfy({ $0.isNumber || " -+()".contains($0) }) { return true }
    return text.uppercased().wholeMatch(of: /\s*[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\s*/) != nil
  }
}

/// A header's words, in any spelling: `D.O.B.`, `date_of_birth`, `ClientDOB` and `Date Of Birth` are alike.
struct HeaderWords {
  private let words: Set<String>
  private let joined: String

  init(_ header: String) {
    var words: [String] = []
    var word = ""
    var wasLower = false
    // Full-width letters are read as normal ones.
    for scalar in header.unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      let plain = Character(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
      // Dots in an abbreviation do not separate its letters.
      if plain == "." || plain == "'" || plain == "’" { continue }
      let startsWord = plain.isUppercase && wasLower
      if !plain.isLetter && !plain.isNumber || startsWord {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if plain.isLetter || plain.isNumber { word += plain.lowercased() }
      wasLower = plain.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    self.words = Set(words)
    joined = words.joined()
  }

  var arePersonal: Bool {
    !words.isDisjoint(with: Self.whole) || Self.whole.contains(joined)
      || Self.parts.contains(where: joined.contains)
  }

  /// Personal as whole words.
  private static let whole: Set<String> = [
    "id", "ids", "nhs", "gp", "ref", "refs", "no", "number", "tel", "fax", "mob", "nok", "kin", "nino", "ni",
    "yob", "dod", "died",
    "title", "initial", "initials", "alias", "patient", "customer", "citizen", "resident", "tenant",
    "relative", "advocate",
    "spouse", "street", "road", "house", "flat", "town", "village", "uprn", "usrn", "zip", "easting",
    "northing", "latitude",
    "longitude", "contact", "details", "text", "observations", "diagnosis",
  ]
  /// Personal anywhere in a header.
  private static let parts = [
    "name", "birth", "born", "dob", "death", "deceased", "address", "postcode", "postalcode", "phone",
    "mobile", "email", "note",
    "comment", "remark", "summary", "narrative", "description", "freetext", "worker", "person", "client",
    "carer", "reference",
    "insurance", "passport", "nhsno", "nhsnumber",
  ]
}

extension [String] {
  /// Whether the first line of an unknown file is a record, rather than a header.
  var areValues: Bool {
    contains { header in
      header.count { $0.isNumber } >= 5 || header.contains("@")
        || header.wholeMatch(of: /\s*[0-9]{1,4}[-\/.][0-9A-Za-z]{1,3}[-\/.][0-9]{1,4}\s*/) != nil
    }
  }
}
