import Statistics
import Testing

@Suite struct DisclosurePolicyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var policy: DisclosurePolicy
    var count: Int
    var text: String
    var why: String
    var testDescription: String { "\(count): \(why)" }
  }
  static let five = DisclosurePolicy(threshold: 5, roundingBase: 5)
  static let table = [
    Row(policy: DisclosurePolicy(threshold: 0), count: 1, text: "1", why: "an internal policy hides nothing"),
    Row(policy: five, count: 4, text: "[c]", why: "below the threshold"),
    Row(policy: five, count: 0, text: "0", why: "a true zero is shown"),
    Row(policy: five, count: 5, text: "5", why: "at the threshold"),
    Row(policy: five, count: 7, text: "5", why: "rounded down"),
    Row(policy: five, count: 8, text: "10", why: "rounded up"),
    Row(
      policy: DisclosurePolicy(threshold: 0, roundingBase: 10), count: 4, text: "[low]",
      why: "not a true zero"),
    Row(
      policy: DisclosurePolicy(threshold: 0, roundingBase: 5), count: 1, text: "[low]",
      why: "one is not nought"),
    Row(
      policy: DisclosurePolicy(threshold: 0, roundingBase: 5), count: 2, text: "[low]",
      why: "the last that rounds to nought"),
    Row(
      policy: DisclosurePolicy(threshold: 0, roundingBase: 5), count: 3, text: "5",
      why: "the first that does not"),
    Row(
      policy: DisclosurePolicy(threshold: 0, hidesZero: true), count: 0, text: "0", why: "nothing is hidden"),
    Row(
      policy: DisclosurePolicy(threshold: 5, hidesZero: true), count: 0, text: "[c]", why: "zero hidden too"),
    Row(policy: five, count: 12_345, text: "12,345", why: "thousands grouped"),
  ]

  @Test(arguments: table) func showsACountAsThePolicySays(_ row: Row) {
    #expect(row.policy.count(row.count).text == row.text)
  }

  @Test func aDifferenceIsHiddenWithEitherSide() {
    let policy = DisclosurePolicy(threshold: 5)
    let difference = FixedPoint(units: 3, places: 0)
    #expect(policy.difference(difference, of: policy.count(3), from: policy.count(10)).text == "[c]")
    #expect(policy.difference(difference, of: policy.count(10), from: policy.count(7)).text == "3")
  }

  /// Why one side is not there is why there is no difference.
  @Test func aDifferenceSaysWhyItIsNotThere() {
    let policy = DisclosurePolicy(threshold: 0, roundingBase: 5)
    let (number, difference) = (policy.count(10), FixedPoint(units: 3, places: 0))
    for missing in Missing.allCases {
      let other = policy.published(nil, missing: missing)
      #expect(policy.difference(difference, of: other, from: number).state == .missing(missing))
      #expect(policy.difference(difference, of: number, from: other).state == .missing(missing))
    }
    #expect(
      policy.difference(difference, of: number, from: policy.count(1)).text == "[c]",
      "nobody knows it of [low]")
    #expect(policy.difference(nil, of: number, from: number).text == "[z]")
  }

  /// A count of cases of several datasets is hidden and rounded by whatever is strictest.
  @Test func severalDatasetsTakeTheStrictestOfEachTerm() {
    var policy = DisclosurePolicy(threshold: 5, keepsOutcome: true)
    let one = DisclosurePolicy(threshold: 3, roundingBase: 10, keepsOutcome: true, protects: 7)
    let other = DisclosurePolicy(threshold: 8, hidesZero: true, roundingBase: 5)
    policy.exceptions = ["one": one, "other": other]
    let strictest = DisclosurePolicy(threshold: 8, hidesZero: true, roundingBase: 10, protects: 8)
    #expect(policy.terms(for: ["one", "other"]) == strictest)
    #expect(policy.terms(for: ["one"]) == one && policy.terms(for: ["other"]) == other)
    #expect(policy.terms(for: []).exceptions.isEmpty && policy.terms(for: ["third"]).threshold == 5)
  }

  /// A median has half of the cases on either side, a 90th percentile a tenth, and a longest wait none.
  @Test(arguments: [
    (50, 9, true), (50, 10, false), (90, 49, true), (90, 50, false), (10, 49, true), (10, 50, false),
    (100, 1_000_000, true), (50, 0, false),
  ])
  func anAverageOfFewIsTheirs(percentile: Int, cases: Int, isExtreme: Bool) {
    #expect(DisclosurePolicy(threshold: 5).isExtreme(percentile: percentile, of: cases) == isExtreme)
    #expect(!DisclosurePolicy(threshold: 0).isExtreme(percentile: percentile, of: cases))
  }

  /// As many values as counts that are hidden, unless another number is declared.
  @Test func promisesAsManyValuesAsItHides() {
    #expect(DisclosurePolicy(threshold: 5).promisedValues == 4, "1 to 4")
    #expect(DisclosurePolicy(threshold: 5, hidesZero: true).promisedValues == 5, "0 to 4")
    #expect(DisclosurePolicy(threshold: 5, protects: 2).promisedValues == 2)
    #expect(DisclosurePolicy(threshold: 0).promisedValues == 0)
  }
}
