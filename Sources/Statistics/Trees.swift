/// The folders of a run's files: all in one, or publishable files in the root and all others in `restricted/`.
///
/// Only a `DisclosurePolicy` makes one, so only the policy decides where exact figures are written.
package struct Trees: Sendable, Hashable {
  /// Whether the root has only files that may be published.
  package let areTwo: Bool

  init(areTwo: Bool) { self.areTwo = areTwo }

  /// The path of a file of exact figures in the run's folder.
  package func path(ofExact name: String) -> String { areTwo ? Self.restricted(name) : name }

  /// The path of a file that only people who may see the cases may read.
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
