import Findings

extension CrossCheck {
  /// Warns of a policy that prints a number which only a few counts can have given.
  ///
  /// Threshold 5 with rounding to 5 prints 5 for 5, 6 and 7 alone, because 3 and 4 are hidden.
  mutating func lint(_ policy: Declared<PolicyDeclaration>) {
    let (value, source) = (policy.value, policy.source)
    // A policy that says what it protects has been thought about: it mirrors a publisher's, with its faults.
    guard value.threshold > 0, value.protects == nil else { return }
    lintOutcome(value, source)
    guard value.roundingBase > 1 else { return }
    let base = value.roundingBase
    let least = value.threshold
    // The first multiple that any printed count rounds to.
    let first = max(base, (least + base / 2) / base * base)
    let behind = max(first - base / 2, least)...max(least, first + (base + 1) / 2 - 1)
    if behind.count < base {
      warn(
        "threshold", value, source,
        "\(first) is printed for \(listed(behind)) alone, so the policy gives a count away",
        hint: "a threshold of \(first + (base + 1) / 2) would make the least printed \(first + base)")
    }
  }

  private mutating func lintOutcome(_ value: PolicyDeclaration, _ source: SourceText) {
    guard value.keepsOutcome else { return }
    warn(
      "keepsOutcome", value, source, "an outcome beside hidden counts gives them away where they are small",
      hint: "say false, or \"protects\": 1 where the policy only mirrors a publisher's")
  }

  private mutating func warn(
    _ key: String, _ policy: PolicyDeclaration, _ source: SourceText, _ message: String, hint: String
  ) {
    // Inside the council nobody is kept from the cases themselves.
    guard policy.audience == .published else { return }
    findings.append(
      source.finding(
        .weakPolicy, at: range(of: .key(key), in: source), message, hint: hint, severity: .warning,
        effect: .reports))
  }

  private func listed(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? "\(range.lowerBound)"
      : range.dropLast().map(String.init).joined(separator: ", ") + " and \(range.upperBound)"
  }
}
