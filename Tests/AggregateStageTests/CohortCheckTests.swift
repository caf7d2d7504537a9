import AggregateStage
import Declarations
import Findings
import Runs
import Testing
import Tools

@Suite struct CohortCheckTests {
  /// A cohort's declaration with something changed, and what is said of it.
  @Test(arguments: [
    (
      "\"linkage\": \"reablement-episodes\"", "\"linkage\": \"reablement-episods\"",
      "there is no linkage \"reablement-episods\"", "did you mean \"reablement-episodes\"?"
    ),
    (
      "\"step\": \"joined\"", "\"step\": \"merged\"",
      "these are not the steps of linkage \"reablement-episodes\"",
      "its steps are other-services, backwards, joined, not-ended-in-period, under-18, not-new"
    ),
    (
      "\"sequelDays\": 7", "\"windowDays\": 7", "linkage \"reablement-episodes\" has other settings",
      "set joinDays, sequelDays"
    ),
    (
      "        \"client_type\",\n", "",
      "linkage \"reablement-episodes\" needs field \"client_type\" of \"support-services\"",
      "add it to \"fields\""
    ),
    (
      "\"code\": \"deceased\"", "\"code\": \"died\"",
      "field \"sequel\" has other codes than its linkage gives", "its codes are, in order, deceased, "
    ),
    (
      "\"field\": \"episode_started_on\"", "\"field\": \"began_on\"",
      "linkage \"reablement-episodes\" gives no field \"began_on\"",
      "it gives episode_started_on, episode_ended_on, sequel; others must be read from the first dataset"
    ),
  ])
  func aDeclarationThatItsLinkageDoesNotBearOutIsRefused(
    old: String, new: String, message: String, hint: String
  ) throws {
    let declared = try #require(try Council.workspace.catalogue.datasets["reablement-episodes"])
    let text = String(decoding: declared.source.bytes, as: UTF8.self)
    let halves = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(halves.count == 2, "'\(old)' is not in the file")
    let source = SourceText(path: declared.source.path, halves.joined(separator: new))
    let (dataset, _, faults) = LocatedDecoder.decode(Dataset.self, from: source)
    #expect(faults.isEmpty)
    let findings = cohortFindings(Declared(try #require(dataset), source: source))
    #expect(findings.map(\.message) == [message])
    #expect(findings.first?.hint?.hasPrefix(hint) == true, "\(findings.first?.hint ?? "")")
    #expect(findings.first?.location?.line != nil)
  }

  @Test func everyDeclaredCohortIsBorneOut() throws {
    let cohorts = try Council.workspace.catalogue.datasets.all.filter { $0.value.cohort != nil }
    #expect(cohorts.count == 13)
    #expect(cohorts.flatMap { cohortFindings($0) }.isEmpty)
  }
}
