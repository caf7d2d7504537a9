import Artefacts
import Declarations
import Findings
import IngestStage
import Testing

@Suite struct HeaderMatchTests {
  private let place = Location(path: "c.csv", line: 1)

  @Test(arguments: [
    (["case_id", "received_on"], [0, 1], "as declared"),
    (["received_on", "case_id"], [1, 0], "in any order"),
    (["Case ID", "RECEIVED-ON"], [0, 1], "case, spaces, hyphens and underscores do not count"),
    (["CaseID", "Date Received"], [0, 1], "a synonym"),
    (["case_id", "date-received", "team"], [0, 1, 2], "an optional field"),
    (["case_id", "received_on", "TEAM NAME "], [0, 1, 2], "a synonym with a space after it"),
  ])
  func findsTheField(_ header: [String], columns: [Int], why: String) {
    let match = HeaderMatch(header, of: concerns, at: place)
    #expect(match.columns == columns, "\(why)")
    #expect(match.findings.isEmpty, "\(why)")
    #expect(
      match.absentFields
        == Set(
          concerns.fields.map(\.field.value).enumerated().filter { !columns.contains($0.offset) }.map(
            \.element)))
  }

  @Test func tellsOfColumnsItPassesOver() {
    let match = HeaderMatch(["case_id", "received_on", "taem", "Shoe size", ""], of: concerns, at: place)
    #expect(match.isUsable)
    #expect(match.columns == [0, 1, nil, nil, nil])
    #expect(
      match.findings.map(\.description) == [
        """
        c.csv:1: warning[FILE-004]: column 'taem' is not a field of the dataset and is ignored
         = hint: did you mean 'team'?
        """,
        "c.csv:1: note[FILE-004]: column 'Shoe size' is not a field of the dataset and is ignored",
        "c.csv:1: note[FILE-004]: column 5 has no name and is ignored",
      ])
  }

  @Test func refusesAFileWithoutARequiredField() {
    let match = HeaderMatch(["case_id", "team"], of: concerns, at: place)
    #expect(!match.isUsable)
    #expect(
      match.findings.map(\.description) == [
        """
        c.csv:1: error[FILE-005]: no column for the required field 'received_on'
         = hint: looked for 'received_on', 'Date received'; rename a column, or say in a mapping which it is
        """
      ])
  }

  @Test func refusesAFileWithAFieldTwice() {
    let match = HeaderMatch(["case_id", "received_on", "Date Received"], of: concerns, at: place)
    #expect(!match.isUsable)
    #expect(
      match.findings.map(\.description) == [
        """
        c.csv:1: error[FILE-009]: column 2 'received_on' and column 3 'Date Received' are the same field, 'received_on'
         = hint: remove or rename all but one
        """
      ])
  }

  /// A header that fits one field is that field. One that fits two is ignored: nothing is guessed.
  @Test(arguments: [
    ("Date of the end", [1]), ("The start date", [0]), ("Start and end date", [nil]), ("date", [nil]),
  ])
  func aHeaderThatFitsTwoFieldsIsNeither(_ header: String, columns: [Int?]) {
    let dataset: Dataset = decoded(
      """
      { "dataset": "d", "title": "D", "prefix": "DD", "grain": "g", "key": ["a"], "fields": [
        { "field": "a", "title": "A", "kind": "date", "patterns": ["*start*", "*begin*"] },
        { "field": "b", "title": "B", "kind": "date", "patterns": ["*end*", "*finish*"] } ] }
      """)
    #expect(HeaderMatch([header], of: dataset, at: place).columns == columns)
  }

  private let shared: Dataset = decoded(
    """
    { "dataset": "d", "title": "D", "prefix": "DD", "grain": "g", "key": ["a"], "fields": [
      { "field": "asked_on", "title": "A", "kind": "date", "required": true,
        "synonyms": ["Contact Date", "Start Date", "Asked"] },
      { "field": "started_on", "title": "B", "kind": "date", "synonyms": ["Start Date", "Began"] },
      { "field": "met_on", "title": "C", "kind": "date", "synonyms": ["Contact Date"] } ] }
    """)

  /// "Start Date" was read as the day of the request beside "Contact Date", and the mean wait came out at 10.8 days for 53.0.
  @Test func aSynonymOfTwoFieldsIsReadAsNeither() {
    let match = HeaderMatch(["contact_date", "Start  Date:"], of: shared, at: place)
    #expect(match.columns == [nil, nil] && !match.isUsable)
    #expect(
      match.findings.map(\.description) == [
        """
        c.csv:1: error[FILE-005]: no column for the required field 'asked_on'
         = hint: is it column 'contact_date'? looked for 'asked_on', 'Contact Date', 'Start Date', 'Asked'; rename a column, or say in a mapping which it is
        """,
        """
        c.csv:1: warning[FILE-043]: column 'contact_date' may be 'asked_on' or 'met_on': it is not read
         = hint: say in a mapping which field it is; 'caretally init' writes one
        """,
        """
        c.csv:1: warning[FILE-043]: column 'Start  Date:' may be 'asked_on' or 'started_on': it is not read
         = hint: say in a mapping which field it is; 'caretally init' writes one
        """,
      ])
    #expect(match.readings.map(\.candidates) == [["asked_on", "met_on"], ["asked_on", "started_on"]])
  }

  @Test func anAmbiguousHeaderTellsOfTheColumnThatACandidateHas() {
    let match = HeaderMatch(["Asked", "Start Date"], of: shared, at: place)
    #expect(match.columns == [0, nil] && match.isUsable)
    #expect(
      match.findings.map(\.message) == [
        "column 'Start Date' may be 'asked_on' (which column 'Asked' is) or 'started_on': it is not read"
      ])
  }

  @Test(arguments: ["Began", "BEGAN:", "'Began'", "be-gan", "Began.", "Began?"])
  func marksOfAHeaderDoNotCount(_ header: String) {
    #expect(HeaderMatch([header], of: shared, at: place).columns == [1])
  }
}
