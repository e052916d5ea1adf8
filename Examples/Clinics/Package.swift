// swift-tools-version: 6.3

import PackageDescription

// A product of another team: its own two schemas, what is generated from them, and what it has to write.
let package = Package(
  name: "Clinics",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "demarc", path: "../.."),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Generated, never edited.
    .target(
      name: "ControlData",
      dependencies: [
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/ControlData"
    ),
    .target(
      name: "ClinicsData",
      dependencies: [
        .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/ClinicsData"
    ),

    // Generated too, for tests alone: drafts with values that the tables take.
    .target(
      name: "ControlDataTesting",
      dependencies: [
        "ControlData", .product(name: "Demarc", package: "demarc"),
        .product(name: "DemarcTesting", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/ControlDataTesting"
    ),
    .target(
      name: "ClinicsDataTesting",
      dependencies: [
        "ClinicsData", .product(name: "Demarc", package: "demarc"),
        .product(name: "DemarcTesting", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      path: "generated/ClinicsDataTesting"
    ),

    // How the router learns of clusters and placements.
    .target(
      name: "ClinicsRouting",
      dependencies: [
        "ClinicsData", "ControlData", .product(name: "Demarc", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
      ],
      plugins: [.plugin(name: "LintBuild", package: "demarc")]
    ),

    .executableTarget(
      name: "Clinics",
      dependencies: [
        "ClinicsData", "ClinicsRouting", "ControlData",
        .product(name: "Demarc", package: "demarc"),
        .product(name: "EphemeralPostgres", package: "demarc"),
        .product(name: "PostgresDriver", package: "demarc"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      plugins: [.plugin(name: "LintBuild", package: "demarc")]
    ),

    .testTarget(
      name: "ClinicsTests",
      dependencies: [
        "ClinicsData", "ClinicsDataTesting", "ClinicsRouting", "ControlData", "ControlDataTesting",
        .product(name: "Demarc", package: "demarc"),
        .product(name: "DemarcTesting", package: "demarc"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
