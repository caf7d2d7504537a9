// swift-tools-version: 6.3
import PackageDescription

/// The compiler checks these rules in every target.
let rules: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let foundations: [Target.Dependency] = ["Findings", "Periods", "Statistics", "Tables"]
let stage: [Target.Dependency] = foundations + ["Declarations", "Artefacts"]

/// - Parameter isFast: whether a debug build optimises it too, because tests spend most of their time in it.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], isFast: Bool = false) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: rules + (isFast ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []))
}

/// A test target may reach every module below the one it tests, and the shared test kit.
func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestKit"], exclude: fixtures, swiftSettings: rules)
}

let package = Package(
  name: "CareTally",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "caretally", targets: ["caretally"])],
  dependencies: [],
  targets: [
    module("Findings"),
    module("Periods"),
    module("Statistics", isFast: true),
    .systemLibrary(
      name: "CZlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]),
    // Headers and no library: calls of the kernel and of glibc that Swift has no name for.
    .systemLibrary(name: "CSystem"),
    module("Tables", ["Findings", "Periods", "CZlib", "CSystem"], isFast: true),
    module("Declarations", foundations, isFast: true),
    module("Artefacts", foundations + ["Declarations"]),
    module("IngestStage", ["Findings", "Periods", "Tables", "Declarations", "Artefacts"]),
    module("ValidateStage", ["Findings", "Periods", "Tables", "Declarations", "Artefacts"], isFast: true),
    module("AggregateStage", stage, isFast: true),
    module(
      "DisclosureStage", ["Findings", "Periods", "Statistics", "Declarations", "Artefacts"], isFast: true),
    module("BenchmarkStage", stage),
    module("EvidenceStage", stage, isFast: true),
    module("Folders", foundations + ["Declarations", "CSystem"]),
    module(
      "Runs",
      stage + [
        "IngestStage", "ValidateStage", "AggregateStage", "DisclosureStage", "BenchmarkStage",
        "EvidenceStage", "Folders",
      ]),
    module(
      "Tools",
      stage + [
        "IngestStage", "ValidateStage", "AggregateStage", "DisclosureStage", "EvidenceStage", "Folders",
        "Runs",
      ]),
    module("Commands", ["Findings", "Periods", "Folders", "CSystem"]),
    .executableTarget(
      name: "caretally",
      dependencies: [
        "Findings", "Periods", "Declarations", "Artefacts", "Folders", "Runs", "Tools", "Commands",
      ],
      swiftSettings: rules),
    // Invents councils for tests, judges and benchmarks; no part of what a council installs.
    module("Synthesis", ["Periods"], isFast: true),
    .executableTarget(
      name: "synthesise", dependencies: ["Periods", "Tables", "Folders", "Commands", "Synthesis"],
      swiftSettings: rules),

    .target(name: "Packing", path: "Tests/Packing", swiftSettings: rules),
    // Not a test of its own: `make fuzz` builds it with the address sanitizer and runs it.
    .executableTarget(
      name: "Fuzz", dependencies: ["Packing", "Tables", "Declarations", "Findings"], path: "Tests/Fuzz",
      swiftSettings: rules),

    .target(name: "TestKit", dependencies: ["Findings"], path: "Tests/TestKit", swiftSettings: rules),
    tests("FindingsTests", ["Findings"]),
    tests("PeriodsTests", ["Periods", "Findings"]),
    tests("StatisticsTests", ["Statistics"], fixtures: ["Golden"]),
    tests("SynthesisTests", ["Synthesis", "Periods"]),
    tests(
      "AggregateStageTests",
      stage + ["AggregateStage", "IngestStage", "ValidateStage", "Runs", "Tools", "Synthesis"],
      fixtures: ["Cases"]),
    tests("TablesTests", ["Tables", "Findings", "Periods", "Packing"], fixtures: ["Fixtures"]),
    tests("IngestStageTests", stage + ["IngestStage", "Packing"]),
    tests("ValidateStageTests", stage + ["ValidateStage", "IngestStage", "Runs", "Tools", "Synthesis"]),
    tests("BenchmarkStageTests", stage + ["BenchmarkStage", "Runs", "Tools"]),
    tests("DisclosureStageTests", stage + ["DisclosureStage"]),
    tests("DeclarationsTests", foundations + ["Declarations"], fixtures: ["Messages", "World"]),
    tests("ReferenceTests", foundations + ["Declarations", "Runs", "Tools"], fixtures: ["Fixtures"]),
    tests("EvidenceStageTests", stage + ["EvidenceStage"]),
    tests("ClaimsTests", ["Runs", "Tools", "Findings", "Statistics", "Tables"]),
    tests(
      "PipelineTests",
      stage + ["Runs", "Tools", "Synthesis", "IngestStage", "EvidenceStage", "Packing", "Folders"],
      fixtures: ["Cases", "Suppliers"]
    ),
    tests("ArchitectureTests", []),
    tests("CommandTests", ["caretally", "synthesise", "Commands"], fixtures: ["Transcripts"]),
  ]
)
