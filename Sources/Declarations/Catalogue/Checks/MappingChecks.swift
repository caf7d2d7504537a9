import Findings
import Tables

extension CrossCheck {
  mutating func checkMappings() {
    for declared in catalogue.mappings.all {
      let (mapping, source) = (declared.value, declared.source)
      guard checkReference(mapping.dataset, to: \.datasets, in: source),
        let dataset = catalogue.dataset(mapping.dataset.value)
      else { continue }
      checkRepeats(mapping.columns.map(\.field), "field", in: source)
      for column in mapping.columns { checkField(column.field, of: dataset, in: source) }
      if let name = mapping.callsByLine { checkCallsByLine(name, of: mapping, dataset, in: source) }
      if let submission = mapping.submission {
        for name in submission.sameEvent { checkField(name, of: dataset, in: source) }
        for name in [submission.starts, submission.ends] { checkDate(name, of: dataset, in: source) }
      }
      for held in mapping.notHeld ?? [] {
        checkField(held.field, of: dataset, in: source)
        guard mapping.columns.contains(where: { $0.field.value == held.field.value }) else { continue }
        refuse(
          .repeatedItem, held.field, in: source,
          "field \"\(held.field.value)\" is in a column and not held", hint: "keep one of them")
      }
      checkHeaders(of: mapping, in: source)
      for column in mapping.columns { checkTexts(of: column, dataset, in: source) }
    }
  }

  private mutating func checkCallsByLine(
    _ name: Located<String>, of mapping: ExtractMapping, _ dataset: Dataset, in source: SourceText
  ) {
    checkField(name, of: dataset, in: source)
    let isText = dataset.fields.first { $0.field.value == name.value }?.kind == .identifier
    guard !isText || !mapping.columns.contains(where: { $0.field.value == name.value }) else { return }
    refuse(
      .surplusKey, name, in: source, "\"\(name.value)\" is no identifier with headers in this mapping",
      hint: "name the field that tells the records of a file apart")
  }

  private mutating func checkDate(_ name: Located<String>, of dataset: Dataset, in source: SourceText) {
    checkField(name, of: dataset, in: source)
    guard let field = dataset.fields.first(where: { $0.field.value == name.value }), field.kind != .date
    else { return }
    refuse(.surplusKey, name, in: source, "field \"\(name.value)\" is no date")
  }

  /// A header that two fields could claim would be read into whichever comes first.
  private mutating func checkHeaders(of mapping: ExtractMapping, in source: SourceText) {
    var owners: [String: String] = [:]
    for (position, column) in mapping.columns.enumerated() {
      if column.headers.isEmpty {
        refuse(
          .neededKey, at: range(of: "columns", .item(position), "headers", in: source), in: source,
          "no header is named")
      }
      for (number, header) in column.headers.enumerated() {
        let owner = owners[Spelling.folded(header), default: column.field.value]
        owners[Spelling.folded(header)] = owner
        guard owner != column.field.value else { continue }
        refuse(
          .synonymClash, at: range(of: "columns", .item(position), "headers", .item(number), in: source),
          in: source, "\"\(header)\" is already a header of field \"\(owner)\"",
          hint: "keep it at one of the fields")
      }
    }
  }

  private mutating func checkTexts(
    of column: ExtractMapping.Column, _ dataset: Dataset, in source: SourceText
  ) {
    guard let texts = column.codes,
      let field = dataset.fields.first(where: { $0.field.value == column.field.value })
    else { return }
    guard let codes = catalogue.codes(of: field) else {
      refuse(
        .surplusKey, column.field, in: source, "field \"\(column.field.value)\" has no list of codes",
        hint: "leave \"codes\" out")
      return
    }
    let known = codes.map(\.code.value)
    for entry in texts where !known.contains(entry.code.value) {
      refuse(
        .unknownReference, entry.code, in: source, "there is no code \"\(entry.code.value)\"",
        hint: suggestion(entry.code.value, from: known, called: "codes"))
    }
    var owners: [String: String] = [:]
    for code in codes {
      for text in [code.code.value, code.label] + (code.synonyms ?? []) + (code.retired ?? []) {
        owners[Spelling.folded(Array(text.utf8))] = code.code.value
      }
    }
    for entry in texts {
      for text in entry.texts {
        let owner = owners[Spelling.folded(Array(text.utf8)), default: entry.code.value]
        owners[Spelling.folded(Array(text.utf8))] = owner
        guard owner != entry.code.value else { continue }
        refuse(
          .synonymClash, entry.code, in: source, "\"\(text)\" already means code \"\(owner)\"",
          hint: "keep it at one of the codes")
      }
    }
  }

  /// What an input says of the files that it is read from.
  mutating func checkInput(_ input: PipelinePlan.Input, at position: Int, in source: SourceText) {
    if let text = input.where {
      do throws(Finding) { _ = try RecordCondition(text, in: source) } catch { findings.append(error) }
    }
    if input.sheet != nil, input.sheets != nil {
      refuse(
        .surplusKey, at: range(of: "inputs", .item(position), "sheets", in: source), in: source,
        "an input has \"sheet\" or \"sheets\"", hint: "name every sheet in \"sheets\"")
    }
    guard let id = input.mapping, checkReference(id, to: \.mappings, in: source),
      let mapping = catalogue.mappings[id.value]?.value, mapping.dataset.value != input.dataset.value
    else { return }
    refuse(
      .unknownReference, id, in: source,
      "mapping \"\(id.value)\" is of dataset \"\(mapping.dataset.value)\"",
      hint: "name one of \(input.dataset.value)")
  }
}
