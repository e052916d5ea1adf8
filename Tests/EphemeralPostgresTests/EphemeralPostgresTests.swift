import EphemeralPostgres
import Foundation
import PostgresDriver
import TestServers
import Testing

struct EphemeralPostgresTests {
  private func answer(of server: EphemeralPostgres, _ sql: String) async throws -> String {
    let url = server.connectionString(database: "postgres")
    return try await withClient(try PostgresConfiguration(url)) { client in
      try await client.value(sql)
    }
  }

  // MARK: Life

  @Test func `a server is ready when it has started, and gone when it is stopped`() async throws {
    let server = try await EphemeralPostgres.start()
    #expect(try await answer(of: server, "show server_version").hasPrefix(server.version))
    let process = try postmaster(in: server.socketFolder)
    #expect(isAlive(process))
    await server.stop()
    #expect(!FileManager.default.fileExists(atPath: server.socketFolder))
    // A server removes its lock file just before it ends.
    try await eventually("the server has ended") { !isAlive(process) }
    await #expect(throws: PostgresError.self) { _ = try await answer(of: server, "select ''") }
  }

  @Test func `a server that is stopped twice is gone`() async throws {
    let server = try await EphemeralPostgres.start()
    await server.stop()
    await server.stop()
    #expect(!FileManager.default.fileExists(atPath: server.socketFolder))
  }

  @Test func `two servers at once know nothing of each other`() async throws {
    try await EphemeralPostgres.withServer { first in
      try await EphemeralPostgres.withServer { second in
        #expect(first.socketFolder != second.socketFolder)
        try await first.createDatabase("shop")
        let sql = "select count(*)::text from pg_database where datname = 'shop'"
        #expect(try await answer(of: first, sql) == "1")
        #expect(try await answer(of: second, sql) == "0")
      }
    }
  }

  @Test func `only the owner can open the folder of the socket`() async throws {
    try await EphemeralPostgres.withServer { server in
      let attributes = try FileManager.default.attributesOfItem(atPath: server.socketFolder)
      #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o700)
      #expect(try await answer(of: server, "show listen_addresses") == "")
    }
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
  func `a server is gone when the process that started it is killed`(signal: Int32) async throws {
    let host = try HostProcess()
    let folder = try host.socketFolder()
    let process = try postmaster(in: folder)
    try #require(isAlive(process))
    host.end(with: signal)
    try await eventually("the server and its folder are gone") {
      !FileManager.default.fileExists(atPath: folder) && !isAlive(process)
    }
  }

  @Test func `a server is gone when the process that started it ends`() async throws {
    let host = try HostProcess()
    let folder = try host.socketFolder()
    try host.endInput()
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try host.result().code == 0)
  }

  private func postmaster(in folder: String) throws -> String {
    let text = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
    return String(text.prefix { $0 != "\n" })
  }

  private func isAlive(_ process: String) -> Bool {
    Int32(process).map { kill($0, 0) == 0 } ?? false
  }

  // MARK: Databases

  @Test func `databases can be made, copied and removed, whatever their name`() async throws {
    let server = try await TestServer.shared.server()
    let (name, copy) = (#"a "quoted" name's 🐘"#, #"a copy \ of it"#)
    try await server.createDatabase(name)
    try await withClient(try PostgresConfiguration(server.connectionString(database: name))) {
      _ = try await $0.run("create table t as select 7 as n")
    }
    try await server.createDatabase(copy, template: name)
    try await withClient(try PostgresConfiguration(server.connectionString(database: copy))) {
      let number: Int32 = try await $0.value("select n from t")
      #expect(number == 7)
      // A connection that is open does not keep the database.
      try await server.dropDatabase(copy)
    }
    try await server.dropDatabase(name)
    try await server.dropDatabase(name)
  }

  @Test func `settings are taken`() async throws {
    try await EphemeralPostgres.withServer(settings: ["work_mem": "13MB"]) { server in
      let setting = try await answer(of: server, "show work_mem")
      #expect(setting == "13MB")
    }
  }

  // MARK: Failures

  @Test func `a server that does not start is an error with the server's words`() async throws {
    let error = await #expect(throws: EphemeralPostgresError.self) {
      _ = try await EphemeralPostgres.start(settings: ["no_such_setting": "1"])
    }
    #expect(error?.description.contains("could not start a throw-away server") == true)
    #expect(error?.description.contains("no_such_setting") == true)
  }

  @Test func `a machine without Postgres is told what to install`() throws {
    try withFolder { folder in
      let (code, errors) = try HostProcess(installation: folder).result()
      #expect(code == 1)
      #expect(errors.hasPrefix("There is no Postgres server on this machine; looked in \(folder)."))
      #expect(errors.contains("Install one with '"))
      #expect(errors.contains("DEMARC_POSTGRES_BIN"))
    }
  }

  @Test func `a server that is too old is named with its version`() throws {
    try withFolder { folder in
      for program in ["postgres", "initdb", "pg_ctl", "psql"] {
        let path = "\(folder)/\(program)"
        try Data("#!/bin/sh\necho 'postgres (PostgreSQL) 12.4'\n".utf8)
          .write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
      let (code, errors) = try HostProcess(installation: folder).result()
      #expect(code == 1)
      #expect(
        errors.hasPrefix(
          "The server in \(folder) is PostgreSQL 12.4, and Demarc needs 15 or later."
        )
      )
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }
}
