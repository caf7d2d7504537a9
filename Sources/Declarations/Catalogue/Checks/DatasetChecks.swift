import Findings
import Tables

extension CrossCheck {
  mutating func checkDatasets() {
    var prefixes: [String: String] = [:]
    for dataset in catalogue.datasets.all {
      let (value, source) = (dataset.value, dataset.source)
      checkPrefix(value.prefix, against: &prefixes, in: source)
      checkRepeats(value.fields.map(\.field), "field", in: source)
      checkHeaders(of: value, in: source)
      checkReading(of: value, in: source)
      if value.key.isEmpty, value.cohort == nil {
        refuse(.neededKey, at: range(of: "key", in: source), in: source, "the key names no field")
      }
      for name in value.key { checkField(name, of: value, in: source) }
      checkRepeats(value.key, "key field", in: source)
      if let day = value.day { checkField(day, of: value, in: source) }
      if let person = value.person { checkField(person, of: value, in: source) }
      for (position, field) in value.fields.enumerated() { check(field, at: position, in: source) }
      checkRepeats((value.breakdowns ?? []).map(\.breakdown), "breakdown", in: source)
      for (position, breakdown) in (value.breakdowns ?? []).enumerated() {
        checkSlug(breakdown.breakdown, in: source)
        checkBands(of: breakdown, at: position, in: source)
      }
    }
    for list in catalogue.codeLists.all { checkCodes(list.value.codes, in: list.source) }
  }

  /// Rule codes start with the prefix and are printed beside figures, so it must be short and unique.
  private mutating func checkPrefix(
    _ prefix: Located<String>, against taken: inout [String: String], in source: SourceText
  ) {
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    if !(2...4).contains(prefix.value.utf8.count) || !prefix.value.utf8.allSatisfy(letters.contains) {
      refuse(
        .badIdentifier, prefix, in: source, "\"\(prefix.value)\" is not a prefix",
        hint: "two to four capital letters, such as WL")
    } else if let other = taken.updateValue(source.path, forKey: prefix.value) {
      refuse(.repeatedID, prefix, in: source, "\(other) has the prefix \"\(prefix.value)\" too")
    }
  }

  private mutating func check(_ field: Dataset.Field, at position: Int, in source: SourceText) {
    checkFieldName(field.field, in: source)
    checkReference(field.codeList, to: \.codeLists, in: source)
    let name = field.field.value
    let place = JSONStep.item(position)
    if field.kind != .code, field.codes != nil || field.codeList != nil {
      let key: JSONStep = field.codes == nil ? "codeList" : "codes"
      refuse(
        .surplusKey, at: keyRange(of: key, position, in: source), in: source,
        "field \"\(name)\" has codes, but is of kind \"\(field.kind.rawValue)\"",
        hint: "say \"kind\": \"code\", or leave the codes out")
    } else if field.codes != nil, field.codeList != nil {
      refuse(
        .surplusKey, at: keyRange(of: "codeList", position, in: source), in: source,
        "field \"\(name)\" has both its own codes and a code list", hint: "keep one of them")
    }
    if let places = field.places {
      let range = range(of: "fields", place, "places", in: source)
      if field.kind != .decimal {
        refuse(.surplusKey, at: range, in: source, "only a field of kind \"decimal\" has places")
      } else if !(0...9).contains(places) {
        refuse(.outOfRange, at: range, in: source, "places are from 0 to 9")
      }
    }
    if field.form != nil, field.kind != .identifier {
      refuse(
        .surplusKey, at: range(of: "fields", place, "form", in: source), in: source,
        "only a field of kind \"identifier\" has a form")
    }
    if let years = field.shortYearsBefore {
      let range = range(of: "fields", place, "shortYearsBefore", in: source)
      if field.kind != .date {
        refuse(.surplusKey, at: range, in: source, "only a field of kind \"date\" has years of two digits")
      } else if !(0...99).contains(years) {
        refuse(.outOfRange, at: range, in: source, "years before the as-of day are from 0 to 99")
      }
    }
    checkCodes(field.codes ?? [], in: source)
  }

  private func keyRange(of key: JSONStep, _ position: Int, in source: SourceText) -> Range<Int> {
    range(ofKeyBefore: range(of: "fields", .item(position), key, in: source), in: source)
  }

  private mutating func checkFieldName(_ name: Located<String>, in source: SourceText) {
    let isSnake = name.value.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    let startsWithLetter = name.value.first?.isLetter == true
    guard !isSnake || !startsWithLetter else { return }
    refuse(
      .badIdentifier, name, in: source, "\"\(name.value)\" is not a field name",
      hint: "lower case letters, digits and '_', starting with a letter")
  }

  /// A synonym that is another field's name would never be that field. Synonyms may be shared: such a header is ambiguous, and read as
  /// neither.
  private mutating func checkHeaders(of dataset: Dataset, in source: SourceText) {
    var owners: [String: String] = [:]
    for field in dataset.fields { owners[Spelling.folded(field.field.value)] = field.field.value }
    for (position, field) in dataset.fields.enumerated() {
      for (number, synonym) in (field.synonyms ?? []).enumerated() {
        let owner = owners[Spelling.folded(synonym), default: field.field.value]
        guard owner != field.field.value else { continue }
        let place = range(of: "fields", .item(position), "synonyms", .item(number), in: source)
        refuse(
          .synonymClash, at: place, in: source, "\"\(synonym)\" is already a header of field \"\(owner)\"",
          hint: "case, spaces and marks do not count; keep it in one of the fields")
      }
    }
  }

  private mutating func checkCodes(_ codes: [Dataset.Code], in source: SourceText) {
    checkRepeats(codes.map(\.code), "code", in: source)
    var owners: [String: String] = [:]
    for code in codes { owners[Spelling.folded(code.code.value)] = code.code.value }
    for code in codes {
      for synonym in (code.synonyms ?? []) + (code.retired ?? []) {
        let owner = owners[Spelling.folded(synonym), default: code.code.value]
        owners[Spelling.folded(synonym)] = owner
        guard owner != code.code.value else { continue }
        refuse(
          .synonymClash, at: range(ofSynonym: synonym, of: code, in: source), in: source,
          "\"\(synonym)\" already means code \"\(owner)\"",
          hint: "case, spaces and marks do not count; keep it in one of the codes")
      }
    }
  }

  private func range(ofSynonym synonym: String, of code: Dataset.Code, in source: SourceText) -> Range<Int> {
    let holder = nodes[source.path]?.object(holding: code.code.range)
    let items = (holder?["synonyms"]?.items ?? []) + (holder?["retired"]?.items ?? [])
    return items.first { $0.value == .text(synonym) }?.range ?? code.code.range
  }

  private mutating func checkBands(of breakdown: Breakdown, at position: Int, in source: SourceText) {
    if breakdown.each != nil, breakdown.bands != nil {
      let range = range(of: "breakdowns", .item(position), "each", in: source)
      refuse(
        .surplusKey, at: range, in: source, "a breakdown has \"bands\" or \"each\"",
        hint: "bands are of whole numbers, months and years of dates")
    }
    guard let bands = breakdown.bands else { return }
    let place = JSONStep.item(position)
    if bands.isEmpty {
      let range = range(of: "breakdowns", place, "bands", in: source)
      refuse(.outOfRange, at: range, in: source, "there are no bands", hint: "leave the key out")
    }
    for (number, pair) in zip(bands, bands.dropFirst()).enumerated() where pair.0.from >= pair.1.from {
      refuse(
        .outOfRange, at: range(of: "breakdowns", place, "bands", .item(number + 1), "from", in: source),
        in: source, "this band starts at \(pair.1.from), and the one before it at \(pair.0.from)",
        hint: "bands rise")
    }
  }
}
