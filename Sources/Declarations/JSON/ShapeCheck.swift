import Findings

/// Checks a file against a shape, and goes on after every finding.
struct ShapeCheck {
  let source: SourceText
  private(set) var findings: [Finding] = []

  init(source: SourceText) { self.source = source }

  mutating func hold(_ node: JSONNode, to shape: Shape) {
    switch (shape, node.value) {
    case (.text, .text), (.flag, .flag): break
    case (.integer, .number(let text)): holdInteger(text, node)
    case (.number, .number(let text)):
      if Double(text)?.isFinite != true { refuse(node, "this number is too large") }
    case (.word(let words), .text(let word)): holdWord(word, to: words, node)
    case (.list(let element), .list(let items)):
      for item in items { hold(item, to: element) }
    case (.map(let element), .object(let members)):
      for member in members { hold(member.node, to: element) }
    case (.object(let object), .object(let members)): hold(members, to: object, node)
    default:
      refuse(node, "expected \(shape.expectation), found \(node.kind)", hint: hint(for: node, shape))
    }
  }

  private mutating func refuse(_ node: JSONNode, _ message: String, hint: String? = nil) {
    findings.append(source.finding(.wrongType, at: node.range, message, hint: hint))
  }

  private func hint(for node: JSONNode, _ shape: Shape) -> String? {
    switch (shape, node.value) {
    case (_, .null): return "leave the key out if it has no value"
    case (.text, .number(let text)): return "write it as \"\(text)\""
    case (.integer, .text(let text)), (.number, .text(let text)):
      return Int(text) == nil ? nil : "write it without the quotes"
    case (.flag, .text(let text)):
      return ["true", "false"].contains(text) ? "write it without the quotes" : nil
    case (.list(.text), .text), (.list(.word), .text), (.list(.object), .object), (.list(.map), .object):
      return "put [ ] around it, even where there is only one"
    default: return nil
    }
  }

  private mutating func holdInteger(_ text: String, _ node: JSONNode) {
    guard DeclaredNumber.read(text) == nil else { return }
    let isWhole = text.allSatisfy { $0.isNumber || $0 == "-" }
    refuse(node, isWhole ? "this number is too large" : "expected a whole number, without point or exponent")
  }

  private mutating func holdWord(_ word: String, to words: [String], _ node: JSONNode) {
    guard !words.contains(word) else { return }
    let message = "\"\(word)\" is not a word used here"
    let hint = suggestion(word, from: words, called: "words here", upTo: .max)
    findings.append(source.finding(.unknownWord, at: node.range, message, hint: hint))
  }

  private mutating func hold(_ members: [JSONNode.Member], to object: Shape.Object, _ node: JSONNode) {
    let known = object.members.map(\.key)
    let missing = object.members.filter { wanted in
      wanted.isRequired && !members.contains { $0.key == wanted.key }
    }
    var suggested: Set<String> = []
    for member in members {
      if let wanted = object.members.first(where: { $0.key == member.key }) {
        hold(member.node, to: wanted.shape)
      } else {
        let free = known.filter { key in !members.contains { $0.key == key } }
        let near = nearest(member.key, in: free)
        if let near { suggested.insert(near) }
        let hint =
          near.map { "did you mean \"\($0)\"?" } ?? "the keys here are \(known.joined(separator: ", "))"
        let message = "unknown key \"\(member.key)\""
        findings.append(source.finding(.unknownKey, at: member.keyRange, message, hint: hint))
      }
    }
    // A misspelt key is one mistake: the key that it was meant for is not missing as well.
    for wanted in missing where !suggested.contains(wanted.key) {
      let message = "key \"\(wanted.key)\" is missing"
      let hint = "it holds \(wanted.shape.expectation)"
      findings.append(source.finding(.missingKey, at: node.range, message, hint: hint))
    }
  }
}

/// Whole numbers in declarations.
enum DeclaredNumber {
  /// nil for a text that is not a whole number, or is larger than any number of days, places, shares or cases.
  static func read(_ text: String) -> Int? {
    guard let number = Int(text), (-999_999_999...999_999_999).contains(number) else { return nil }
    return number
  }
}
