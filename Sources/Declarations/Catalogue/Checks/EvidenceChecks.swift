import Findings

extension CrossCheck {
  /// Checks assurance frameworks, products and statement tables, which lay out the evidence.
  mutating func checkEvidence() {
    for declared in catalogue.assurance.all {
      let statements = declared.value.statements.map(\.statement)
      checkRepeats(statements, "statement", in: declared.source)
      for item in declared.value.items ?? [] {
        if !statements.contains(where: { $0.value == item.statement.value }) {
          refuse(
            .unknownReference, item.statement, in: declared.source,
            "there is no statement \"\(item.statement.value)\"",
            hint: suggestion(item.statement.value, from: statements.map(\.value), called: "statements"))
        }
        for measure in item.measures { checkReference(measure, to: \.measures, in: declared.source) }
      }
    }
    for declared in catalogue.products.all { check(declared) }
    for declared in catalogue.statements.all { check(declared) }
  }

  private mutating func check(_ declared: Declared<Product>) {
    let product = declared.value
    for pattern in product.measures where catalogue.measures(selectedBy: pattern.value).isEmpty {
      checkReference(pattern, to: \.measures, in: declared.source)
    }
    if product.layout == .byCategory, product.by == nil {
      refuse(
        .neededKey, at: range(ofKey: "layout", in: declared.source), in: declared.source,
        "a table by category has no breakdown", hint: "add \"by\": \"team\"")
    }
  }

  /// A placeholder that nothing fills would be printed as it is.
  private mutating func check(_ declared: Declared<StatementTable>) {
    for sentence in declared.value.sentences {
      checkDay(sentence.reviewed, in: declared.source)
      for word in bracedWords(of: sentence.text.value) where !StatementTable.placeholders.contains(word) {
        refuse(
          .unknownReference, sentence.text, in: declared.source, "nothing fills {\(word)}",
          hint: suggestion(word, from: StatementTable.placeholders, called: "placeholders"))
      }
    }
  }
}

/// The words between braces, in order.
package func bracedWords(of text: String) -> [String] {
  text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
    part.firstIndex(of: "}").map { String(part[..<$0]) }
  }
}
