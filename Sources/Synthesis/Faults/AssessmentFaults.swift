/// What can be wrong with a record of Assessment.
enum AssessmentFaults {
  static func all(_ world: World) -> [Fault<Assessment>] {
    CellFaults.key("assessment_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("requested_on")
  }
}
