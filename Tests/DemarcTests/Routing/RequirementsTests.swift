import BackendData
import Demarc
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct RequirementsTests {
  @Test(arguments: [
    ("alter table banners drop column alt_text", "the column alt_text does not exist"),
    ("alter table banners rename alt_text to alt", "the column alt_text does not exist"),
    (
      "alter table banners alter alt_text type jsonb using null",
      "the column alt_text is of the type jsonb, and not text"
    ),
    ("alter table banners rename to posters", "the table does not exist"),
  ])
  func `a table that is not the code's closes its repository on that cluster, and nothing else`(
    change: String,
    fault: String
  ) async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(change)
      try await clusters.withRouter { router in
        let context = try await router.context(forSlug: "farma")
        await expectRefusal(
          .schemaMismatch,
          naming: [
            "The table public.banners on cluster 'cluster_shared_01'", fault, "demarc migrate",
          ]
        ) { _ = try await BannerRepository(context).find(limit: 1) }
        await expectRefusal(.schemaMismatch, naming: [fault]) {
          try await context.transaction { context in
            _ = try await BannerRepository(context).count()
          }
        }
        _ = try await ProductRepository(context).find(limit: 1)
        let other = try await router.context(forSlug: "vinos")
        _ = try await BannerRepository(other).find(limit: 1)
      }
    }
  }

  @Test func `nothing is written to a table whose rows could not be read back`() async throws {
    try await TestClusters.withClusters { clusters in
      let superuser = try clusters.superuser(of: .first)
      try await superuser.run("alter table faqs alter question type jsonb using to_jsonb(question)")
      try await clusters.withRouter { router in
        let context = try await router.context(forSlug: "farma")
        await expectRefusal(.schemaMismatch) {
          _ = try await FAQRepository(context).insert(FAQ.Draft(answer: "a", question: "1"))
        }
      }
      let count: Int64 = try await superuser.value("select count(*) from faqs")
      #expect(count == 0)
    }
  }

  @Test func `a table that changes under a router closes its repository with its first error`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      var options = ClusterRouterOptions.backend
      options.unknownTimeToLive = .zero
      try await clusters.withRouter(options: options) { router in
        let context = try await router.context(forSlug: "farma")
        _ = try await BannerRepository(context).find(limit: 1)
        try await clusters.superuser(of: .first).run("alter table banners drop column alt_text")
        await expectRefusal(.schemaMismatch) {
          _ = try await BannerRepository(context).find(limit: 1)
        }
        await expectRefusal(.schemaMismatch) { _ = try await BannerRepository(context).count() }
        _ = try await ProductRepository(context).find(limit: 1)
      }
    }
  }

  @Test func `a repository opens again when its table has been mended`() async throws {
    try await TestClusters.withClusters { clusters in
      let superuser = try clusters.superuser(of: .first)
      try await superuser.run("alter table banners rename alt_text to alt")
      var options = ClusterRouterOptions.backend
      options.unknownTimeToLive = .zero
      try await clusters.withRouter(options: options) { router in
        let context = try await router.context(forSlug: "farma")
        await expectRefusal(.schemaMismatch) { _ = try await BannerRepository(context).count() }
        try await superuser.run("alter table banners rename alt to alt_text")
        _ = try await BannerRepository(context).count()
        _ = try await BannerRepository(context).find(limit: 1)
      }
    }
  }

  @Test(arguments: [
    "alter table banners add more text not null default ''", "create table extra (n int)",
    "alter table banners alter alt_text type varchar(20)",
    "create domain words as text; alter table banners alter alt_text type words",
    "alter table banners drop constraint banners_pkey cascade",
  ])
  func `what no repository needs is served`(change: String) async throws {
    try await TestClusters.withClusters { clusters in
      var options = ClusterRouterOptions.backend
      options.isolation = nil
      for statement in change.split(separator: ";").map(String.init) {
        try await clusters.superuser(of: .first).run(statement)
      }
      try await clusters.withRouter(options: options) { router in
        let context = try await router.context(forSlug: "farma")
        _ = try await BannerRepository(context).find(limit: 1)
      }
    }
  }
}
