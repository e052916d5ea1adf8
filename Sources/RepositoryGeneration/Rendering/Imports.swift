/// What a generated file imports: publicly where its API shows types of the module, as the upcoming
/// feature InternalImportsByDefault asks for.
struct Imports {
  /// How a module is imported.
  enum Access {
    case absent
    case hidden
    case shown
  }

  private var demarc: Access
  private var driver: Access
  private let showsUUID: Bool

  /// Makes the imports of a file.
  ///
  /// - Parameters:
  ///   - demarc: how the runtime is needed, whatever the types are.
  ///   - driver: how the driver is needed, whatever the types are.
  ///   - types: the types that the file's API shows.
  init(demarc: Access, driver: Access, types: [String] = []) {
    let names = Set(types.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") } })
    self.demarc = names.isDisjoint(with: Self.runtimeTypes) ? demarc : .shown
    self.driver = names.isDisjoint(with: Self.driverTypes) ? driver : .shown
    showsUUID = names.contains("UUID")
  }

  /// The import declarations.
  var text: String {
    var lines = [line("Demarc", demarc), line("PostgresDriver", driver)].compactMap { $0 }
    if showsUUID {
      if !lines.isEmpty { lines.append("") }
      lines.append(
        """
        #if canImport(FoundationEssentials)
          public import FoundationEssentials
        #else
          public import Foundation
        #endif
        """
      )
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ module: String, _ access: Access) -> String? {
    switch access {
    case .absent: nil
    case .hidden: "import \(module)"
    case .shown: "public import \(module)"
    }
  }

  private static let runtimeTypes: Set<Substring> = ["AccountID", "ID", "TenantID"]

  private static let driverTypes: Set<Substring> = [
    "BitString", "Bytes", "CIDR", "CalendarDate", "Inet", "Interval", "JSON", "JSONText",
    "MACAddress", "PostgresArray", "PostgresCharacter", "PostgresMultirange", "PostgresNumeric",
    "PostgresRange",
    "Secret", "TimeOfDay", "Timestamp", "TimestampWithoutZone",
  ]
}
