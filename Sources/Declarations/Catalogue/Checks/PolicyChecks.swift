import Findings

extension CrossCheck {
  mutating func check(_ policy: Declared<PolicyDeclaration>) {
    let (value, source) = (policy.value, policy.source)
    let own = Terms(
      path: [], threshold: value.threshold, roundingBase: value.roundingBase,
      keepsOutcome: value.keepsOutcome, protects: value.protects, hidesZero: value.hidesZero ?? false)
    let others = value.datasets ?? []
    for terms in others { checkReference(terms.dataset, to: \.datasets, in: source) }
    checkRepeats(others.map(\.dataset), "dataset", in: source)
    let all =
      [own]
      + others.enumerated().map { position, terms in
        Terms(
          path: [.key("datasets"), .item(position)], threshold: terms.threshold,
          roundingBase: terms.roundingBase, keepsOutcome: terms.keepsOutcome, protects: terms.protects,
          hidesZero: terms.hidesZero ?? false)
      }
    let bands = value.dayBands ?? []
    if bands.contains(where: { $0 < 1 }) || zip(bands, bands.dropFirst()).contains(where: { $0 >= $1 }) {
      refuse(
        .outOfRange, at: range(of: [.key("dayBands")], in: source), in: source,
        "bands begin at 1 day or more, each later than the one before", hint: "such as [182, 365, 730]")
    }
    if value.audience == .published, all.allSatisfy(\.protectsNothing) {
      findings.append(
        source.finding(
          .emptyPolicy, at: range(of: [.key("audience")], in: source),
          "this policy is for publication and protects nothing: small counts are printed or can be worked out",
          hint:
            "use it only for figures that are published already; the policy 'published' protects small counts",
          severity: .note, effect: .reports))
    }
    for terms in all {
      if terms.threshold < 0 {
        refuse(.outOfRange, at: place(of: "threshold", terms, source), in: source, "a threshold is 0 or more")
      }
      if terms.roundingBase < 1 {
        refuse(
          .outOfRange, at: place(of: "roundingBase", terms, source), in: source,
          "a rounding base is 1 or more", hint: "1 does not round")
      }
      // Inside the council everybody may see the cases themselves.
      if value.audience == .published { lint(terms, source) }
    }
  }

  /// The terms of a policy for all datasets, or for one.
  private struct Terms {
    /// Where the declaration states them.
    var path: [JSONStep]
    var threshold: Int
    var roundingBase: Int
    var keepsOutcome: Bool
    var protects: Int?
    var hidesZero = false

    /// Whether a hidden count may have only one possible value.
    var protectsNothing: Bool { (protects ?? max(0, hidesZero ? threshold : threshold - 1)) <= 1 }
  }

  private func place(of key: String, _ terms: Terms, _ source: SourceText) -> Range<Int> {
    range(of: terms.path + [.key(key)], in: source)
  }

  /// Warns of terms under which a printed number can come from only a few counts.
  ///
  /// With threshold 5 and rounding to 5, a printed 5 means 5, 6 or 7, because 3 and 4 are hidden.
  private mutating func lint(_ terms: Terms, _ source: SourceText) {
    // A policy that states `protects` was written on purpose: it copies a publisher's, faults included.
    guard terms.threshold > 0, terms.protects == nil else { return }
    if terms.keepsOutcome {
      warn(
        place(of: "keepsOutcome", terms, source), source,
        "an outcome beside hidden counts gives them away where they are small",
        hint: "set it to false, or \"protects\" to 1 if the policy copies a publisher's")
    }
    guard terms.roundingBase > 1 else { return }
    let base = terms.roundingBase
    let least = terms.threshold
    // The lowest multiple to which a printed count can round.
    let first = max(base, (least + base / 2) / base * base)
    let behind = max(first - base / 2, least)...max(least, first + (base + 1) / 2 - 1)
    if behind.count < base {
      warn(
        place(of: "threshold", terms, source), source,
        "\(first) is printed only for \(listed(behind)), so the policy gives a count away",
        hint: "a threshold of \(first + (base + 1) / 2) would make the least printed \(first + base)")
    }
  }

  private mutating func warn(
    _ place: Range<Int>, _ source: SourceText, _ message: String, hint: String
  ) {
    findings.append(
      source.finding(.weakPolicy, at: place, message, hint: hint, severity: .warning, effect: .reports))
  }

  private func listed(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? "\(range.lowerBound)"
      : range.dropLast().map(String.init).joined(separator: ", ") + " and \(range.upperBound)"
  }
}
