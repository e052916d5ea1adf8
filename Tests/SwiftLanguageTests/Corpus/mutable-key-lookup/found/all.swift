func find(_ clients: ClientRepository) async throws { use(try await clients.update(bySlug: "a", patch)) } // ! mutable-key-lookup
func upsert(_ clients: ClientRepository) async throws { try await clients.upsert(draft, onSlug: "a") } // ! mutable-key-lookup
func delete(_ clients: ClientRepository) async throws { try await clients.delete(bySlug: "a") } // ! mutable-key-lookup
func named(_ clients: ClientRepository) async throws { try await clients.deleteBySlug("a") } // ! mutable-key-lookup
