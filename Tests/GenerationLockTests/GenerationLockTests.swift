import ConfigurationFile
import Foundation
import GenerationLock
import Testing

/// The repository's own project, edited in a copy.
struct GenerationLockTests {
  @Test func `what nobody touched is clean`() throws {
    try withProject { project in
      let mismatches = try project.mismatches()
      #expect(mismatches == [])
    }
  }

  @Test func `an edited body is named`() throws {
    try withProject { project in
      try project.append("// edited\n", to: "generated/BackendData/Order/Order.swift")
      #expect(
        try project.mismatches() == [
          """
          generated/BackendData/Order/Order.swift: the generated file was edited by hand; run 'demarc \
          generate' and commit what it writes [edited-file]
          """
        ]
      )
    }
  }

  @Test func `an orphan is named`() throws {
    try withProject { project in
      try project.append("let mine = 1\n", to: "generated/AdminData/Mine/Mine.swift")
      #expect(
        try project.mismatches() == [
          """
          generated/AdminData/Mine/Mine.swift: the generator did not write this file; move it \
          elsewhere, or remove it by generating; run 'demarc generate' and commit what it writes \
          [orphan-file]
          """
        ]
      )
    }
  }

  @Test func `a missing file is named`() throws {
    try withProject { project in
      try project.remove("generated/AdminData/Account/AccountRepository.swift")
      #expect(
        try project.mismatches() == [
          """
          generated/AdminData/Account/AccountRepository.swift: the generated file is missing; run \
          'demarc generate' and commit what it writes [missing-file]
          """
        ]
      )
    }
  }

  @Test func `a snapshot that was edited or is gone is named`() throws {
    try withProject { project in
      try project.append("\n", to: "schema/admin.snapshot.json")
      try project.remove("schema/backend.snapshot.json")
      #expect(
        try project.mismatches() == [
          """
          schema/admin.snapshot.json: the snapshot was edited; run 'demarc generate' and commit what \
          it writes [stale-snapshot]
          """,
          """
          schema/backend.snapshot.json: the snapshot is missing; run 'demarc generate' and commit what \
          it writes [stale-snapshot]
          """,
        ]
      )
    }
  }

  @Test func `a migration that was added, changed or removed is named`() throws {
    try withProject { project in
      try project.append("select 1;\n", to: "schema/admin/9999_new.sql")
      try project.append("-- changed\n", to: "schema/admin/0003_accounts.sql")
      try project.remove("schema/backend/0004_sales.sql")
      #expect(
        try project.mismatches() == [
          """
          schema/admin/0003_accounts.sql: it changed since the code was generated; run 'demarc \
          generate' and commit what it writes [changed-input]
          """,
          """
          schema/admin/9999_new.sql: it was added since the code was generated; run 'demarc generate' \
          and commit what it writes [changed-input]
          """,
          """
          schema/backend/0004_sales.sql: the code was generated from it, and it is gone; run 'demarc \
          generate' and commit what it writes [changed-input]
          """,
        ]
      )
    }
  }

  @Test func `a changed demarc.yml counts where it influences generation`() throws {
    try withProject { project in
      try project.replace("removed: [getBackendPool]", with: "removed: []", in: "demarc.yml")
      #expect(try project.mismatches() == [])
      try project.replace("nv_accounts: Account", with: "nv_accounts: Customer", in: "demarc.yml")
      #expect(
        try project.mismatches() == [
          """
          demarc.yml: it changed since the code was generated; run 'demarc generate' and commit what it \
          writes [changed-configuration]
          """
        ]
      )
    }
  }

  @Test func `a lock that is missing, broken or of another generator is named`() throws {
    try withProject { project in
      let text = try project.text(of: GenerationLock.path)
      try project.replace(
        "\"generator\" : \(GenerationLock.currentGenerator)",
        with: "\"generator\" : 0",
        in: GenerationLock.path
      )
      #expect(
        try project.mismatches() == [
          """
          schema/demarc.lock.json: version 0 of the generator wrote the code, and this is version \
          \(GenerationLock.currentGenerator); \
          run 'demarc generate' and commit what it writes [other-generator]
          """
        ]
      )
      try project.write("<<<<<<< HEAD\n" + text, to: GenerationLock.path)
      #expect(
        try project.mismatches() == [
          """
          schema/demarc.lock.json: it is no lock of the generator; run 'demarc generate' and commit \
          what it writes [unusable-lock]
          """
        ]
      )
      try project.remove(GenerationLock.path)
      #expect(
        try project.mismatches() == [
          """
          schema/demarc.lock.json: it does not exist; run 'demarc generate' and commit what it writes \
          [unusable-lock]
          """
        ]
      )
    }
  }

  @Test func `a contract that was changed or is gone is named`() throws {
    for isGone in [false, true] {
      try withProject { project in
        if isGone {
          try project.remove("schema/contract.yml")
        } else {
          try project.append("# changed\n", to: "schema/contract.yml")
        }
        let cause =
          isGone
          ? "the code was generated from it, and it is gone"
          : "it changed since the code was generated"
        #expect(
          try project.mismatches() == [
            """
            schema/contract.yml: \(cause); run 'demarc generate' and commit what it writes \
            [changed-input]
            """
          ]
        )
      }
    }
  }

  @Test func `what was edited, lost or added among the contract's files is named`() throws {
    try withProject { project in
      try project.append("// edited\n", to: "generated/ContractData/ContractWriter.swift")
      try project.append("more\n", to: "generated/ContractData/CONTRACT.md")
      try project.remove("generated/ContractData/ContractEvent.swift")
      try project.append("let mine = 1\n", to: "generated/ContractData/Mine.swift")
      #expect(
        try project.mismatches() == [
          """
          generated/ContractData/CONTRACT.md: the generated file was edited by hand; run 'demarc \
          generate' and commit what it writes [edited-file]
          """,
          """
          generated/ContractData/ContractEvent.swift: the generated file is missing; run 'demarc \
          generate' and commit what it writes [missing-file]
          """,
          """
          generated/ContractData/ContractWriter.swift: the generated file was edited by hand; run \
          'demarc generate' and commit what it writes [edited-file]
          """,
          """
          generated/ContractData/Mine.swift: the generator did not write this file; move it elsewhere, \
          or remove it by generating; run 'demarc generate' and commit what it writes [orphan-file]
          """,
        ]
      )
    }
  }

  @Test func `a contract that the lock does not know is named`() throws {
    try withProject { project in
      let lock = try project.text(of: "schema/demarc.lock.json")
      let start = try #require(lock.range(of: "  \"contract\" : {"))
      let end = try #require(lock.range(of: "\n  },\n", range: start.lowerBound..<lock.endIndex))
      try project.write(
        lock.replacingCharacters(in: start.lowerBound..<end.upperBound, with: ""),
        to: "schema/demarc.lock.json"
      )
      #expect(
        try project.mismatches() == [
          """
          schema/demarc.lock.json: it knows no contract 'schema/contract.yml'; run 'demarc generate' \
          and commit what it writes [unusable-lock]
          """
        ]
      )
    }
  }

  @Test func `a database that the lock does not know is named`() throws {
    try withProject { project in
      try project.replace(
        "databases:\n",
        with: """
          databases:
            third: { plane: control, migrations: schema/third, module: Third, output: generated/Third }

          """,
        in: "demarc.yml"
      )
      let mismatches = try project.mismatches()
      #expect(
        mismatches.last == """
          schema/demarc.lock.json: it knows no database 'third'; run 'demarc generate' and commit what \
          it writes [unusable-lock]
          """
      )
    }
  }
}

/// A copy of what of this repository the lock speaks of.
private struct ProjectCopy {
  let root: String

  /// The mismatches, in the words in which `--check` prints them.
  func mismatches() throws -> [String] {
    let configuration = try Configuration.load(from: root + "/demarc.yml")
    return GenerationLock.mismatches(root: root, configuration: configuration).map(\.description)
  }

  func text(of path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  func append(_ text: String, to path: String) throws {
    let exists = FileManager.default.fileExists(atPath: "\(root)/\(path)")
    try write((exists ? try self.text(of: path) : "") + text, to: path)
  }

  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try text(of: path)
    try #require(text.contains(old))
    try write(text.replacing(old, with: new), to: path)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/\(path)")
  }
}

/// Lends a copy and removes it afterwards.
private func withProject(_ body: (ProjectCopy) throws -> Void) throws {
  let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let copy = FileManager.default.temporaryDirectory
    .appendingPathComponent("demarc-lock-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: copy) }
  for name in ["demarc.yml", "schema", "generated"] {
    try FileManager.default.copyItem(
      at: repository.appendingPathComponent(name),
      to: copy.appendingPathComponent(name)
    )
  }
  try body(ProjectCopy(root: copy.path))
}
