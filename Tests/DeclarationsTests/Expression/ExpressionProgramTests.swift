import Declarations
import Findings
import Periods
import Tables
import Testing

/// What a program does with the columns it is given.
@Suite struct ExpressionProgramTests {
  @Test(arguments: [
    ("urgent", TypedExpression.Kind.condition, [12]),
    ("days(received_on, closed_on)", .integer, [2, 3]),
    ("received_on + visits", .date, [2, 5]),
    ("weekly_cost * hours", .decimal(places: 3), [7, 8]),
    ("weekly_cost + hours", .decimal(places: 2), [7, 8]),
    ("CASE WHEN urgent THEN visits ELSE 0.5 END", .decimal(places: 1), [5, 12]),
    ("coalesce(team, 'none')", .code, [9]),
    ("'none'", .code, []),
    ("case_id", .text, [0]),
    (":as_of", .date, []),
  ])
  func knowsKindsAndFields(text: String, kind: TypedExpression.Kind, fields: [Int]) throws {
    let expression = try ExpressionFixture.typed(text)
    #expect(expression.kind == kind)
    #expect(expression.fieldsUsed.sorted() == fields)
  }

  @Test func wordsOfTheLanguageMayBeInAnyCase() throws {
    let record = ["received_on": "2024-05-01", "visits": "3"]
    let shouted = "NOT URGENT IS NULL"
    #expect(throws: Findings.self) { try ExpressionFixture.typed(shouted) }
    let text =
      "urgent is null and Case When visits between 1 and 3 then True else faLse eNd and Days(received_on, date '2024-05-02') In (1)"
    #expect(try ExpressionFixture.truths(text, [record]) == "T")
  }

  @Test(arguments: [
    ("9434765919", "T", "the check digit is right"),
    ("943 476 5919", "T", "spaces are ignored"),
    ("943-476-5919", "T", "and hyphens"),
    ("9434765918", "F", "the check digit is wrong"),
    ("0000000000", "F", "ten equal digits, though the sum is right"),
    ("943476591", "F", "nine digits"),
    ("94347659190", "F", "eleven digits"),
    ("943476591A", "F", "not a digit"),
    ("9434765960", "F", "a remainder of 1 has no check digit"),
    ("2983396339", "T", "another right one"),
    ("9434766060", "T", "a check digit of 11 is written 0"),
    ("", "?", "missing"),
  ])
  func checksNHSNumbers(number: String, expected: String, why: String) throws {
    #expect(
      try ExpressionFixture.truths("nhs_number_valid(nhs_number)", [["nhs_number": number]]) == expected,
      "\(why)")
  }

  @Test(arguments: [
    ("visits IS NULL", "T"), ("visits > 3", "?"), ("visits = 3", "?"), ("visits < contacts", "?"),
    ("visits = contacts", "?"), ("visits IN (1, 2)", "?"), ("urgent", "?"), ("urgent IS NULL", "T"),
    ("team = 'North'", "?"), ("team IN ('North', 'South')", "?"), ("team IS NOT NULL", "F"),
    ("weekly_cost > 1", "?"), ("weekly_cost IS NULL", "T"), ("case_id = 'A1'", "?"), ("case_id IS NULL", "T"),
    ("case_id = nhs_number", "?"), ("nhs_number = case_id", "?"), ("nhs_number_valid(case_id)", "?"),
    ("matches_digits(case_id, 3)", "?"), ("length(case_id) > 1", "?"),
    ("days(received_on, closed_on) > 1", "?"),
    ("working_days(received_on, closed_on) > 1", "?"), ("coalesce(team, 'x') = 'x'", "T"),
  ])
  func anAbsentFieldReadsAsMissing(text: String, expected: String) throws {
    let record = [
      "visits": "3", "contacts": "3", "urgent": "true", "team": "North", "weekly_cost": "2.00",
      "case_id": "A1", "nhs_number": "A1", "received_on": "2024-05-01", "closed_on": "2024-06-01",
    ]
    let absent: Set = ["visits", "urgent", "team", "weekly_cost", "case_id", "received_on"]
    #expect(try ExpressionFixture.truths(text, [record], absent: absent) == expected)
  }

  @Test(arguments: [
    ("enquiry_type = 'section-42'", "F", "it is another code"),
    ("enquiry_type <> 'section-42'", "T", "for certain"),
    ("enquiry_type IN ('section-42', 'other')", "F", "it is not one of them"),
    ("enquiry_type NOT IN ('section-42', 'other')", "T", "which is how a rule finds it"),
    ("enquiry_type IS NULL", "F", "something was written"),
    ("enquiry_type = enquiry_type", "?", "two unknown values may differ"),
    ("coalesce(enquiry_type, 'other') = 'other'", "F", "something was written"),
  ])
  func aValueThatIsNotACodeIsNoCode(text: String, expected: String, why: String) throws {
    #expect(try ExpressionFixture.truths(text, [["enquiry_type": "made-up"]]) == expected, "\(why)")
  }

  @Test func codesComeOutAsPositionsInTheProgramsDictionary() throws {
    let records = [
      ["team": "South", "previous_team": "East"], ["team": "North"], [:], ["previous_team": "West"],
    ]
    let table = try ExpressionFixture.table(records)
    for (text, expected) in [
      ("team", ["South", "North", nil, nil]),
      ("coalesce(team, 'none')", ["South", "North", "none", "none"]),
      ("coalesce(team, previous_team)", ["South", "North", nil, "West"]),
      ("coalesce(previous_team, team)", ["East", "North", nil, "West"]),
      ("CASE WHEN team = 'South' THEN 'North' ELSE previous_team END", ["North", nil, nil, "West"]),
      ("CASE WHEN team IS NULL THEN 'new' END", [nil, nil, "new", "new"]),
    ] as [(String, [String?])] {
      let program = Program(
        try ExpressionFixture.typed(text), table: table, parameters: try ExpressionFixture.parameters())
      var out: [Int64] = []
      program.values(in: table.batches[0], rows: 0..<4, into: &out)
      #expect(out.map { $0 == .min ? nil : program.dictionary[Int($0)] } == expected, "\(text)")
      #expect(text != "team" || program.dictionary == table.dictionaries[9])
    }
  }

  @Test func decimalsComeOutInUnitsOfTheirLastPlace() throws {
    #expect(try ExpressionFixture.value("weekly_cost + 0.125", ["weekly_cost": "12.50"]) == 12_625)
    #expect(try ExpressionFixture.value("weekly_cost * 2", ["weekly_cost": "12.50"]) == 2500)
  }

  @Test func oneScratchServesManyProgramsAndRanges() throws {
    let records = (0..<5000).map { ["visits": "\($0)", "contacts": $0 % 3 == 0 ? "" : "\(4999 - $0)"] }
    let table = try ExpressionFixture.table(records)
    let parameters = try ExpressionFixture.parameters()
    let condition = Program(
      try ExpressionFixture.typed("visits < contacts AND visits + contacts = 4999"), table: table,
      parameters: parameters)
    let number = Program(
      try ExpressionFixture.typed("coalesce(contacts, visits * 10)"), table: table, parameters: parameters)
    var scratch = EvaluationScratch()
    var truths: [UInt8] = [9, 9, 9]
    var numbers: [Int64] = []
    for rows in [0..<5000, 4096..<4097, 10..<10, 2047..<4999, 0..<1] {
      condition.truth(in: table.batches[0], rows: rows, scratch: &scratch, into: &truths)
      number.values(in: table.batches[0], rows: rows, scratch: &scratch, into: &numbers)
      #expect(truths == rows.map { $0 % 3 == 0 ? ($0 < 5000 ? 1 : 0) : $0 < 4999 - $0 ? 2 : 0 })
      #expect(numbers == rows.map { $0 % 3 == 0 ? Int64($0) * 10 : Int64(4999 - $0) })
    }
  }

  @Test func anEmptyTableGivesNothing() throws {
    let table = try ExpressionFixture.table([])
    let program = Program(
      try ExpressionFixture.typed("case_id = 'A1' OR urgent"), table: table,
      parameters: try ExpressionFixture.parameters())
    var out: [UInt8] = [1]
    program.truth(in: table.batches[0], rows: 0..<0, into: &out)
    #expect(out.isEmpty)
  }
}
