// swift-tools-version: 6.2
import PackageDescription

/// The house rules of every Swift target.
///
/// Imports are internal unless said otherwise, a member is visible only where its module is
/// imported, and an existential is written `any`. With DESCRY_STRICT set, as `make test` does, a
/// warning is an error.
let house: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ] + (Context.environment["DESCRY_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], excluding excluded: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: excluded, swiftSettings: house)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "descry",
  products: [
    .library(name: "Descry", targets: ["Descry"]),
    .library(name: "DescryStatement", targets: ["DescryCore", "DescryStatement"]),
    .executable(name: "descry", targets: ["descry-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // A header of our own, no library.
    .systemLibrary(name: "CPrefetch"),

    module("DescryCore"),
    module("DescryPattern", ["CPCRE2"]),
    module("DescryText"),
    module("DescryRules", ["DescryCore", "DescryPattern", "DescryText", yams]),
    module("DescryStatement", ["DescryCore", "CLibXML2", "CPrefetch"]),
    module("DescryLookup", ["DescryCore", "DescryPattern", "DescryRules", "DescryText"]),
    module("DescryFlow", ["DescryCore", "DescryText", "CGumbo", "CZlib", yams]),
    module("DescryLint", ["DescryCore", "DescryPattern", "DescryRules", "DescryText"]),
    module(
      "DescryAnalysis",
      ["DescryCore", "DescryLookup", "DescryPattern", "DescryRules", "DescryText"]),
    module("DescryReport", ["DescryCore"]),
    module(
      "Descry",
      [
        "DescryAnalysis", "DescryCore", "DescryFlow", "DescryLint", "DescryLookup",
        "DescryPattern", "DescryReport", "DescryRules", "DescryStatement", "DescryText",
      ]),
    .executableTarget(
      name: "descry-cli",
      dependencies: [
        "Descry", "DescryAnalysis", "DescryCore", "DescryFlow", "DescryLint", "DescryLookup",
        "DescryPattern", "DescryReport", "DescryRules", "DescryStatement", "DescryText", arguments,
        yams,
      ],
      swiftSettings: house),

    tests("DescryCoreTests", ["DescryCore"]),
    tests("DescryFlowTests", ["DescryCore", "DescryFlow"]),
    tests("DescryReportTests", ["DescryCore", "DescryReport"]),
    tests("DescryTests", ["Descry", "DescryCore", "DescryRules"]),
    // Runs the built program; the dependency sees to it that it is built.
    tests("DescryCLITests", ["DescryCore", "DescryStatement", "descry-cli"]),
    tests("DescryTextTests", ["DescryText"]),
    tests("DescryPatternTests", ["DescryPattern"]),
    tests("DescryStatementTests", ["DescryCore", "DescryStatement"], excluding: ["Shapes"]),
    tests(
      "DescryLintTests",
      [
        "Descry", "DescryCore", "DescryFlow", "DescryLint", "DescryPattern", "DescryReport",
        "DescryRules", "DescryText",
      ]),
    tests(
      "DescryRulesTests",
      [
        "Descry", "DescryCore", "DescryLookup", "DescryPattern", "DescryReport", "DescryRules",
        "DescryText",
      ], excluding: ["Diagnostics"]),
    tests(
      "DescryLookupTests",
      ["DescryCore", "DescryLookup", "DescryPattern", "DescryRules", "DescryText"]),
    tests(
      "DescryAnalysisTests",
      [
        "Descry", "DescryAnalysis", "DescryCore", "DescryLookup", "DescryPattern", "DescryReport",
        "DescryRules", "DescryStatement",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
