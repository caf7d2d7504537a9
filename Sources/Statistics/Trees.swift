/// How a run's files lie: all in one tree, or what may be published in the root and all else in `restricted/`.
///
/// Only a `DisclosurePolicy` makes one, so that nothing but the policy decides where exact figures are written.
package struct Trees: Sendable, Hashable {
  /// Whether the root holds only what may be published.
  package let areTwo: Bool

  init(areTwo: Bool) { self.areTwo = areTwo }

  /// Where a file of exact figures lies in the run's folder.
  package func path(ofExact name: String) -> String { areTwo ? Self.restricted(name) : name }

  /// Where a file lies that only those who may see the cases are to read.
  package static func restricted(_ name: String) -> String {
    isRestricted(name) ? name : prefix + name
  }

  package static func isRestricted(_ path: String) -> Bool { path.hasPrefix(prefix) }

  private static let prefix = "restricted/"
}

extension DisclosurePolicy {
  /// Two where any count is hidden or rounded.
  package var trees: Trees { Trees(areTwo: hidesOrRounds) }
}
