/// The share of records refused, so coarse that no count follows from it.
///
/// Only `DisclosurePolicy` makes one.
package struct ShareBand: Sendable, Hashable {
  package let text: String

  init(_ text: String) { self.text = text }
}

extension DisclosurePolicy {
  /// The share of records refused, as a band; `[c]` where the narrowest band would leave too few counts possible.
  ///
  /// The decision uses the accepted records as this policy prints them, so it reveals nothing more.
  package func refusedShare(refused: Int, accepted: Int) -> ShareBand {
    let open = max(hiddenValues, promisedValues, roundingBase) + 1
    guard let printed = count(accepted).number?.units, printed >= 20 * open else { return ShareBand("[c]") }
    let records = refused + accepted
    if refused * 20 <= records { return ShareBand("up to 5%") }
    return ShareBand(refused * 5 <= records ? "over 5% and up to 20%" : "over 20%")
  }
}
