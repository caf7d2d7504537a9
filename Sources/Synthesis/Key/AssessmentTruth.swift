import Periods

/// The true measures of assessments: who waits, how long, and what was done.
enum AssessmentTruth {
  private typealias Truth = TrueMeasure<Assessment>

  private static func isWaiting(_ a: Assessment, _ w: Window) -> Bool {
    a.requested <= w.end && w.isStillToCome(a.completed) && w.isStillToCome(a.closed)
  }
  private static func isCompleted(_ a: Assessment, _ w: Window) -> Bool { w.contains(a.completed) }
  private static func waited(_ a: Assessment, _ w: Window) -> Int { w.end - a.requested }
  private static func took(_ a: Assessment, _ w: Window) -> Int { (a.completed ?? a.requested) - a.requested }
  private static func isOver28(_ a: Assessment, _ w: Window) -> Bool { waited(a, w) > 28 }
  private static func carer(
    _ condition: @escaping (Assessment, Window) -> Bool
  ) -> (Assessment, Window) -> Bool {
    { $0.kind == .carer && condition($0, $1) }
  }
  private static func waiting(
    and condition: @escaping (Assessment, Window) -> Bool
  ) -> (Assessment, Window) -> Bool {
    { isWaiting($0, $1) && condition($0, $1) }
  }

  static var measures: [TrueMeasure<Assessment>] { waitingList + done + carers }

  private static var waitingList: [Truth] {
    [
      Truth("assessments-waiting", decimals: 0, .count, of: isWaiting),
      Truth("people-waiting-for-assessment", decimals: 0, .people, of: isWaiting),
      Truth("assessments-waiting-longest-days", decimals: 0, .maximum(waited), of: isWaiting),
      Truth("assessments-waiting-mean-days", decimals: 1, .mean(waited), of: isWaiting),
      Truth("assessments-waiting-median-days", decimals: 1, .percentile(50, waited), of: isWaiting),
      Truth("assessments-waiting-90th-percentile-days", decimals: 1, .percentile(90, waited), of: isWaiting),
      Truth("assessments-waiting-over-28-days", decimals: 0, .count, of: waiting(and: isOver28)),
      Truth("assessments-waiting-over-28-days-percent", decimals: 1, .share(isOver28), of: isWaiting),
      Truth(
        "assessments-waiting-over-6-months", decimals: 0, .count,
        of: waiting { a, w in
          Window.months(6, after: a.requested) < w.end
        }),
      Truth("assessments-waiting-per-100000", decimals: 1, .rate, of: isWaiting),
      Truth(
        "assessments-waiting-unallocated", decimals: 0, .count,
        of: waiting { a, w in
          w.isStillToCome(a.allocated)
        }),
      Truth("assessments-waiting-urgent", decimals: 0, .count, of: waiting { a, _ in a.priority == .urgent }),
      Truth("assessments-waiting-with-support-plan", decimals: 0, .count, of: waiting { a, _ in a.hasPlan }),
    ]
  }

  private static var done: [Truth] {
    [
      Truth("assessments-requested", decimals: 0, .count) { a, w in w.contains(a.requested) },
      Truth("assessments-completed", decimals: 0, .count, of: isCompleted),
      Truth("assessments-completed-per-100000", decimals: 1, .rate, of: isCompleted),
      Truth("assessments-completed-mean-days", decimals: 1, .mean(took), of: isCompleted),
      Truth("assessments-completed-median-days", decimals: 1, .percentile(50, took), of: isCompleted),
      Truth(
        "assessments-completed-in-28-days", decimals: 1, .share { a, w in took(a, w) <= 28 }, of: isCompleted),
      Truth("assessments-closed-without-assessment", decimals: 0, .count) { a, w in w.contains(a.closed) },
    ]
  }

  private static var carers: [Truth] {
    let waits = carer(isWaiting)
    return [
      Truth("carers-assessments-waiting", decimals: 0, .count, of: waits),
      Truth("carers-assessments-waiting-longest-days", decimals: 0, .maximum(waited), of: waits),
      Truth("carers-assessments-waiting-mean-days", decimals: 1, .mean(waited), of: waits),
      Truth("carers-assessments-waiting-median-days", decimals: 1, .percentile(50, waited), of: waits),
      Truth("carers-assessments-completed", decimals: 0, .count, of: carer(isCompleted)),
      Truth(
        "carers-assessments-completed-median-days", decimals: 1, .percentile(50, took), of: carer(isCompleted)
      ),
      Truth(
        "carers-awaiting-contact-over-5-working-days", decimals: 0, .count,
        of: carer { a, w in
          isWaiting(a, w) && w.isStillToCome(a.contacted)
            && w.office.count(after: a.requested, upTo: w.end) > 5
        }),
      Truth(
        "carers-contacted-in-5-working-days", decimals: 1,
        .share { a, w in a.contacted.map { w.office.count(after: a.requested, upTo: $0) <= 5 } ?? false },
        of: carer { a, w in w.contains(a.contacted) }),
    ]
  }
}
