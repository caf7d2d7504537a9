import Artefacts
import Declarations
import Findings
import IngestStage
import Tables
import Testing

@Suite struct CellCheckTests {
  @Test(arguments: [
    (CellFault.Kind.missing, "error[CELL-001]: Date received is missing"),
    (.badDate, "error[CELL-002]: Date received is not a date"),
    (.badInteger, "error[CELL-003]: Date received is not a whole number"),
    (.badDecimal, "error[CELL-004]: Date received is not a number"),
    (.badFlag, "error[CELL-005]: Date received is neither yes nor no"),
    (.unknownCode, "warning[CELL-006]: Date received has a value that its code list does not"),
    (.textTooLong, "error[CELL-007]: Date received is longer than 32767 bytes"),
    (.badNHSNumber, "warning[CELL-012]: Date received does not have ten digits, and is not read"),
    (
      .cutNumber,
      "warning[CELL-013]: Date received was shortened by a spreadsheet, such as 9.43E+09, and is not read"
    ),
    (.notUTF8, "error[CELL-010]: Date received holds bytes that are not UTF-8"),
  ])
  func namesTheFieldByItsTitle(_ kind: CellFault.Kind, expected: String) {
    let finding = CellCheck.finding(
      for: CellFault(row: 0, field: 1, kind: kind), in: concerns,
      dictionaries: concerns.fields.map { _ in [] })
    #expect(finding.description.split(separator: "\n")[0] == expected)
    #expect(finding.field == "received_on")
    #expect(finding.hint != nil)
  }

  @Test(arguments: [
    (CellFault.Kind.ragged, "error[CELL-008]: the record has more or fewer fields than the header"),
    (
      .unclosedQuote,
      "error[CELL-011]: the record opens a quote that is never closed, and takes the rest of the file"
    ),
  ])
  func namesNoFieldWhereTheRecordIsWrong(_ kind: CellFault.Kind, expected: String) {
    let finding = CellCheck.finding(
      for: CellFault(row: 0, field: -1, kind: kind), in: concerns, dictionaries: [])
    #expect(finding.description.split(separator: "\n")[0] == expected)
    #expect(finding.field == nil)
    #expect(finding.effect == .refusesRecord)
  }

  @Test func everyKindHasACodeOfItsOwn() {
    let codes = CellFault.Kind.allCases.map { CellCheck($0).code } + [CellCheck.duplicateKey.code]
    #expect(Set(codes).count == 14)
    #expect(CellCheck.duplicateKey.message(field: "Case") == "Case is the same as in an earlier record")
  }

  @Test(arguments: [
    ("case_id", CellFault.Kind.missing, Effect.refusesRecord, "required"),
    ("visits", .badInteger, .refusesRecord, "the default for every kind but codes"),
    ("notes", .notUTF8, .refusesRecord, "the default for every kind but codes"),
    ("source", .unknownCode, .reports, "the default for codes"),
    ("urgent", .badFlag, .reports, "declared so"),
  ])
  func refusesTheRecordWhereTheFieldSaysSo(_ name: String, kind: CellFault.Kind, effect: Effect, why: String)
  {
    let field = concerns.fields.first { $0.field.value == name }
    #expect(CellCheck.effect(of: kind, in: field) == effect, "\(why)")
  }

  @Test func anUnknownCodeIsNeverShownButACloseOneIsOffered() throws {
    let table = try #require(
      ingest("case_id,received_on,source\n1,2024-07-31,polise\n2,2024-07-31,Mrs Smith\n").table("concerns"))
    let findings = table.batches[0].faults.map {
      CellCheck.finding(for: $0, in: concerns, dictionaries: table.dictionaries).description
    }
    #expect(
      findings == [
        "warning[CELL-006]: Source has a value that its code list does not\n = hint: did you mean 'police'?",
        "warning[CELL-006]: Source has a value that its code list does not\n"
          + " = hint: correct the value, or add it to the code list as a synonym",
      ])
  }
}
