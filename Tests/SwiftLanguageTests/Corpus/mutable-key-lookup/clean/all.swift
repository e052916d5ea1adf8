func route(_ router: ClusterRouter) async throws { use(try await router.context(forSlug: "a")) }
func byAccount(_ clients: ClientRepository) async throws { use(try await clients.find(byNvAccountID: id)) }
func slug(_ text: String) -> String { text.slugified() }
func resolve(_ slugs: SlugRepository) async throws { use(try await slugs.find(bySlug: "a")) }
func product(_ products: ProductRepository) async throws { use(try await products.find(bySlug: "tea")) }
func registry(_ accounts: AccountRepository) async throws { use(try await accounts.find(bySlug: "a")) }
