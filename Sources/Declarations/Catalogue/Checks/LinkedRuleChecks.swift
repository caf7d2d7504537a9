import Findings

extension CrossCheck {
  /// Checks that a rule has the keys of its kind and no others.
  mutating func checkKind(of rule: Rule, in source: SourceText) {
    let keys: [(key: String, kind: Rule.Kind, isThere: Bool)] = [
      ("must", .record, rule.must != nil), ("overlap", .overlap, rule.overlap != nil),
      ("consistent", .consistent, rule.consistent != nil), ("reference", .reference, rule.reference != nil),
      ("run", .run, rule.run != nil),
    ]
    for key in keys {
      if key.kind == rule.lookingAt, !key.isThere {
        refuse(
          .neededKey, rule.rule, in: source, "a rule of kind \"\(key.kind.rawValue)\" needs \"\(key.key)\"",
          hint: "add it, or set another kind")
      } else if key.kind != rule.lookingAt, key.isThere {
        refuse(
          .surplusKey, at: range(ofKey: key.key, in: source), in: source,
          "\"\(key.key)\" means nothing in a rule of kind \"\(rule.lookingAt.rawValue)\"",
          hint: "remove it, or set \"kind\": \"\(key.kind.rawValue)\"")
      }
    }
    // The machine cannot know which of two records is wrong, and refusing in some order would change the figures.
    if rule.lookingAt != .record, rule.effect != .reports {
      refuse(
        .wrongKind, at: range(of: "effect", in: source), in: source,
        "only a rule of kind \"record\" refuses records", hint: "say \"effect\": \"reports\"")
    }
    if let run = rule.run { checkRun(run, in: source) }
    if let reference = rule.reference, reference.expects == nil, reference.agree == nil,
      reference.notAfter == nil
    {
      refuse(
        .neededKey, at: range(ofKey: "reference", in: source), in: source, "the reference has no condition",
        hint: "add \"expects\", \"agree\" or \"notAfter\"")
    }
  }

  private mutating func checkRun(_ run: Rule.RunCheck, in source: SourceText) {
    let needsDay = [.volumeFell, .monthsMissing, .backDated].contains(run.check)
    let needs: [(key: String, isNeeded: Bool, isThere: Bool)] = [
      ("by", needsDay, run.by != nil), ("open", run.check == .openVanished, run.open != nil),
      ("percent", run.check == .volumeFell, run.percent != nil),
    ]
    for need in needs where need.isNeeded && !need.isThere {
      refuse(
        .neededKey, at: range(of: "run", "check", in: source), in: source,
        "the check \"\(run.check.rawValue)\" needs \"\(need.key)\"")
    }
    if let percent = run.percent, !(1...99).contains(percent) {
      refuse(
        .outOfRange, at: range(of: "run", "percent", in: source), in: source, "per cent are from 1 to 99")
    }
  }

  /// Checks that the fields a linked rule names exist, here and in the other dataset, and can be compared.
  mutating func checkNames(of rule: Rule, of dataset: Dataset, in source: SourceText) {
    if let reference = rule.reference {
      guard checkReference(reference.dataset, to: \.datasets, in: source) else { return }
    }
    for named in rule.namedFields {
      guard let holder = catalogue.dataset(named.dataset) else { continue }
      // In a reference, our fields are the keys of an object and theirs the values.
      let isKey = rule.reference != nil && named.dataset == dataset.dataset.value
      let place = isKey ? range(ofKeyBefore: named.field.range, in: source) : named.field.range
      checkField(named.field.value, at: place, of: holder, in: source)
    }
    guard let reference = rule.reference, let other = catalogue.dataset(reference.dataset.value) else {
      return
    }
    func kind(_ name: String, of dataset: Dataset) -> Dataset.Kind? {
      dataset.fields.first { $0.field.value == name }?.kind
    }
    for pair in reference.pairs {
      guard let ours = kind(pair.ours.value, of: dataset), let theirs = kind(pair.theirs.value, of: other),
        ours.family != theirs.family
      else { continue }
      refuse(
        .wrongKind, pair.theirs, in: source,
        "\"\(pair.ours.value)\" is of kind \"\(ours.rawValue)\" and \"\(pair.theirs.value)\" of kind "
          + "\"\(theirs.rawValue)\", so they are never equal")
    }
    for pair in reference.notAfterPairs where kind(pair.ours.value, of: dataset) != .date {
      refuse(.wrongKind, pair.theirs, in: source, "\"notAfter\" compares dates")
    }
  }

  /// Checks that an example's records have only fields of their datasets.
  mutating func checkRecords(of example: Rule.Example, of dataset: Dataset, in source: SourceText) {
    for record in example.records { checkCase(record, of: dataset, in: source) }
    for record in example.previous?.cases ?? [] { checkCase(record, of: dataset, in: source) }
    for (id, records) in (example.others ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let other = catalogue.dataset(id) else {
        let place = records.first?.values.map(\.range).min { $0.lowerBound < $1.lowerBound } ?? 0..<0
        refuse(
          .unknownReference, at: place, in: source, "there is no dataset \"\(id)\"",
          hint: suggestion(id, from: catalogue.datasets.ids, called: "dataset ids"))
        continue
      }
      for record in records { checkCase(record, of: other, in: source) }
    }
  }
}

extension Rule.Example {
  /// Its records of the rule's own dataset.
  package var records: [[String: Located<String>]] { cases ?? [self.case ?? [:]] }
}

extension Dataset.Kind {
  /// Groups kinds whose values can be equal.
  fileprivate var family: Int {
    switch self {
    case .identifier, .text, .code: 0
    case .date: 1
    case .integer: 2
    case .decimal: 3
    case .flag: 4
    }
  }
}
