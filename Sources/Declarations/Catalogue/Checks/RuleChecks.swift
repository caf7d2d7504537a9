import Findings

extension CrossCheck {
  mutating func checkRules() {
    for declared in catalogue.rules.all {
      let (rule, source) = (declared.value, declared.source)
      checkExamples(of: rule, in: source)
      checkKind(of: rule, in: source)
      guard checkReference(rule.dataset, to: \.datasets, in: source),
        let dataset = catalogue.dataset(rule.dataset.value)
      else { continue }
      checkCode(rule.rule, of: dataset, in: source)
      checkFolder(rule.dataset, in: source)
      if rule.fields.isEmpty {
        refuse(.neededKey, at: range(of: "fields", in: source), in: source, "the rule is about no field")
      }
      for field in rule.fields { checkField(field, of: dataset, in: source) }
      checkRepeats(rule.fields, "field", in: source)
      checkNames(of: rule, of: dataset, in: source)
      for example in rule.examples { checkRecords(of: example, of: dataset, in: source) }
    }
  }

  private mutating func checkCode(_ code: Located<String>, of dataset: Dataset, in source: SourceText) {
    let prefix = dataset.prefix.value
    let digits = code.value.dropFirst(prefix.count + 1)
    let isNumbered = digits.utf8.count == 3 && digits.utf8.allSatisfy { (48...57).contains($0) }
    guard !code.value.hasPrefix("\(prefix)-") || !isNumbered, prefix == prefix.uppercased() else { return }
    refuse(
      .wrongPrefix, code, in: source,
      "\"\(code.value)\" is not a code for a rule of dataset \"\(dataset.dataset.value)\"",
      hint: "write it as \(prefix)-001, with a number never used before")
  }

  private mutating func checkFolder(_ dataset: Located<String>, in source: SourceText) {
    let folder = source.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    guard folder != dataset.value else { return }
    refuse(
      .wrongFileName, dataset, in: source, "the file is in the folder \"\(folder)\"",
      hint: "move it to rules/\(dataset.value)/, or correct the dataset")
  }

  private mutating func checkExamples(of rule: Rule, in source: SourceText) {
    for example in rule.examples {
      checkDay(example.asOf, in: source)
      checkDay(example.previous?.asOf, in: source)
    }
    for passes in [true, false] where !rule.examples.contains(where: { $0.passes == passes }) {
      refuse(
        .tooFewExamples, at: range(of: "examples", in: source), in: source,
        "there is no example with \"passes\": \(passes)",
        hint: "a rule needs an example that passes and one that fails")
    }
  }

  /// Names the fields, which are the keys of an example's case.
  mutating func checkCase(_ fields: [String: Located<String>], of dataset: Dataset, in source: SourceText) {
    for (name, value) in fields.sorted(by: { $0.value.range.lowerBound < $1.value.range.lowerBound }) {
      let nodes = nodes
      checkField(
        name, at: nodes[source.path]?.keyRange(before: value.range) ?? value.range, of: dataset, in: source)
    }
  }
}
