extension ExtractLayout where Record == DolsApplication {
  static func dols(_ world: World) -> ExtractLayout {
    ExtractLayout(
      path: "dols-applications.csv",
      columns: [
        ("application_id", "DoLS Reference"), ("person_id", "Person Reference"), ("nhs_number", "NHS Number"),
        ("date_of_birth", "DOB"), ("sex", "Gender"), ("ethnicity", "Ethnic Origin"),
        ("primary_support_reason", "Primary Support Reason"), ("team", "Team"), ("urgency", "Urgent Flag"),
        ("priority", "RAG"), ("setting", "Managing Authority Type"), ("received_on", "Date Received"),
        ("allocated_on", "Date Allocated"), ("completed_on", "Date Signed Off"), ("outcome", "Decision"),
        ("assessed", "Assessment Status"), ("reason_not_granted", "Not Granted Reason"),
        ("authorisation_start", "Planned Start Date"), ("authorisation_end", "Planned End Date"),
        ("authorisation_ended_on", "Actual End Date"),
      ], dates: .slashesAndTime
    ) { application, out in
      out.reference("D", application.id, width: 6)
      out.person(world.people[application.person], ethnicity: Labels.shortEthnicity)
      out.text(Labels.dolsTeam[Int(application.team.rawValue)])
      out.flag(application.isUrgent, "Y", "N")
      out.text(Words.priorities[Int(application.priority.rawValue)])
      out.text(Words.settings[Int(application.setting.rawValue)])
      out.day(application.received)
      out.day(application.allocated)
      out.day(application.completed)
      out.text(application.outcome.map { Words.outcomes[Int($0.rawValue)] })
      out.text(application.assessed.map { Words.assessed[Int($0.rawValue)] })
      out.text(application.reason.map { Words.reasons[Int($0.rawValue)] })
      out.day(application.authorisedFrom)
      out.day(application.authorisedTo)
      out.day(application.authorisationEnded)
    }
  }
}

private enum Words {
  static let priorities = ["Red", "Amber", "Green"]
  static let settings = [
    "Care Home - Residential", "Care Home - Nursing", "Acute hospital", "Mental health hospital", "Other",
  ]
  static let outcomes = ["Authorised", "Not authorised", "Withdrawn"]
  static let assessed = ["Full", "Partial", "None"]
  static let reasons = [
    "Circumstances changed", "Deceased", "Capacity", "Best interests requirement not met",
    "Eligibility requirement not met",
  ]
}
