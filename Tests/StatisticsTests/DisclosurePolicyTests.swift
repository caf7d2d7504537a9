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
}
