import Artefacts
import Declarations
import EvidenceStage
import IngestStage
import Periods
import Statistics
import Tables

/// Texts of a field for which a code is proposed; more are no list of codes.
private let mostProposals = 200

/// How every file was read and its codes cleaned: `reading.json`, and the texts without a code.
///
/// The texts always go to `restricted/`, because a text in the wrong column may name a person.
///
/// Beside each of these texts is the code that its words come nearest to, if one does.
func readingFiles(_ ingested: Ingested, in trees: Trees, _ catalogue: Catalogue) -> [EvidencePack.File] {
  let json = JSONText.object([
    ("files", .list(ingested.readings.map(object))), ("cleaning", .list(ingested.cleaning.map(object))),
  ])
  var csv = CSVWriter(
    header: ["dataset", "field", "value", "times", "proposed_code", "confidence"], neutralisesFormulas: true)
  for field in ingested.cleaning {
    let codes = catalogue.dataset(field.dataset)?.fields.first { $0.field.value == field.field }
      .flatMap { catalogue.codes(of: $0) }
    let proposer = codes.map { CodeProposer($0) }
    for (place, use) in field.uses.texts.filter({ $0.match == .unmapped }).enumerated() {
      let proposal = place < mostProposals ? proposer?.proposal(for: use.text) : nil
      csv.row([
        field.dataset, field.field, use.text, String(use.count), proposal?.code ?? "",
        proposal?.confidence.rawValue ?? "",
      ])
    }
  }
  return [
    EvidencePack.File(exact: "reading.json", bytes: json.file, in: trees),
    EvidencePack.File(restricted: "unmapped.csv", bytes: csv.bytes),
  ]
}

private func object(_ reading: FileReading) -> JSONText {
  var members: [(String, JSONText)] = [
    ("dataset", .text(reading.dataset)), ("path", .text(reading.path)),
    ("container", .text(reading.container.rawValue)),
  ]
  if let sheet = reading.sheet { members.append(("sheet", .text(sheet))) }
  if let mapping = reading.mapping { members.append(("mapping", .text(mapping))) }
  if let days = reading.covers {
    members += [
      ("firstDay", .text(days.lowerBound.description)), ("lastDay", .text(days.upperBound.description)),
    ]
  }
  if reading.footLines > 0 { members.append(("footLines", .number(reading.footLines))) }
  if let leftOut = reading.leftOut { members.append(("leftOut", .number(leftOut))) }
  members += [
    ("encoding", .text(reading.encoding.rawValue)), ("byteOrderMark", .flag(reading.hasByteOrderMark)),
    ("delimiter", .text(reading.delimiter.name)), ("lineEnd", .text(reading.lineEnd)),
    ("titleLines", .number(reading.titleLines)), ("headerLine", .number(reading.headerLine)),
    ("superseded", .number(reading.superseded)), ("columns", .list(reading.columns.map(object))),
  ]
  return .object(members)
}

private func object(_ column: ColumnReading) -> JSONText {
  var members: [(String, JSONText)] = [("header", .text(column.header))]
  if let field = column.field { members.append(("field", .text(field))) }
  members.append(("match", .text(column.match?.rawValue ?? "passed-over")))
  if let near = column.near { members.append(("near", .text(near))) }
  if !column.candidates.isEmpty {
    members.append(("candidates", .list(column.candidates.map { .text($0) })))
  }
  if let days = column.days {
    members += [
      ("dates", .text(days.form?.rawValue ?? "not-read")), ("decidedBy", .text(days.basis.rawValue)),
      ("seen", .list(days.seen.map { .text($0) })),
    ]
  }
  return .object(members)
}

private func object(_ cleaning: FieldCleaning) -> JSONText {
  var members: [(String, JSONText)] = [
    ("dataset", .text(cleaning.dataset)), ("field", .text(cleaning.field)),
  ]
  for match in CodeMatch.allCases where cleaning.uses.count(match) > 0 {
    members.append((match.rawValue, .number(cleaning.uses.count(match))))
  }
  let unmapped = cleaning.uses.distinct(.unmapped)
  if unmapped > 0 { members.append(("unmappedTexts", .number(unmapped))) }
  guard !cleaning.isOpen else { return .object(members) }
  let mapped = cleaning.uses.texts.filter { ![.exact, .blank, .unmapped].contains($0.match) }
  // A mapped text is written as the code list has it, so that it can name nobody.
  members.append(
    (
      "mapped",
      .list(
        mapped.map { use in
          .object([
            ("from", .text(use.text)), ("to", .text(use.code ?? "")), ("how", .text(use.match.rawValue)),
            ("times", .number(use.count)),
          ])
        })
    ))
  return .object(members)
}
