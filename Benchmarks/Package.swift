// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who builds Descry does not build its benchmarks.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "descry", path: "..")],
  targets: [
    .executableTarget(
      name: "read-statement",
      dependencies: [.product(name: "DescryStatement", package: "descry")])
  ],
  swiftLanguageModes: [.v6]
)
