// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "demarc",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "demarc-lint", targets: ["demarc-lint"]),
    .plugin(name: "LintBuild", targets: ["LintBuild"]),
    .plugin(name: "LintCommand", targets: ["LintCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
    .target(name: "EphemeralPostgres"),

    // Tools: code as values.
    .target(name: "Configuration", dependencies: ["Yams"]),
    .target(name: "GenerationLock", dependencies: ["Configuration"]),
    .target(name: "SchemaIntrospection", dependencies: ["Catalog", "PostgresDriver"]),
    .target(name: "Lint", dependencies: ["Configuration", "GenerationLock"]),
    .target(
      name: "SwiftLanguage",
      dependencies: [
        "Lint",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]
    ),

    // Runtime: planes, tenants and clusters.
    .target(
      name: "Demarc",
      dependencies: ["PostgresDriver", .product(name: "Logging", package: "swift-log")]
    ),

    // Programs.
    .target(
      name: "LintCommandLine",
      dependencies: [
        "Configuration", "GenerationLock", "Lint", "SwiftLanguage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .executableTarget(name: "demarc-lint", dependencies: ["LintCommandLine"]),

    // Plugins.
    .plugin(name: "LintBuild", capability: .buildTool(), dependencies: ["demarc-lint"]),
    .plugin(
      name: "LintCommand",
      capability: .command(
        intent: .custom(
          verb: "demarc-lint",
          description: "Find code that goes around tenants and clusters."
        )
      ),
      dependencies: ["demarc-lint"]
    ),

    // Tests.
    .target(
      name: "TestServers",
      dependencies: [
        "EphemeralPostgres", "PostgresDriver", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestServers"
    ),
    .testTarget(
      name: "PostgresDriverTests",
      dependencies: ["PostgresDriver", "TestServers", .product(name: "Logging", package: "swift-log")]
    ),
    .testTarget(name: "LintTests", dependencies: ["Configuration", "Lint"]),
    .testTarget(name: "SwiftLanguageTests", dependencies: ["Configuration", "Lint", "SwiftLanguage"]),
    .testTarget(name: "LintCommandLineTests", dependencies: ["demarc-lint"]),
    .testTarget(name: "PluginTests", dependencies: ["Configuration", "GenerationLock"]),
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
