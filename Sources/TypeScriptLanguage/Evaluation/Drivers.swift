/// What is known of the packages that open connections to databases.
enum Drivers {
  /// The driver that an import names; nil when it is none.
  ///
  /// - Parameter specifier: as it is written: `pg`, `npm:pg@8`, `https://esm.sh/@supabase/supabase-js@2`.
  /// - Returns: the package's name.
  static func module(_ specifier: String) -> String? {
    var name = specifier[...]
    if let range = name.range(of: "node_modules/") { name = name[range.upperBound...] }
    for prefix in ["npm:", "jsr:", "node:"] where name.hasPrefix(prefix) {
      name = name.dropFirst(prefix.count)
    }
    for host in [
      "https://esm.sh/", "https://cdn.skypack.dev/", "https://deno.land/x/",
      "https://cdn.jsdelivr.net/npm/", "https://unpkg.com/",
    ]
    where name.hasPrefix(host) {
      name = name.dropFirst(host.count)
    }
    while name.hasPrefix("/") { name = name.dropFirst() }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, first != ".", first != ".." else { return nil }
    var package = String(first)
    if first.hasPrefix("@") {
      guard parts.count > 1 else { return nil }
      package += "/" + parts[1].prefix { $0 != "@" }
    } else {
      package = String(first.prefix { $0 != "@" })
    }
    return exports[package] == nil ? nil : package
  }

  /// Whether an import names a package whose clients reach no database of tenants, whatever they are called.
  static func isOther(_ specifier: String) -> Bool {
    others.contains { specifier == $0 || specifier.hasPrefix($0 + "/") }
  }

  private static let others: Set<String> = [
    "@apollo/client", "@clickhouse/client", "@connectrpc/connect", "@redis/client",
    "@sanity/client",
    "@urql/core", "contentful", "graphql-ws", "ioredis", "next-sanity", "openapi-fetch", "redis",
    "soap",
    "urql", "webdav",
  ]

  /// Whether calling or making an export yields a client.
  static func opens(_ module: String, _ export: String) -> Bool {
    // What the configuration names: with a member it is something that the type offers.
    if module.isEmpty { return !export.contains(".") }
    guard let names = exports[module] else { return false }
    if export.isEmpty || export == "default" { return names.contains("default") }
    let last = export.split(separator: ".").last.map(String.init) ?? export
    return names.contains(export) || names.contains(last)
  }

  /// Whether an export is a type whose instances are, or hold, a connection.
  static func isClientType(_ module: String, _ export: String) -> Bool {
    opens(module, export) || holders[module]?.contains(export) == true
  }

  /// The words of all drivers' names.
  static let words = Set(
    exports.keys.flatMap { name in
      name.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
  ).subtracting([
    "core", "client", "js", "ssr", "ts", "deno", "serverless", "adapter", "auth",
    "helpers", "orm", "nestjs", "nextjs", "vercel", "typescript", "promise", "pool", "native",
    "cursor",
    "databases",
  ])

  private static let exports: [String: Set<String>] = [
    "pg": ["Pool", "Client", "native"],
    "pg-pool": ["default"],
    "pg-native": ["default"],
    "pg-promise": ["default"],
    "pg-cursor": [],
    "libpq": ["default"],
    "postgres": ["default", "Client", "Pool"],
    "postgresjs": ["default"],
    "slonik": ["createPool"],
    "knex": ["default", "knex"],
    "typeorm": [
      "DataSource", "createConnection", "createConnections", "Connection", "getConnection",
      "ConnectionManager",
    ],
    "@nestjs/typeorm": [
      "TypeOrmModule.forRoot", "TypeOrmModule.forRootAsync", "forRoot", "forRootAsync",
    ],
    "sequelize": ["Sequelize", "default"],
    "sequelize-typescript": ["Sequelize"],
    "@nestjs/sequelize": ["forRoot", "forRootAsync"],
    "@mikro-orm/core": ["MikroORM", "init"],
    "@mikro-orm/postgresql": ["MikroORM", "init"],
    "drizzle-orm": ["drizzle"],
    "kysely": ["Kysely"],
    "@prisma/client": ["PrismaClient"],
    "@prisma/adapter-pg": ["PrismaPg"],
    "@supabase/supabase-js": ["createClient", "SupabaseClient"],
    "@supabase/ssr": ["createServerClient", "createBrowserClient"],
    "@supabase/auth-helpers-nextjs": [
      "createClientComponentClient", "createServerComponentClient", "createRouteHandlerClient",
      "createMiddlewareClient",
    ],
    "@supabase/postgrest-js": ["PostgrestClient"],
    "@neondatabase/serverless": ["neon", "Pool", "Client"],
    "@vercel/postgres": ["createPool", "createClient", "sql", "db"],
    "mysql": ["createConnection", "createPool"],
    "mysql2": ["createConnection", "createPool"],
    "massive": ["default"],
    "objection": [],
    "@databases/pg": ["default"],
    "ts-postgres": ["Client", "connect"],
    "deno-postgres": ["Client", "Pool"],
  ]

  private static let holders: [String: Set<String>] = [
    "pg": ["PoolClient"],
    "typeorm": ["EntityManager", "Repository", "QueryRunner"],
    "knex": ["Knex"],
    "postgres": ["Sql"],
    "slonik": ["DatabasePool"],
    "pg-promise": ["IDatabase"],
    "drizzle-orm": ["NodePgDatabase", "PostgresJsDatabase"],
    "@supabase/supabase-js": ["SupabaseClient"],
    "@mikro-orm/core": ["EntityManager"],
    "@mikro-orm/postgresql": ["EntityManager", "SqlEntityManager"],
  ]
}

extension StringProtocol {
  /// Where a text occurs first.
  func range(of text: String) -> Range<Index>? {
    var position = startIndex
    while position < endIndex {
      if self[position...].hasPrefix(text) {
        return position..<index(position, offsetBy: text.count)
      }
      position = index(after: position)
    }
    return nil
  }
}
