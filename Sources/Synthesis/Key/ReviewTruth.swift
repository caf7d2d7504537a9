import Periods

/// The true measures of reviews: who is in long-term support, and whose review is late.
enum ReviewTruth {
  private typealias Truth = TrueMeasure<Review>

  private static func isInSupport(_ r: Review, _ w: Window) -> Bool {
    w.isOpenAtEnd(from: r.supportBegan, to: r.supportEnded)
  }
  private static func isLate(_ r: Review, _ w: Window) -> Bool {
    r.due < w.end && w.isStillToCome(r.completed)
  }
  private static func isOverdue(_ r: Review, _ w: Window) -> Bool { isInSupport(r, w) && isLate(r, w) }
  private static func isCompleted(_ r: Review, _ w: Window) -> Bool { w.contains(r.completed) }

  static var measures: [TrueMeasure<Review>] { stocks + flows }

  private static var stocks: [Truth] {
    [
      Truth("reviews-people-in-long-term-support", decimals: 0, .people, of: isInSupport),
      Truth("reviews-people-in-long-term-support-per-100000", decimals: 1, .rateOfPeople, of: isInSupport),
      Truth("reviews-overdue", decimals: 0, .people, of: isOverdue),
      Truth("reviews-overdue-percent", decimals: 1, .shareOfPeople(isLate), of: isInSupport),
      Truth("reviews-overdue-over-12-months", decimals: 0, .people) { r, w in
        isOverdue(r, w) && Window.months(12, after: r.due) < w.end
      },
      Truth("reviews-overdue-longest-days", decimals: 0, .maximum { r, w in w.end - r.due }, of: isOverdue),
      Truth("reviews-due-in-next-3-months", decimals: 0, .count) { r, w in
        isInSupport(r, w) && r.due >= w.end && r.due <= Window.months(3, after: w.end)
          && w.isStillToCome(r.completed)
      },
      Truth(
        "long-term-support-reviewed-in-12-months", decimals: 1,
        .shareOfPeople { r, w in
          r.completed.map { $0 >= w.yearBegan && $0 <= w.end } ?? false
        },
        of: { r, w in
          r.supportBegan < w.yearBegan && w.isStillToCome(r.supportEnded)
        }),
    ]
  }

  private static var flows: [Truth] {
    [
      Truth("reviews-completed", decimals: 0, .count, of: isCompleted),
      Truth("reviews-completed-in-house", decimals: 1, .share { r, _ in r.isInHouse }, of: isCompleted),
      Truth("reviews-completed-unplanned", decimals: 1, .share { r, _ in !r.isPlanned }, of: isCompleted),
      Truth(
        "reviews-completed-on-time", decimals: 1, .share { r, _ in r.completed.map { $0 <= r.due } ?? false },
        of: { r, w in isCompleted(r, w) && r.isPlanned }),
    ]
  }
}
