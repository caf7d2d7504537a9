import FoundationEssentials
import Runs
import Tools

/// A project with a pipeline that makes every kind of public file, of few measures.
enum LeakProject {
  static func workspace() throws -> Workspace {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "caretally-leaks/\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    try manager.createDirectory(at: root.appending(path: "pipelines"), withIntermediateDirectories: true)
    try manager.copyItem(atPath: "\(ExampleCouncil.root)/data", toPath: root.appending(path: "data").path)
    try Data(pipeline.utf8).write(to: root.appending(path: "pipelines/leaks.json"))
    return try Workspace.open(root.path)
  }

  private static let pipeline = """
    {
      "pipeline": "leaks", "title": "Leaks", "why": "To look for what leaks.", "area": "E99000001",
      "inputs": [
        { "dataset": "assessments", "files": ["assessments*.csv"] },
        { "dataset": "reviews", "files": ["reviews*.csv"] },
        { "dataset": "dols-applications", "files": ["dols-applications*.csv"] },
        { "dataset": "safeguarding-concerns", "files": ["safeguarding-concerns*.csv"] },
        { "dataset": "safeguarding-enquiries", "files": ["safeguarding-enquiries*.csv"] },
        { "dataset": "support-services", "files": ["support-services*.csv"] }
      ],
      "measures": [
          "assessments-waiting", "assessments-requested", "assessments-completed", "assessments-closed-without-assessment",
          "assessments-waiting-median-days", "assessments-completed-median-days", "reviews-overdue-percent",
          "safeguarding-concerns-received"
        ],
      "framework": "ascof-2024-25",
      "periods": { "stock": ["day"], "flow": ["rolling-12-months"] },
      "comparators": ["region", "england"], "waitingLists": ["assessments"], "trendMonths": 12,
      "policy": "published", "table": "comparison", "oneFile": true, "breakdowns": ["team", "age-band"],
      "crossTables": [
        { "crossTable": "by-team", "title": "By team", "dataset": "assessments", "by": ["team", "sex"], "measures": ["assessments-waiting"] }
      ]
    }
    """
}
