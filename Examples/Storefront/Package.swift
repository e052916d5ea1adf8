// swift-tools-version: 6.3

import PackageDescription

// A team's own package: it depends on Demarc as any other would, and its build fails when its code goes
// around the generated layer.
let package = Package(
  name: "Storefront",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "demarc", path: "../.."),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .executableTarget(
      name: "Storefront",
      dependencies: [
        .product(name: "NovaVision", package: "demarc"),
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
        .product(name: "Logging", package: "swift-log"),
      ],
      plugins: [.plugin(name: "LintBuild", package: "demarc")]
    )
  ],
  swiftLanguageModes: [.v6]
)
