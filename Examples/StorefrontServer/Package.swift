// swift-tools-version: 6.3

import PackageDescription

// An HTTP server of a team's own: Hummingbird in front, Demarc behind.
let package = Package(
  name: "StorefrontServer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "demarc", path: "../.."),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: []
    ),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .executableTarget(
      name: "StorefrontServer",
      dependencies: [
        .product(name: "NovaVision", package: "demarc"),
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      plugins: [.plugin(name: "LintBuild", package: "demarc")]
    )
  ],
  swiftLanguageModes: [.v6]
)
