import CClang
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// libclang, opened at run time.
///
/// It is never closed: its threads and its memory live as long as the program.
struct ClangLibrary: @unchecked Sendable {
  // Unchecked because the handles point into code, which nobody changes.
  let createIndex: DCX_createIndex
  let disposeIndex: DCX_disposeIndex
  let parse: DCX_parseTranslationUnit2
  let disposeUnit: DCX_disposeTranslationUnit
  let diagnosticCount: DCX_getNumDiagnostics
  let diagnostic: DCX_getDiagnostic
  let disposeDiagnostic: DCX_disposeDiagnostic
  let severity: DCX_getDiagnosticSeverity
  let diagnosticSpelling: DCX_getDiagnosticSpelling
  let diagnosticLocation: DCX_getDiagnosticLocation
  let cString: DCX_getCString
  let disposeString: DCX_disposeString
  let unitCursor: DCX_getTranslationUnitCursor
  let visitChildren: DCX_visitChildren
  let cursorSpelling: DCX_getCursorSpelling
  let cursorLocation: DCX_getCursorLocation
  let expansion: DCX_getExpansionLocation
  let fileName: DCX_getFileName
  let cursorType: DCX_getCursorType
  let canonicalType: DCX_getCanonicalType
  let typeSpelling: DCX_getTypeSpelling
  let pointee: DCX_getPointeeType
  let element: DCX_getArrayElementType
  let storageClass: DCX_getStorageClass
  let semanticParent: DCX_getCursorSemanticParent
  let visitFields: DCX_visitFields
  /// The folder of the compiler's own headers, without which `stddef.h` is missing.
  let resourceFolder: String?
  /// Where it was found.
  let path: String

  /// The library of this machine; nil when there is none.
  static let shared: ClangLibrary? = candidates().lazy.compactMap(ClangLibrary.init).first

  private init?(_ path: String) {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
    func symbol<Function>(_ name: String, _ type: Function.Type) -> Function? {
      dlsym(handle, "clang_" + name).map { unsafeBitCast($0, to: type) }
    }
    guard let createIndex = symbol("createIndex", DCX_createIndex.self),
      let disposeIndex = symbol("disposeIndex", DCX_disposeIndex.self),
      let parse = symbol("parseTranslationUnit2", DCX_parseTranslationUnit2.self),
      let disposeUnit = symbol("disposeTranslationUnit", DCX_disposeTranslationUnit.self),
      let diagnosticCount = symbol("getNumDiagnostics", DCX_getNumDiagnostics.self),
      let diagnostic = symbol("getDiagnostic", DCX_getDiagnostic.self),
      let disposeDiagnostic = symbol("disposeDiagnostic", DCX_disposeDiagnostic.self),
      let severity = symbol("getDiagnosticSeverity", DCX_getDiagnosticSeverity.self),
      let diagnosticSpelling = symbol("getDiagnosticSpelling", DCX_getDiagnosticSpelling.self),
      let diagnosticLocation = symbol("getDiagnosticLocation", DCX_getDiagnosticLocation.self),
      let cString = symbol("getCString", DCX_getCString.self),
      let disposeString = symbol("disposeString", DCX_disposeString.self),
      let unitCursor = symbol("getTranslationUnitCursor", DCX_getTranslationUnitCursor.self),
      let visitChildren = symbol("visitChildren", DCX_visitChildren.self),
      let cursorSpelling = symbol("getCursorSpelling", DCX_getCursorSpelling.self),
      let cursorLocation = symbol("getCursorLocation", DCX_getCursorLocation.self),
      let expansion = symbol("getExpansionLocation", DCX_getExpansionLocation.self),
      let fileName = symbol("getFileName", DCX_getFileName.self),
      let cursorType = symbol("getCursorType", DCX_getCursorType.self),
      let canonicalType = symbol("getCanonicalType", DCX_getCanonicalType.self),
      let typeSpelling = symbol("getTypeSpelling", DCX_getTypeSpelling.self),
      let pointee = symbol("getPointeeType", DCX_getPointeeType.self),
      let element = symbol("getArrayElementType", DCX_getArrayElementType.self),
      let storageClass = symbol("Cursor_getStorageClass", DCX_getStorageClass.self),
      let semanticParent = symbol("getCursorSemanticParent", DCX_getCursorSemanticParent.self),
      let visitFields = symbol("Type_visitFields", DCX_visitFields.self)
    else { return nil }
    self.createIndex = createIndex
    self.disposeIndex = disposeIndex
    self.parse = parse
    self.disposeUnit = disposeUnit
    self.diagnosticCount = diagnosticCount
    self.diagnostic = diagnostic
    self.disposeDiagnostic = disposeDiagnostic
    self.severity = severity
    self.diagnosticSpelling = diagnosticSpelling
    self.diagnosticLocation = diagnosticLocation
    self.cString = cString
    self.disposeString = disposeString
    self.unitCursor = unitCursor
    self.visitChildren = visitChildren
    self.cursorSpelling = cursorSpelling
    self.cursorLocation = cursorLocation
    self.expansion = expansion
    self.fileName = fileName
    self.cursorType = cursorType
    self.canonicalType = canonicalType
    self.typeSpelling = typeSpelling
    self.pointee = pointee
    self.element = element
    self.storageClass = storageClass
    self.semanticParent = semanticParent
    self.visitFields = visitFields
    self.path = path
    resourceFolder = Self.resourceFolder(of: path)
  }

  /// A string of libclang, which is freed.
  func text(_ string: DCXString) -> String {
    defer { disposeString(string) }
    return cString(string).map { String(cString: $0) } ?? ""
  }

  // MARK: Places

  /// Where libclang may be: where DEMARC_LIBCLANG says, beside the Swift compiler, in the system's folders.
  private static func candidates() -> [String] {
    let environment = ProcessInfo.processInfo.environment
    if let given = environment["DEMARC_LIBCLANG"] { return [given] }
    var found: [String] = []
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let swift = URL(fileURLWithPath: "\(folder)/swift").resolvingSymlinksInPath()
      let library = swift.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("lib")
      found += ["libclang.so", "libclang.dylib"].map { library.appendingPathComponent($0).path }
    }
    for root in ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/opt"] {
      for name in names(in: root, withPrefix: "llvm").reversed() {
        found += ["libclang.so.1", "libclang.so", "libclang.dylib"].map {
          "\(root)/\(name)/lib/\($0)"
        }
      }
    }
    found.append("/Library/Developer/CommandLineTools/usr/lib/libclang.dylib")
    return found.filter { FileManager.default.fileExists(atPath: $0) }
  }

  private static func names(in folder: String, withPrefix prefix: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasPrefix(prefix) }.sorted {
        $0.compare($1, options: .numeric) == .orderedAscending
      }
  }

  private static func resourceFolder(of path: String) -> String? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(
      "clang"
    ).path
    return names(in: folder, withPrefix: "").map { "\(folder)/\($0)" }
      .last { FileManager.default.fileExists(atPath: "\($0)/include/stddef.h") }
  }
}
