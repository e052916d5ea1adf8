import Foundation
import IndexStore
import Testing

struct SymbolIndexTests {
  /// The index of this very build, which holds this file.
  private static let store = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("index/store")
  private typealias Another = SymbolIndex
  private static let measured: Another.Type = Another.self

  @Test func `names are resolved to what they mean, through an alias, too`() throws {
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().path
    let index = try SymbolIndex(at: Self.store.path) { $0 == here }
    let file = try #require(index.file(here))
    let alias = try #require(
      file.occurrences.first { $0.symbol.name == "Another" && $0.isDefinition }
    )
    #expect(alias.symbol.isAlias)
    #expect(
      index.aliasedSymbols()[alias.symbol.usr]?.contains { $0.name == "SymbolIndex" } == true
    )
    #expect(index.file("/nowhere.swift") == nil)
  }

  @Test func `a folder that is no index is refused with its path`() throws {
    let error = #expect(throws: IndexStoreError.self) {
      try SymbolIndex(at: "/dev/null") { _ in true }
    }
    #expect(error?.description.contains("/dev/null") == true)
  }
}
