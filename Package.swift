// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "demarc",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Demarc", targets: ["Demarc"]),
    .library(name: "PostgresDriver", targets: ["PostgresDriver"]),
    .library(name: "EphemeralPostgres", targets: ["EphemeralPostgres"]),
    .library(name: "DemarcTesting", targets: ["DemarcTesting"]),
    .library(
      name: "NovaVision",
      targets: [
        "AdminData", "BackendData", "ContractData", "NovaVisionContract", "NovaVisionRouting",
      ]
    ),
    .executable(name: "demarc", targets: ["DemarcCommand"]),
    // SwiftPM hands a plugin the tools whose products are named like their targets.
    .executable(name: "DemarcCommand", targets: ["DemarcCommand"]),
    .executable(name: "novavision", targets: ["NovaVisionCommand"]),
    .plugin(name: "GenerateCommand", targets: ["GenerateCommand"]),
    .executable(name: "demarc-lint", targets: ["demarc-lint"]),
    .plugin(name: "LintBuild", targets: ["LintBuild"]),
    .plugin(name: "LintCommand", targets: ["LintCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
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
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "CClang"),
    .systemLibrary(
      name: "CPgQuery",
      providers: [.apt(["libpg-query-dev"]), .brew(["libpg_query"])]
    ),
    .systemLibrary(name: "CIndexStore"),
    .target(name: "Catalog"),
    .target(
      name: "PostgresDriver",
      dependencies: [
        "CEpoll", "CLibpq",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    .target(
      name: "EphemeralPostgres",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")]
    ),

    .target(
      name: "Terminal",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]
    ),

    .target(name: "Hashing"),
    .target(name: "Parallelism"),

    // Tools: code as values.
    .target(name: "ConfigurationFile", dependencies: ["Yams"]),
    .target(name: "SchemaIntrospection", dependencies: ["Catalog", "PostgresDriver"]),
    .target(
      name: "SchemaMigration",
      dependencies: ["Catalog", "ConfigurationFile", "PostgresDriver"],
      resources: [.embedInCode("Support")]
    ),
    .target(
      name: "RepositoryGeneration",
      dependencies: ["Catalog", "ConfigurationFile", "Parallelism", "SQLLanguage"]
    ),
    .target(
      name: "Contract",
      dependencies: ["Catalog", "ConfigurationFile", "RepositoryGeneration"]
    ),
    .target(
      name: "GenerationLock",
      dependencies: ["ConfigurationFile", "Hashing", "Parallelism"]
    ),
    .target(name: "Lint", dependencies: ["ConfigurationFile", "GenerationLock", "Hashing"]),
    .target(
      name: "SwiftLanguage",
      dependencies: [
        "Lint", "Parallelism", "SourceText",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]
    ),

    .target(name: "IndexStore", dependencies: ["CIndexStore"]),
    .target(name: "SourceText", dependencies: ["Lint"]),
    .target(name: "TypeScriptLanguage", dependencies: ["Lint", "SourceText"]),
    .target(name: "CLanguage", dependencies: ["CClang", "Lint", "SourceText"]),

    .target(name: "SQLLanguage", dependencies: ["CPgQuery", "Catalog"]),

    // Runtime: planes, tenants and clusters.
    .target(
      name: "Demarc",
      dependencies: [
        "Hashing", "PostgresDriver", .product(name: "Logging", package: "swift-log"),
      ]
    ),

    .target(
      name: "DemarcTesting",
      dependencies: [
        "Catalog", "ConfigurationFile", "Demarc", "EphemeralPostgres", "PostgresDriver",
        "SchemaMigration", .product(name: "Logging", package: "swift-log"),
      ]
    ),

    .target(
      name: "LintCommandLine",
      dependencies: [
        "CLanguage", "Catalog", "ConfigurationFile", "GenerationLock", "Hashing", "IndexStore",
        "Lint", "Parallelism", "RepositoryGeneration", "SQLLanguage", "SourceText",
        "SwiftLanguage", "Terminal", "TypeScriptLanguage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // Generated: the tables of this repository's own schemas.
    .target(
      name: "AdminData",
      dependencies: ["Demarc", "PostgresDriver"],
      path: "generated/AdminData"
    ),
    .target(
      name: "BackendData",
      dependencies: ["Demarc", "PostgresDriver"],
      path: "generated/BackendData"
    ),

    .target(
      name: "AdminDataTesting",
      dependencies: ["AdminData", "Demarc", "DemarcTesting", "PostgresDriver"],
      path: "generated/AdminDataTesting"
    ),
    .target(
      name: "BackendDataTesting",
      dependencies: ["BackendData", "Demarc", "DemarcTesting", "PostgresDriver"],
      path: "generated/BackendDataTesting"
    ),

    .target(
      name: "ContractData",
      dependencies: ["AdminData", "BackendData", "Demarc", "PostgresDriver"],
      path: "generated/ContractData",
      exclude: ["CONTRACT.md"]
    ),

    // Domain: NovaVision.
    .target(
      name: "NovaVisionRouting",
      dependencies: [
        "AdminData", "BackendData", "Demarc", "PostgresDriver",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),

    .target(
      name: "NovaVisionContract",
      dependencies: ["AdminData", "BackendData", "ContractData", "PostgresDriver"]
    ),

    // Programs.
    .executableTarget(
      name: "DemarcCommand",
      dependencies: [
        "Catalog", "ConfigurationFile", "Contract", "EphemeralPostgres", "GenerationLock",
        "Hashing", "LintCommandLine", "Parallelism", "PostgresDriver", "RepositoryGeneration",
        "SchemaIntrospection", "SchemaMigration", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .executableTarget(
      name: "NovaVisionCommand",
      dependencies: [
        "AdminData", "BackendData", "ConfigurationFile", "Demarc", "EphemeralPostgres",
        "NovaVisionRouting", "PostgresDriver", "SchemaMigration", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),

    .executableTarget(name: "demarc-lint", dependencies: ["LintCommandLine", "Terminal"]),

    // Plugins.
    .plugin(
      name: "GenerateCommand",
      capability: .command(
        intent: .custom(
          verb: "demarc-generate",
          description: "Write snapshots, Swift and the lock from the schemas."
        ),
        permissions: [
          .writeToPackageDirectory(
            reason: "The generated Swift, the snapshots and the lock are files of the package."
          )
        ]
      ),
      dependencies: ["DemarcCommand"]
    ),
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
      name: "HostileControl",
      dependencies: ["Demarc", "PostgresDriver"],
      path: "Tests/RepositoryGenerationTests/Golden/hostile/expected/HostileControl"
    ),
    .target(
      name: "HostileData",
      dependencies: ["Demarc", "PostgresDriver"],
      path: "Tests/RepositoryGenerationTests/Golden/hostile/expected/HostileData"
    ),
    .target(
      name: "HostileControlTesting",
      dependencies: ["Demarc", "DemarcTesting", "HostileControl", "PostgresDriver"],
      path: "Tests/RepositoryGenerationTests/Golden/hostile/expected/HostileControlTesting"
    ),
    .target(
      name: "HostileDataTesting",
      dependencies: ["Demarc", "DemarcTesting", "HostileData", "PostgresDriver"],
      path: "Tests/RepositoryGenerationTests/Golden/hostile/expected/HostileDataTesting"
    ),
    .target(
      name: "LintCorpus",
      dependencies: ["ConfigurationFile", "Lint"],
      path: "Tests/Support/LintCorpus"
    ),
    .executableTarget(
      name: "ServerHost",
      dependencies: ["EphemeralPostgres"],
      path: "Tests/Support/ServerHost"
    ),
    .target(
      name: "SwiftCompiler",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/Support/SwiftCompiler"
    ),
    .target(
      name: "TestClusters",
      dependencies: [
        "AdminData", "BackendData", "Catalog", "ConfigurationFile", "Demarc", "EphemeralPostgres",
        "NovaVisionRouting", "PostgresDriver", "SchemaMigration", "TestServers",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestClusters"
    ),
    .target(
      name: "TestPrograms",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/Support/TestPrograms"
    ),
    .target(
      name: "TestSchemas",
      dependencies: [
        "Catalog", "ConfigurationFile", "PostgresDriver", "SchemaIntrospection", "SchemaMigration",
        "TestServers", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestSchemas"
    ),
    .target(
      name: "TestServers",
      dependencies: [
        "EphemeralPostgres", "PostgresDriver", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Support/TestServers"
    ),
    .testTarget(
      name: "AdminDataTests",
      dependencies: ["AdminData", "Demarc", "PostgresDriver", "TestClusters", "TestServers"]
    ),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
    .testTarget(
      name: "CLanguageTests",
      dependencies: ["CLanguage", "ConfigurationFile", "Lint", "LintCorpus"],
      exclude: ["Corpus"]
    ),
    .testTarget(
      name: "BackendDataTests",
      dependencies: ["BackendData", "Demarc", "PostgresDriver", "TestClusters", "TestServers"]
    ),
    .testTarget(
      name: "CompileFailTests",
      dependencies: ["AdminData", "BackendData", "HostileControl", "SwiftCompiler"],
      exclude: ["Fixtures"]
    ),
    .testTarget(name: "ConfigurationFileTests", dependencies: ["ConfigurationFile"]),
    .testTarget(
      name: "ContractDataTests",
      dependencies: [
        "AdminData", "BackendData", "ContractData", "Demarc", "NovaVisionContract",
        "PostgresDriver", "TestClusters", "TestServers",
      ]
    ),
    .testTarget(
      name: "ContractTests",
      dependencies: [
        "AdminData", "BackendData", "Catalog", "ConfigurationFile", "Contract", "GenerationLock",
        "Hashing", "RepositoryGeneration", "SwiftCompiler",
      ]
    ),
    .testTarget(
      name: "DemarcCommandTests",
      dependencies: [
        "BackendData", "DemarcCommand", "PostgresDriver", "SwiftCompiler", "TestPrograms",
        "TestServers",
      ]
    ),
    .testTarget(
      name: "DemarcTestingTests",
      dependencies: [
        "AdminData", "AdminDataTesting", "BackendData", "BackendDataTesting", "Demarc",
        "DemarcTesting", "PostgresDriver",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "DemarcTests",
      dependencies: [
        "AdminData", "BackendData", "Demarc", "EphemeralPostgres", "NovaVisionRouting",
        "PostgresDriver", "TestClusters",
        "TestServers", .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "EphemeralPostgresTests",
      dependencies: ["EphemeralPostgres", "PostgresDriver", "ServerHost", "TestServers"]
    ),
    .testTarget(
      name: "GenerationLockTests",
      dependencies: ["ConfigurationFile", "GenerationLock"]
    ),
    .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
    .testTarget(name: "IndexStoreTests", dependencies: ["IndexStore"]),
    .testTarget(
      name: "IsolationTests",
      dependencies: [
        "BackendData", "Catalog", "ConfigurationFile", "Demarc", "PostgresDriver",
        "RepositoryGeneration", "SchemaIntrospection", "TestClusters", "TestServers",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      exclude: ["MUTANTS.md"]
    ),
    .testTarget(
      name: "LintCommandLineTests",
      dependencies: ["Catalog", "TestServers", "demarc-lint"]
    ),
    .testTarget(name: "LintTests", dependencies: ["ConfigurationFile", "Lint"]),
    .testTarget(
      name: "NovaVisionCommandTests",
      dependencies: [
        "ConfigurationFile", "NovaVisionCommand", "PostgresDriver", "SchemaMigration",
        "TestPrograms",
        "TestServers", .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "NovaVisionContractTests",
      dependencies: [
        "AdminData", "BackendData", "ContractData", "NovaVisionContract", "PostgresDriver",
      ]
    ),
    .testTarget(
      name: "NovaVisionRoutingTests",
      dependencies: [
        "AdminData", "Demarc", "NovaVisionRouting", "PostgresDriver", "TestClusters", "TestServers",
      ]
    ),
    .testTarget(
      name: "PluginTests",
      dependencies: [
        "ConfigurationFile", "DemarcCommand", "GenerationLock", "TestPrograms", "demarc-lint",
      ]
    ),
    .testTarget(
      name: "PostgresDriverTests",
      dependencies: [
        "EphemeralPostgres", "PostgresDriver", "TestServers",
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "MetricsTestKit", package: "swift-metrics"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    .testTarget(name: "ReadmeTests", dependencies: ["TestPrograms", "demarc-lint"]),
    .testTarget(
      name: "RepositoryGenerationTests",
      dependencies: [
        "Catalog", "ConfigurationFile", "Demarc", "GenerationLock", "HostileControl",
        "HostileControlTesting", "HostileData", "HostileDataTesting", "PostgresDriver",
        "RepositoryGeneration", "SchemaIntrospection", "SwiftCompiler", "TestSchemas",
        "TestServers", .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "RuntimeFaultTests",
      dependencies: [
        "BackendData", "Demarc", "EphemeralPostgres", "NovaVisionRouting", "PostgresDriver",
        "TestClusters", "TestServers", .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "SchemaIntrospectionTests",
      dependencies: ["Catalog", "PostgresDriver", "SchemaIntrospection", "TestServers"]
    ),
    .testTarget(
      name: "SchemaMigrationTests",
      dependencies: [
        "ConfigurationFile", "EphemeralPostgres", "PostgresDriver", "SchemaMigration",
        "TestServers",
      ]
    ),
    .testTarget(
      name: "SQLLanguageTests",
      dependencies: ["Catalog", "PostgresDriver", "SQLLanguage", "TestServers"]
    ),
    .testTarget(
      name: "SwiftLanguageTests",
      dependencies: [
        "ConfigurationFile", "Lint", "LintCorpus", "Parallelism", "SourceText", "SwiftLanguage",
      ],
      exclude: ["Corpus"]
    ),
    .testTarget(
      name: "TypeScriptLanguageTests",
      dependencies: [
        "ConfigurationFile", "Lint", "LintCorpus", "SourceText", "TypeScriptLanguage",
      ],
      exclude: ["Corpus"]
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
