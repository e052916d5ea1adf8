import BackendData
import Demarc
import Hummingbird
import PostgresDriver

/// The pages of a store, which a request names by its host.
struct StoreRoutes: Sendable {
  let clusters: ClusterRouter
  let settings: Settings

  /// What a request may ask for.
  func router() -> Router<BasicRequestContext> {
    let router = Router()
    if settings.hasLoopAffinity { router.add(middleware: LoopAffinity()) }
    router.add(middleware: RoutingErrors())
    router.get("products") { request, _ in
      try await products(of: request).find(limit: 100).map(Offer.init)
    }
    router.get("products/:slug") { request, context in
      let slug = try context.parameters.require("slug")
      guard let product = try await products(of: request).find(bySlug: slug) else {
        throw HTTPError(.notFound, message: "The store has no such product.")
      }
      return Offer(product)
    }
    router.put("products/:slug") { request, context in
      guard request.headers[.authorization] == "Bearer \(settings.token.reveal())" else {
        throw HTTPError(.unauthorized)
      }
      let slug = try context.parameters.require("slug")
      let offer = try await request.decode(as: Offer.Change.self, context: context)
      guard let price = PostgresNumeric(offer.price) else {
        throw HTTPError(.badRequest, message: "The price is no number.")
      }
      let product = try await products(of: request).upsert(
        Product.Draft(name: offer.name, slug: slug, price: price, currency: "ARS"),
        on: .slug
      )
      return Offer(product)
    }
    return router
  }

  private func products(of request: Request) async throws -> ProductRepository {
    ProductRepository(try await context(of: request))
  }

  /// The store whose slug stands before our domain, or whose own domain it is.
  private func context(of request: Request) async throws -> ClusterContext {
    guard let host = request.head.authority?.split(separator: ":").first?.lowercased() else {
      throw HTTPError(.badRequest, message: "The request names no host.")
    }
    let suffix = ".\(settings.domain)"
    guard host.hasSuffix(suffix) else { return try await clusters.context(forDomain: host) }
    return try await clusters.context(forSlug: String(host.dropLast(suffix.count)))
  }
}

/// A product as a customer sees it.
struct Offer: ResponseCodable {
  /// What a store says of a product.
  struct Change: Decodable {
    let name: String
    let price: String
  }

  let slug: String
  let name: String
  let price: String

  init(_ product: Product) {
    slug = product.slug
    name = product.name
    price = "\(product.currency) \(product.price)"
  }
}
