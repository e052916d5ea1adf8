// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "demarc",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Demarc", targets: ["Demarc"]),
    .library(name: "PostgresDriver", targets: ["PostgresDriver"]),
    .library(name: "NovaVision", targets: ["AdminData", "BackendData", "NovaVisionRouting"]),
    .executable(name: "demarc", targets: ["DemarcCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/swiftlang/swift-syntax", "600.0.0"..<"604.0.0"),
  ],
  targets: [
    // Ground: code that knows nothing of tenants or clusters.
    .systemLibrary(
      name: "CLibpq",
      pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"]), .brew(["libpq"])]
    ),
    .target(name: "Catalog"),
    .target(
      name: "PostgresDriver",
      dependencies: ["CLibpq", .product(name: "Logging", package: "swift-log")]
    ),
    .target(
      name: "EphemeralPostgres",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")]
    ),

    // Tools: code as values.
    .target(name: "Configuration", dependencies: ["Yams"]),
    .target(name: "SchemaIntrospection", dependencies: ["Catalog", "PostgresDriver"]),
    .target(
      name: "SchemaMigration",
      dependencies: ["Catalog", "Configuration", "PostgresDriver"],
      resources: [.embedInCode("Support")]
    ),
    .target(name: "RepositoryGeneration", dependencies: ["Catalog", "Configuration"]),
    .target(name: "GenerationLock", dependencies: ["Configuration"]),

    // Runtime: planes, tenants and clusters.
    .target(
      name: "Demarc",
      dependencies: ["PostgresDriver", .product(name: "Logging", package: "swift-log")]
    ),

    // Generated: the tables of this repository's own schemas.
    .target(name: "AdminData", dependencies: ["Demarc", "PostgresDriver"], path: "generated/AdminData"),
    .target(
      name: "BackendData", dependencies: ["Demarc", "PostgresDriver"], path: "generated/BackendData"),

    // Domain: NovaVision.
    .target(
      name: "NovaVisionRouting",
      dependencies: ["AdminData", "Demarc", "PostgresDriver"]
    ),

    // Programs.
    .executableTarget(
      name: "DemarcCommand",
      dependencies: [
        "Catalog", "Configuration", "EphemeralPostgres", "GenerationLock", "PostgresDriver",
        "RepositoryGeneration", "SchemaIntrospection", "SchemaMigration",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),

    // Tests.
    .target(
      name: "TestServers",
      dependencies: [
        "EphemeralPostgres", "PostgresDriver", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestServers"
    ),
    .target(
      name: "TestClusters",
      dependencies: [
        "AdminData", "BackendData", "Catalog", "Configuration", "Demarc", "EphemeralPostgres",
        "NovaVisionRouting", "PostgresDriver", "SchemaMigration", "TestServers",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestClusters"
    ),
    .testTarget(
      name: "PostgresDriverTests",
      dependencies: ["PostgresDriver", "TestServers", .product(name: "Logging", package: "swift-log")]
    ),
    .testTarget(
      name: "DemarcTests",
      dependencies: [
        "AdminData", "BackendData", "Demarc", "NovaVisionRouting", "PostgresDriver", "TestClusters",
        "TestServers", .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "SchemaMigrationTests",
      dependencies: [
        "Configuration", "EphemeralPostgres", "PostgresDriver", "SchemaMigration", "TestServers",
      ]
    ),
    .executableTarget(
      name: "ServerHost",
      dependencies: ["EphemeralPostgres"],
      path: "Tests/Support/ServerHost"
    ),
    .testTarget(
      name: "EphemeralPostgresTests",
      dependencies: ["EphemeralPostgres", "PostgresDriver", "ServerHost", "TestServers"]
    ),
    .testTarget(
      name: "AdminDataTests",
      dependencies: ["AdminData", "Demarc", "PostgresDriver", "TestClusters", "TestServers"]
    ),
    .testTarget(
      name: "NovaVisionRoutingTests",
      dependencies: [
        "AdminData", "Demarc", "NovaVisionRouting", "PostgresDriver", "TestClusters", "TestServers",
      ]
    ),
    .testTarget(
      name: "IsolationTests",
      dependencies: [
        "BackendData", "Catalog", "Configuration", "Demarc", "PostgresDriver",
        "RepositoryGeneration", "SchemaIntrospection", "TestClusters", "TestServers",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// https://github.com/swiftlang/swift-evolution: the upcoming features that this package adopts.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]
for target in package.targets
where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
