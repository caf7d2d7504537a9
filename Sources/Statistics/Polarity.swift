/// Which way a measure ought to go, so that a difference may be called better or worse.
///
/// Publishers rarely print it, so it is declared with the measure; without agreement it is `neither`.
package enum Polarity: String, Sendable, Hashable, CaseIterable, Codable {
  case higherIsBetter = "higher-is-better"
  case lowerIsBetter = "lower-is-better"
  case neither

  /// Whether going up is good; nil where nobody has agreed.
  package var upIsGood: Bool? {
    switch self {
    case .higherIsBetter: true
    case .lowerIsBetter: false
    case .neither: nil
    }
  }
}
