// swift-tools-version: 6.3

import PackageDescription

// Figures beside those of peers, in one run. A package of its own, so that nobody who uses Demarc builds it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "demarc", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "ControlItems",
      dependencies: [
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/ControlItems"
    ),
    .target(
      name: "TenantItems",
      dependencies: [
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/TenantItems"
    ),
    .target(name: "BenchmarkSupport"),
    .executableTarget(
      name: "GenerateBenchmark",
      dependencies: [
        "BenchmarkSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "EphemeralPostgres", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .executableTarget(
      name: "LintBenchmark",
      dependencies: [
        "BenchmarkSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .executableTarget(
      name: "RuntimeBenchmark",
      dependencies: [
        "ControlItems", "TenantItems",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Demarc", package: "demarc"),
        .product(name: "EphemeralPostgres", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// As in the package itself: a call of an async function then changes no executor.
for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
