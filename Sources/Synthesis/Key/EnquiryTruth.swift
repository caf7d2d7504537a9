import Periods

/// The true measures of safeguarding enquiries.
enum EnquiryTruth {
  private typealias Truth = TrueMeasure<Enquiry>

  private static func isOpened(_ e: Enquiry, _ w: Window) -> Bool { w.contains(e.opened) }
  private static func isOpen(_ e: Enquiry, _ w: Window) -> Bool {
    w.isOpenAtEnd(from: e.opened, to: e.completed)
  }
  /// A section 42 enquiry concluded in the period.
  private static func isConcluded(_ e: Enquiry, _ w: Window) -> Bool {
    e.isSection42 && w.contains(e.completed)
  }
  private static func concluded(and condition: @escaping (Enquiry) -> Bool) -> (Enquiry, Window) -> Bool {
    { isConcluded($0, $1) && condition($0) }
  }

  static var measures: [TrueMeasure<Enquiry>] { opened + open + outcomes }

  private static var opened: [Truth] {
    [
      Truth("safeguarding-enquiries-started", decimals: 0, .count, of: isOpened),
      Truth("section-42-enquiries-started", decimals: 0, .count) { e, w in e.isSection42 && isOpened(e, w) },
      Truth("people-with-a-section-42-enquiry", decimals: 0, .people) { e, w in
        e.isSection42 && isOpened(e, w)
      },
      Truth("safeguarding-enquiries-per-100000", decimals: 1, .rate, of: isOpened),
      Truth("section-42-enquiries-per-100000", decimals: 1, .rate) { e, w in
        e.isSection42 && isOpened(e, w)
      },
      Truth("people-with-a-section-42-enquiry-per-100000", decimals: 1, .rateOfPeople) { e, w in
        e.isSection42 && isOpened(e, w)
      },
      Truth("section-42-share-of-enquiries", decimals: 1, .share { e, _ in e.isSection42 }, of: isOpened),
      Truth(
        "safeguarding-allocation-in-10-working-days", decimals: 1,
        .share { e, w in e.allocated.map { w.office.count(after: e.triaged, upTo: $0) <= 10 } ?? false },
        of: { e, w in w.contains(e.allocated) }),
    ]
  }

  private static var open: [Truth] {
    [
      Truth("safeguarding-enquiries-open", decimals: 0, .count, of: isOpen),
      Truth("safeguarding-enquiries-open-over-6-weeks", decimals: 0, .count) { e, w in
        isOpen(e, w) && w.end - e.opened > 42
      },
      Truth("safeguarding-enquiries-open-over-12-weeks", decimals: 0, .count) { e, w in
        isOpen(e, w) && w.end - e.opened > 84
      },
      Truth(
        "safeguarding-enquiries-open-longest-days", decimals: 0, .maximum { e, w in w.end - e.opened },
        of: isOpen),
      Truth("safeguarding-enquiries-unallocated", decimals: 0, .count) { e, w in
        isOpen(e, w) && w.isStillToCome(e.allocated)
      },
    ]
  }

  private static var outcomes: [Truth] {
    let expressed = concluded { $0.asked == .expressed }
    return [
      Truth("section-42-enquiries-completed", decimals: 0, .count, of: isConcluded),
      Truth(
        "section-42-completed-median-days", decimals: 1,
        .percentile(50) { e, _ in (e.completed ?? e.opened) - e.opened }, of: isConcluded),
      Truth(
        "section-42-completed-in-20-working-days", decimals: 1,
        .share { e, w in
          guard let allocated = e.allocated, let completed = e.completed else { return false }
          return w.office.count(after: allocated, upTo: completed) <= 20
        }, of: concluded { $0.allocated != nil }),
      Truth(
        "section-42-lacked-capacity-supported", decimals: 1, .share { e, _ in e.hadAdvocate == true },
        of: concluded { $0.capacity == .lacked }),
      Truth(
        "section-42-outcomes-asked", decimals: 1,
        .share { e, _ in e.asked == .expressed || e.asked == .notExpressed }, of: isConcluded),
      Truth(
        "section-42-outcomes-expressed", decimals: 1, .share { e, _ in e.asked == .expressed },
        of: isConcluded),
      Truth(
        "section-42-outcomes-fully-achieved", decimals: 1, .share { e, _ in e.achieved == .fully },
        of: expressed),
      Truth(
        "section-42-outcomes-fully-or-partially-achieved", decimals: 1,
        .share { e, _ in e.achieved == .fully || e.achieved == .partially }, of: expressed),
      Truth(
        "section-42-risk-reduced-or-removed", decimals: 1,
        .share { e, _ in e.riskOutcome == .removed || e.riskOutcome == .reduced },
        of: concluded { $0.riskOutcome != nil }),
      // Positions in the generator's lists of risks and places.
      Truth("section-42-neglect-share", decimals: 0, .share { e, _ in e.risk == 6 }, of: isConcluded),
      Truth("section-42-own-home-share", decimals: 0, .share { e, _ in e.location == 0 }, of: isConcluded),
    ]
  }
}
