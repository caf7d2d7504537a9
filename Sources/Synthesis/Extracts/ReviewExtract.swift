extension ExtractLayout where Record == Review {
  static func reviews(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "reviews.csv",
      columns: [
        ("review_id", "Review Reference"), ("person_id", "Client ID"), ("nhs_number", "NHS Number"),
        ("date_of_birth", "Date of Birth"), ("sex", "Sex"), ("ethnicity", "Ethnicity"),
        ("primary_support_reason", "Primary Support Reason"), ("team", "Responsible Team"),
        ("setting", "Support Setting"), ("review_type", "Review Type"), ("route", "Completed By"),
        ("long_term_support_started_on", "LTS Start Date"), ("support_ended_on", "LTS End Date"),
        ("previous_review_on", "Last Review Date"), ("due_on", "Review Due Date"),
        ("allocated_on", "Allocation Date"), ("started_on", "Review Start Date"),
        ("completed_on", "Review End Date"), ("method", "Method of Review"),
        ("outcomes_achieved", "Review Outcomes Achieved"), ("outcome", "Review Outcome"),
      ], dates: .iso
    ) { review, out in
      out.reference("R", review.id, width: 6)
      out.person(world.people[review.person], ethnicity: Labels.shortEthnicity)
      out.text(Labels.team[Int(review.team.rawValue)])
      out.text(Words.settings[Int(review.setting.rawValue)])
      out.text(review.isPlanned ? "Annual review" : "Reassessment")
      out.text(review.isInHouse ? "Internal" : "Provider")
      out.day(review.supportBegan)
      out.day(review.supportEnded)
      out.day(review.previous)
      out.day(review.due)
      out.day(review.allocated)
      out.day(review.started)
      out.day(review.completed)
      out.text(review.method.map { Words.methods[$0] })
      out.text(review.achieved.map { Words.achieved[$0] })
      out.text(review.outcome.map { Words.outcomes[$0] })
    }
  }
}

private enum Words {
  static let settings = ["Community", "Residential care", "Nursing care"]
  static let methods = ["Service User Only", "Service User and Carer", "The carer alone", "Others only"]
  static let achieved = ["Fully achieved", "Partially achieved", "Not achieved"]
  static let outcomes = [
    "Continuation of support or services", "Progress to support planning or services",
    "Progress to assessment, review or reassessment", "NFA: Support ended as planned",
  ]
}
