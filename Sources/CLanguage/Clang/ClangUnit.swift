import CClang
import Foundation
import Lint

/// What libclang sees in a file after the preprocessor.
struct ClangFindings {
  /// A name or a literal, with the byte at which its macro is used or it stands.
  struct Place: Hashable {
    let text: String
    let offset: Int
  }

  /// String literals, as they are written.
  var strings: [Place] = []
  /// Functions that connect.
  var connectors: [Place] = []
  /// Variables that live as long as the program and hold a connection.
  var storages: [Place] = []
  /// The first error: the file is then not analysed to its end.
  var error: Place?
}

/// Parses a file with libclang and visits its cursors.
final class ClangUnit {
  private let clang: ClangLibrary
  private let path: String
  private let clientTypes: Set<String>
  private var findings = ClangFindings()

  private static let cursorVariable: Int32 = 9
  private static let cursorReference: Int32 = 101
  private static let cursorString: Int32 = 109
  private static let visitRecurse: Int32 = 2
  private static let visitContinue: Int32 = 1
  private static let severityError: Int32 = 3
  /// `CXTranslationUnit_KeepGoing`: what follows a missing header is still parsed.
  private static let keepGoing: UInt32 = 0x200
  private static let storageStatic: Int32 = 3
  private static let cursorFunctions: Set<Int32> = [8, 21, 24, 25, 26, 30, 16, 17]

  private init(_ clang: ClangLibrary, path: String, clientTypes: Set<String>) {
    self.clang = clang
    self.path = path
    self.clientTypes = clientTypes
  }

  /// What a file holds; nil when libclang cannot parse it at all.
  static func findings(
    in bytes: UnsafeBufferPointer<UInt8>,
    path: String,
    arguments: [String],
    clientTypes: Set<String>,
    with clang: ClangLibrary
  ) -> ClangFindings? {
    let unit = ClangUnit(clang, path: path, clientTypes: clientTypes)
    return unit.run(bytes, arguments) ? unit.findings : nil
  }

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, _ arguments: [String]) -> Bool {
    guard let index = clang.createIndex(0, 0) else { return false }
    defer { clang.disposeIndex(index) }
    let copies = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var unit: UnsafeMutableRawPointer?
    let status = path.withCString { path in
      bytes.withMemoryRebound(to: CChar.self) { contents in
        var file = DCXUnsavedFile(
          Filename: path,
          Contents: contents.baseAddress,
          Length: UInt(bytes.count)
        )
        let pointers = copies.map { UnsafePointer($0) }
        return pointers.withUnsafeBufferPointer { pointers in
          clang.parse(
            index,
            path,
            pointers.baseAddress,
            Int32(copies.count),
            &file,
            1,
            Self.keepGoing,
            &unit
          )
        }
      }
    }
    guard status == 0, let unit else { return false }
    defer { clang.disposeUnit(unit) }
    readDiagnostics(unit)
    visit(clang.unitCursor(unit))
    return true
  }

  private func readDiagnostics(_ unit: UnsafeMutableRawPointer) {
    for number in 0..<clang.diagnosticCount(unit) {
      guard let diagnostic = clang.diagnostic(unit, number) else { continue }
      defer { clang.disposeDiagnostic(diagnostic) }
      guard clang.severity(diagnostic) >= Self.severityError, findings.error == nil else {
        continue
      }
      let offset = mainOffset(clang.diagnosticLocation(diagnostic)) ?? 0
      findings.error = ClangFindings.Place(
        text: clang.text(clang.diagnosticSpelling(diagnostic)),
        offset: offset
      )
    }
  }

  /// Where something stands in the file itself, macros being where they are used.
  private func mainOffset(_ location: DCXSourceLocation) -> Int? {
    var file: UnsafeMutableRawPointer?
    var offset: UInt32 = 0
    clang.expansion(location, &file, nil, nil, &offset)
    guard let file, clang.text(clang.fileName(file)) == path else { return nil }
    return Int(offset)
  }

  private func visit(_ root: DCXCursor) {
    _ = clang.visitChildren(
      root,
      { cursor, parent, data in
        guard let data else { return ClangUnit.visitContinue }
        return Unmanaged<ClangUnit>.fromOpaque(data).takeUnretainedValue().visit(cursor, parent)
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  private func visit(_ cursor: DCXCursor, _ parent: DCXCursor) -> Int32 {
    guard let offset = mainOffset(clang.cursorLocation(cursor)) else { return Self.visitContinue }
    switch cursor.kind {
    case Self.cursorReference:
      let name = clang.text(clang.cursorSpelling(cursor))
      if CFactsCollector.connectors.contains(name) {
        findings.connectors.append(ClangFindings.Place(text: name, offset: offset))
      }
    case Self.cursorString:
      findings.strings.append(
        ClangFindings.Place(text: clang.text(clang.cursorSpelling(cursor)), offset: offset)
      )
    case Self.cursorVariable: visitVariable(cursor, offset)
    default: break
    }
    return Self.visitRecurse
  }

  private func visitVariable(_ cursor: DCXCursor, _ offset: Int) {
    let isLocal = Self.cursorFunctions.contains(clang.semanticParent(cursor).kind)
    guard !isLocal || clang.storageClass(cursor) == Self.storageStatic else { return }
    guard holdsClient(clang.canonicalType(clang.cursorType(cursor)), 0) else { return }
    findings.storages.append(
      ClangFindings.Place(text: clang.text(clang.cursorSpelling(cursor)), offset: offset)
    )
  }

  /// Whether a type is a connection, points to one, or has a field that does.
  private func holdsClient(_ type: DCXType, _ depth: Int) -> Bool {
    guard depth < 5, type.kind != 0 else { return false }
    let spelling = clang.text(clang.typeSpelling(type))
    if spelling.contains("(") { return false }
    let words = spelling.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    if words.contains(where: clientTypes.contains) { return true }
    let pointee = clang.pointee(type)
    if pointee.kind != 0 { return holdsClient(clang.canonicalType(pointee), depth + 1) }
    let element = clang.element(type)
    if element.kind != 0 { return holdsClient(clang.canonicalType(element), depth + 1) }
    return fieldHoldsClient(type, depth)
  }

  private func fieldHoldsClient(_ type: DCXType, _ depth: Int) -> Bool {
    let search = FieldSearch(unit: self, depth: depth)
    _ = clang.visitFields(
      type,
      { field, data in
        guard let data else { return 0 }
        let search = Unmanaged<FieldSearch>.fromOpaque(data).takeUnretainedValue()
        search.visit(field)
        return search.isFound ? 0 : 1
      },
      Unmanaged.passUnretained(search).toOpaque()
    )
    return search.isFound
  }

  private final class FieldSearch {
    let unit: ClangUnit
    let depth: Int
    var isFound = false

    init(unit: ClangUnit, depth: Int) {
      self.unit = unit
      self.depth = depth
    }

    func visit(_ field: DCXCursor) {
      isFound = unit.holdsClient(unit.clang.canonicalType(unit.clang.cursorType(field)), depth + 1)
    }
  }
}
