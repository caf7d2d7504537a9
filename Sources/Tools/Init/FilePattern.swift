import Runs

/// Names of files with their days, months and numbers left open, so that next month's are found.
enum FilePattern {
  /// Patterns that match these files and none of the others.
  static func patterns(for files: [String], among all: [String]) -> [String] {
    let others = all.filter { !files.contains($0) }
    func isGood(_ pattern: String) -> Bool {
      files.allSatisfy { matches($0, pattern: pattern) } && !others.contains { matches($0, pattern: pattern) }
    }
    let stems = files.map { opened(stem($0)) }
    if let first = stems.first {
      let common = stems.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
      let start = trimmed(common)
      let tries = files.count == 1 ? ["\(first).*", "\(start)*.*"] : ["\(start)*.*"]
      if start.count >= 3, let pattern = tries.first(where: isGood) { return [pattern] }
    }
    return files.map { "\(stem($0)).*" }
  }

  /// Without the ending of a table's form.
  private static func stem(_ name: String) -> String {
    for ending in [".csv.gz", ".txt.gz", ".tsv.gz"] where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name.split(separator: ".").count > 1
      ? name.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: ".") : name
  }

  /// `Assessments Oct 2026` as `Assessments *`.
  private static func opened(_ stem: String) -> String {
    var words: [(text: String, isOpen: Bool)] = []
    var word = ""
    func isPart(_ one: Character, _ other: Character) -> Bool {
      (one.isLetter && other.isLetter) || (one.isNumber && other.isNumber)
    }
    for character in stem {
      if let last = word.last, !isPart(last, character) {
        words.append((word, isTime(word)))
        word = ""
      }
      word.append(character)
    }
    if !word.isEmpty { words.append((word, isTime(word))) }
    guard words.contains(where: \.isOpen) else { return stem }
    var out = ""
    for (place, word) in words.enumerated() {
      let isBetween =
        word.text.count == 1 && word.text.first.map { !$0.isLetter && !$0.isNumber } == true && place > 0
        && place + 1 < words.count && words[place - 1].isOpen && words[place + 1].isOpen
      if word.isOpen || isBetween {
        if out.last != "*" { out += "*" }
      } else {
        out += word.text
      }
    }
    return out
  }

  private static func isTime(_ word: String) -> Bool {
    if word.allSatisfy(\.isNumber) { return word.count >= 2 }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let full = [
      "january", "february", "march", "april", "june", "july", "august", "september", "october",
      "november", "december", "sept",
    ]
    return months.contains(word.lowercased()) || full.contains(word.lowercased())
  }

  private static func trimmed(_ text: String) -> String {
    String(text.prefix { $0 != "*" })
  }
}
