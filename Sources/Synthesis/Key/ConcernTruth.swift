import Periods

/// The true measures of safeguarding concerns.
enum ConcernTruth {
  private typealias Truth = TrueMeasure<Concern>

  private static func isReceived(_ c: Concern, _ w: Window) -> Bool { w.contains(c.received) }
  private static func isOpen(_ c: Concern, _ w: Window) -> Bool {
    w.isOpenAtEnd(from: c.received, to: c.triaged)
  }

  static var measures: [TrueMeasure<Concern>] {
    [
      Truth("safeguarding-concerns-received", decimals: 0, .count, of: isReceived),
      Truth("people-with-a-safeguarding-concern", decimals: 0, .people, of: isReceived),
      Truth("safeguarding-concerns-per-100000", decimals: 1, .rate, of: isReceived),
      Truth(
        "safeguarding-concerns-repeated", decimals: 1,
        .share { c, _ in c.previous.map { $0 >= Window.months(-12, after: c.received) } ?? false },
        of: isReceived),
      Truth(
        "safeguarding-concerns-leading-to-section-42", decimals: 1,
        .share { c, _ in c.decision == .section42 },
        of: { c, w in isReceived(c, w) && c.triaged.map { $0 <= w.end } ?? false }),
      Truth("safeguarding-concerns-triaged", decimals: 0, .count) { c, w in w.contains(c.triaged) },
      Truth(
        "safeguarding-triage-in-2-working-days", decimals: 1,
        .share { c, w in c.triaged.map { w.office.count(after: c.received, upTo: $0) <= 2 } ?? false },
        of: { c, w in w.contains(c.triaged) }),
      Truth("safeguarding-concerns-open", decimals: 0, .count, of: isOpen),
      Truth("safeguarding-concerns-open-over-2-working-days", decimals: 0, .count) { c, w in
        isOpen(c, w) && w.office.count(after: c.received, upTo: w.end) > 2
      },
    ]
  }
}
