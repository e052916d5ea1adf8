import CIndexStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The functions of libIndexStore, found at run time: the library must be that of the toolchain that wrote the
/// index, so nothing here links one.
///
/// It is never closed; the pointers hold as long as the program.
struct IndexStoreLibrary {
  let openStore: index_open_store
  let closeStore: index_dispose
  let applyToUnits: index_apply_to_units
  let unitTime: index_get_time
  let openUnit: index_open_reader
  let closeUnit: index_dispose
  let unitIsSystem: index_get_flag
  let unitMainFile: index_get_string
  let unitWorkingFolder: index_get_string
  let unitModule: index_get_string
  let applyToDependencies: index_apply
  let dependencyKind: index_get_kind
  let dependencyName: index_get_string
  let dependencyPath: index_get_string
  let openRecord: index_open_reader
  let closeRecord: index_dispose
  let applyToOccurrences: index_apply
  let occurrenceSymbol: index_get_symbol
  let occurrenceRoles: index_get_roles
  let occurrencePlace: index_get_place
  let symbolUSR: index_get_string
  let symbolName: index_get_string
  let symbolKind: index_get_kind
  private let describeError: index_describe_error
  private let disposeError: index_dispose

  /// Opens the library of the toolchain whose compiler the `PATH` finds, or the one that the system finds.
  ///
  /// - Throws: `IndexStoreError` when there is none, or when it lacks a function.
  init() throws(IndexStoreError) {
    let candidates = Self.toolchainLibraries() + ["libIndexStore.so", "libIndexStore.dylib"]
    guard let library = candidates.lazy.compactMap({ dlopen($0, RTLD_LAZY | RTLD_LOCAL) }).first
    else {
      throw IndexStoreError(
        """
        There is no libIndexStore beside the 'swiftc' that the PATH finds. It is a part of every Swift \
        toolchain: put the one that built the index on the PATH.
        """
      )
    }
    func function<Function>(
      _ name: String,
      as type: Function.Type
    ) throws(IndexStoreError) -> Function {
      guard let address = dlsym(library, "indexstore_" + name) else {
        throw IndexStoreError("libIndexStore has no function 'indexstore_\(name)'; is it too old?")
      }
      return unsafeBitCast(address, to: type)
    }
    openStore = try function("store_create", as: index_open_store.self)
    closeStore = try function("store_dispose", as: index_dispose.self)
    applyToUnits = try function("store_units_apply_f", as: index_apply_to_units.self)
    unitTime = try function("store_get_unit_modification_time", as: index_get_time.self)
    openUnit = try function("unit_reader_create", as: index_open_reader.self)
    closeUnit = try function("unit_reader_dispose", as: index_dispose.self)
    unitIsSystem = try function("unit_reader_is_system_unit", as: index_get_flag.self)
    unitMainFile = try function("unit_reader_get_main_file", as: index_get_string.self)
    unitWorkingFolder = try function("unit_reader_get_working_dir", as: index_get_string.self)
    unitModule = try function("unit_reader_get_module_name", as: index_get_string.self)
    applyToDependencies = try function("unit_reader_dependencies_apply_f", as: index_apply.self)
    dependencyKind = try function("unit_dependency_get_kind", as: index_get_kind.self)
    dependencyName = try function("unit_dependency_get_name", as: index_get_string.self)
    dependencyPath = try function("unit_dependency_get_filepath", as: index_get_string.self)
    openRecord = try function("record_reader_create", as: index_open_reader.self)
    closeRecord = try function("record_reader_dispose", as: index_dispose.self)
    applyToOccurrences = try function("record_reader_occurrences_apply_f", as: index_apply.self)
    occurrenceSymbol = try function("occurrence_get_symbol", as: index_get_symbol.self)
    occurrenceRoles = try function("occurrence_get_roles", as: index_get_roles.self)
    occurrencePlace = try function("occurrence_get_line_col", as: index_get_place.self)
    symbolUSR = try function("symbol_get_usr", as: index_get_string.self)
    symbolName = try function("symbol_get_name", as: index_get_string.self)
    symbolKind = try function("symbol_get_kind", as: index_get_kind.self)
    describeError = try function("error_get_description", as: index_describe_error.self)
    disposeError = try function("error_dispose", as: index_dispose.self)
  }

  /// What the library says went wrong.
  func error(_ error: UnsafeMutableRawPointer?, doing: String) -> IndexStoreError {
    guard let error else { return IndexStoreError("\(doing) failed.") }
    defer { disposeError(error) }
    let text = describeError(error).map { String(cString: $0) } ?? "no reason is given"
    return IndexStoreError("\(doing) failed: \(text).")
  }

  private static func toolchainLibraries() -> [String] {
    guard let path = getenv("PATH") else { return [] }
    return String(cString: path).split(separator: ":").compactMap { folder in
      guard let resolved = realpath("\(folder)/swiftc", nil) else { return nil }
      defer { free(resolved) }
      // …/usr/bin/swift-frontend
      let parts = String(cString: resolved).split(separator: "/").dropLast(2)
      let suffix = dynamicLibrarySuffix
      return "/" + parts.joined(separator: "/") + "/lib/libIndexStore.\(suffix)"
    }
  }
}

#if canImport(Darwin)
  private let dynamicLibrarySuffix = "dylib"
#else
  private let dynamicLibrarySuffix = "so"
#endif

/// Why an index cannot be read.
package struct IndexStoreError: Error, CustomStringConvertible {
  /// The cause, and the next step.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
