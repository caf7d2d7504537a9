import Declarations
import Findings

private let dataset = """
  { "dataset": "concerns", "title": "Concerns", "prefix": "SGC", "grain": "a concern", "key": ["case_id"],
    "fields": [
      { "field": "case_id", "title": "Case", "kind": "identifier", "required": true },
      { "field": "received_on", "title": "Received", "kind": "date", "synonyms": ["Date \\u00e9"] },
      { "field": "visits", "title": "Visits", "kind": "integer" },
      { "field": "cost", "title": "Cost", "kind": "decimal", "places": 2 },
      { "field": "team", "title": "Team", "kind": "code" },
      { "field": "urgent", "title": "Urgent", "kind": "flag" },
      { "field": "kind", "title": "Kind", "kind": "code", "codes": [
        { "code": "section-42", "label": "Section 42" }, { "code": "other", "label": "Other" }] } ] }
  """

private let scope: Scope? = {
  let (decoded, _, _) = LocatedDecoder.decode(Dataset.self, from: SourceText(path: "d", dataset))
  return decoded.map { Scope(dataset: $0) { $0.codes } }
}()

private let jsonSeeds: [[UInt8]] = [
  dataset, #"{"a":[1,-2.5e3,true,false,null,"\ud83d\ude00\n\\"],"b":{}}"#, "[[[[[[[[]]]]]]]]",
  "{\"a\":1,\"a\":2}", "",
].map { Array($0.utf8) }

private let jsonTokens: [[UInt8]] =
  [
    "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\ud800", "\\", "null", "-", "1e999", "9223372036854775808",
    "//", "\u{FEFF}",
    "\"key\"", "\"fields\"", "[[[[[[[[[[[[[[[[", "\t", "\u{0}", "\u{1F600}",
  ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

private let expressionSeeds: [[UInt8]] = [
  "kind = 'section-42' AND received_on BETWEEN :period_start AND :period_end",
  "working_days(received_on, :as_of) <= 20 OR NOT urgent", "CASE WHEN visits > 3 THEN cost ELSE 0 END >= 1.5",
  "team IN ('a', 'b''c') AND visits IS NOT NULL",
  "age_at(received_on, DATE '2024-02-29') - 2 * -visits + 1 < 18",
  "coalesce(visits, 0) = 0", "nhs_number_valid(case_id)", "((((visits))))",
].map { Array($0.utf8) }

private let expressionTokens: [[UInt8]] = [
  "(", ")", "'", ",", " AND ", " OR ", " NOT ", "NULL", " IS ", " IN (", "BETWEEN ", "CASE WHEN ", " END",
  ":as_of", ":",
  "<>", "!=", "<=", "--", "/*", "99999999999999999999", "0.0000000000001", "DATE '2024-13-01'", "visits",
  "received_on",
  "kind", "days(", "((((((((((((", "-", "*", "é",
].map { Array($0.utf8) }

extension FuzzTarget {
  static let json = FuzzTarget(name: "json", share: 32) { chance in
    let source = SourceText(path: "f.json", bytes: chance.mutant(of: jsonSeeds, tokens: jsonTokens))
    if chance.below(4) == 0 {
      let (value, _, findings) = LocatedDecoder.decode(Dataset.self, from: source)
      precondition(value != nil || !findings.isEmpty, "refused without a reason")
    } else {
      let (node, findings) = JSONNode.parse(source)
      precondition(node != nil || !findings.isEmpty, "refused without a reason")
    }
  }

  static let expression = FuzzTarget(name: "expression", share: 25) { chance in
    let text = String(decoding: chance.mutant(of: expressionSeeds, tokens: expressionTokens), as: UTF8.self)
    let source = SourceText(path: "e.json", JSONText.quoted(text))
    guard let scope else { preconditionFailure("the dataset does not decode") }
    let place = Located(text, range: 0..<source.bytes.count)
    if case .failure(let findings) = typed(place, in: source, scope: scope) {
      precondition(!findings.all.isEmpty, "refused without a reason")
    }
  }
}
