import Periods

/// The true measures of support services.
enum ServiceTruth {
  private typealias Truth = TrueMeasure<Service>

  private static func isRunning(_ s: Service, _ w: Window) -> Bool {
    w.isOpenAtEnd(from: s.began, to: s.ended)
  }
  private static func isCareHome(_ s: Service) -> Bool { s.kind == .residential || s.kind == .nursing }
  private static func isCommunity(_ s: Service, _ w: Window) -> Bool {
    s.kind == .community && isRunning(s, w)
  }

  static var measures: [TrueMeasure<Service>] {
    [
      Truth("people-in-long-term-support", decimals: 0, .people) { s, w in
        s.kind.isLongTerm && isRunning(s, w)
      },
      Truth("people-in-long-term-support-per-100000", decimals: 1, .rateOfPeople) { s, w in
        s.kind.isLongTerm && isRunning(s, w)
      },
      Truth("people-in-long-term-care-homes", decimals: 0, .people) { s, w in isCareHome(s) && isRunning(s, w)
      },
      Truth("long-term-care-home-services-started", decimals: 0, .count) { s, w in
        isCareHome(s) && w.contains(s.began)
      },
      Truth("reablement-services-started", decimals: 0, .count) { s, w in
        s.kind == .reablement && w.contains(s.began)
      },
      Truth(
        "long-term-community-direct-payments", decimals: 1,
        .shareOfPeople { s, _ in s.mechanism == .directPayment }, of: isCommunity),
      Truth(
        "long-term-community-self-directed", decimals: 1,
        .shareOfPeople { s, _ in s.mechanism == .directPayment || s.mechanism == .managedBudget },
        of: isCommunity),
    ]
  }
}
