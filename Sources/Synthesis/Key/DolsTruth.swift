import Periods

/// The true measures of deprivation of liberty applications: received, decided and waiting.
enum DolsTruth {
  private typealias Truth = TrueMeasure<DolsApplication>

  private static func isReceived(_ d: DolsApplication, _ w: Window) -> Bool { w.contains(d.received) }
  private static func isCompleted(_ d: DolsApplication, _ w: Window) -> Bool { w.contains(d.completed) }
  private static func isOpen(_ d: DolsApplication, _ w: Window) -> Bool {
    w.isOpenAtEnd(from: d.received, to: d.completed)
  }
  private static func took(_ d: DolsApplication, _ w: Window) -> Int {
    (d.completed ?? d.received) - d.received
  }
  private static func waited(_ d: DolsApplication, _ w: Window) -> Int { w.end - d.received }

  static var measures: [TrueMeasure<DolsApplication>] { received + decided + open }

  private static var received: [Truth] {
    [
      Truth("dols-received", decimals: 0, .count, of: isReceived),
      Truth("dols-received-per-100000", decimals: 1, .rate, of: isReceived),
      Truth("dols-urgent-percent", decimals: 1, .share { d, _ in d.isUrgent }, of: isReceived),
    ]
  }

  private static var decided: [Truth] {
    [
      Truth("dols-completed", decimals: 0, .count, of: isCompleted),
      Truth("dols-completed-per-100000", decimals: 1, .rate, of: isCompleted),
      Truth("dols-completed-in-12-months", decimals: 0, .count) { d, w in
        d.completed.map { $0 >= w.yearBegan && $0 <= w.end } ?? false
      },
      Truth("dols-completed-longest-days", decimals: 0, .maximum(took), of: isCompleted),
      Truth("dols-completed-mean-days", decimals: 1, .mean(took), of: isCompleted),
      Truth("dols-completed-median-days", decimals: 1, .percentile(50, took), of: isCompleted),
      Truth("dols-standard-in-21-days", decimals: 1, .share { d, w in took(d, w) <= 21 }) { d, w in
        !d.isUrgent && isCompleted(d, w)
      },
      Truth("dols-urgent-in-7-days", decimals: 1, .share { d, w in took(d, w) <= 7 }) { d, w in
        d.isUrgent && isCompleted(d, w)
      },
      Truth("dols-granted-percent", decimals: 1, .share { d, _ in d.outcome == .granted }) { d, w in
        isCompleted(d, w) && (d.outcome == .granted || d.outcome == .notGranted)
      },
      Truth(
        "dols-granted-of-completed-percent", decimals: 1, .share { d, _ in d.outcome == .granted },
        of: isCompleted),
      Truth("dols-fully-assessed-percent", decimals: 1, .share { d, _ in d.assessed == .fully }) { d, w in
        isCompleted(d, w) && d.assessed != nil
      },
      Truth("dols-closed-because-person-died", decimals: 0, .count) { d, w in
        isCompleted(d, w) && d.reason == .died
      },
      Truth("dols-people-with-authorisation-in-force", decimals: 0, .people) { d, w in
        guard let from = d.authorisedFrom, let to = d.authorisedTo else { return false }
        return from <= w.end && w.end <= to && w.isStillToCome(d.authorisationEnded)
      },
    ]
  }

  private static var open: [Truth] {
    [
      Truth("dols-open", decimals: 0, .count, of: isOpen),
      Truth("dols-open-per-100000", decimals: 1, .rate, of: isOpen),
      Truth("dols-open-longest-days", decimals: 0, .maximum(waited), of: isOpen),
      Truth("dols-open-median-days", decimals: 1, .percentile(50, waited), of: isOpen),
      Truth("dols-open-over-21-days", decimals: 0, .count) { d, w in isOpen(d, w) && waited(d, w) > 21 },
      Truth("dols-open-red", decimals: 0, .count) { d, w in isOpen(d, w) && d.priority == .red },
      Truth("dols-open-unallocated", decimals: 0, .count) { d, w in
        isOpen(d, w) && w.isStillToCome(d.allocated)
      },
    ]
  }
}
