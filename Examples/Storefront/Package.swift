// swift-tools-version: 6.3

import PackageDescription

// A team's own package: it depends on Demarc as any other would, and its build fails when its code goes
// around the generated layer.
let package = Package(
  name: "Storefront",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "demarc", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "Storefront",
      dependencies: [
        .product(name: "NovaVision", package: "demarc"),
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      plugins: [.plugin(name: "LintBuild", package: "demarc")]
    )
  ],
  swiftLanguageModes: [.v6]
)
