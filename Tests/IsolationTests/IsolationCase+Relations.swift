import BackendData
import Demarc
import Foundation
import PostgresDriver

extension IsolationCase {
  /// Every tenant relation.
  static let all: [IsolationCase] = [
    clients, users, userAddresses, categories, optionSets, products, productCategories, services,
    cartItems, favorites, coupons, orders, orderItems, orderPaymentBreakdown, payments,
    couponRedemptions, reviews, banners, logos, faqs, contactInfo, socialLinks,
    homeSections, homeSettings, clientHomeSettings, clientAssets, clientPalettes, pages,
    clientPaymentSettings, clientMpFeeOverrides, mpIdempotency, clientSecrets,
    clientExtraCosts, shippingIntegrations, shippingZones, clientShippingSettings,
    emailJobs, corsOrigins, clientUsage, oauthStateNonces,
  ]

  private static let clients = singleRow(
    "clients",
    ClientRepository.self,
    draft: { mark in
      Client.Draft(
        // A slug is unique among the tenants of a cluster.
        slug: "store-\(mark)",
        publicationStatus: .draft,
        monthlyFee: 10,
        billingPeriod: "monthly",
        emailAdmin: "a@farma.example",
        plan: "starter",
        planKey: "starter",
        isActive: true,
        entitlements: JSON(text: "{}")
      )
    },
    patch: { Client.Patch(name: "mark \($0)") }
  )

  // MARK: Catalogue

  private static let users = rows(
    "users",
    UserRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      User.Draft(email: "\(id)@farma.example", id: id, fullName: "mark \(mark)")
    },
    patch: { User.Patch(fullName: "mark \($0)") },
    finds: [
      ("find(byEmail)", { try await $0.find(byEmail: "\($1)@farma.example") })
    ]
  )

  private static let userAddresses = rows(
    "user_addresses",
    UserAddressRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.users],
    draft: { id, mark in
      UserAddress.Draft(
        userID: .init(first),
        city: "mark \(mark)",
        country: "AR",
        street: "Corrientes",
        id: id
      )
    },
    patch: { UserAddress.Patch(city: "mark \($0)") },
    finds: [
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      )
    ]
  )

  private static let categories = rows(
    "categories",
    CategoryRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      Category.Draft(name: "mark \(mark)", slug: "\(id)", id: id)
    },
    patch: { Category.Patch(name: "mark \($0)") },
    finds: [
      ("find(bySlug)", { try await $0.find(bySlug: "\($1)") }),
      (
        "find(byParentIDs)",
        { try await parent($0, $1) }
      ),
    ]
  )

  private static let optionSets = rows(
    "option_sets",
    OptionSetRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      OptionSet.Draft(
        name: "\(id)",
        id: id,
        options: JSON(text: "[\(mark)]")
      )
    },
    patch: { OptionSet.Patch(options: JSON(text: "[\($0)]")) },
    finds: [
      ("find(byName)", { try await $0.find(byName: "\($1)") })
    ]
  )

  private static let products = rows(
    "products",
    ProductRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.optionSets],
    draft: { id, mark in
      Product.Draft(
        name: "mark \(mark)",
        slug: "\(id)",
        price: 10,
        currency: "ARS",
        id: id,
        optionSetID: .init(first),
        sku: "\(id)"
      )
    },
    patch: { Product.Patch(name: "mark \($0)") },
    finds: [
      ("find(bySlug)", { try await $0.find(bySlug: "\($1)") }),
      ("find(bySKU)", { try await $0.find(bySKU: "\($1)") }),
      (
        "find(byOptionSetIDs)",
        { try await related($0.find(byOptionSetIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let productCategories = rows(
    "product_categories",
    ProductCategoryRepository.self,
    ids: (
      .init(productID: .init(first), categoryID: .init(first)),
      .init(productID: .init(first), categoryID: .init(second))
    ),
    by: .primaryKey(),
    parents: [.products, .categories],
    draft: { id, mark in
      ProductCategory.Draft(
        categoryID: id.categoryID,
        productID: id.productID,
        position: mark
      )
    },
    patch: { ProductCategory.Patch(position: $0) },
    finds: [
      (
        "find(byCategoryIDs)",
        { try await related($0.find(byCategoryIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byProductIDs)",
        { try await related($0.find(byProductIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let services = rows(
    "services",
    ServiceRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      Service.Draft(title: "mark \(mark)", id: id)
    },
    patch: { Service.Patch(title: "mark \($0)") }
  )

  // MARK: Sales

  private static let cartItems = rows(
    "cart_items",
    CartItemRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.users, .products],
    draft: { id, mark in
      CartItem.Draft(
        productID: .init(first),
        userID: .init(first),
        id: id,
        quantity: mark,
        optionsKey: "\(id)"
      )
    },
    patch: { CartItem.Patch(quantity: $0) },
    finds: [
      (
        "find(byUserID,productID,optionsKey)",
        { try await $0.find(byUserID: .init(first), productID: .init(first), optionsKey: "\($1)") }
      ),
      (
        "find(byProductIDs)",
        { try await related($0.find(byProductIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let favorites = rows(
    "favorites",
    FavoriteRepository.self,
    ids: (
      .init(userID: .init(first), productID: .init(first)),
      .init(userID: .init(first), productID: .init(second))
    ),
    by: .primaryKey(),
    parents: [.users, .products],
    draft: { id, mark in
      Favorite.Draft(
        productID: id.productID,
        userID: id.userID,
        createdAt: time(mark)
      )
    },
    patch: { Favorite.Patch(createdAt: time($0)) },
    finds: [
      (
        "find(byProductIDs)",
        { try await related($0.find(byProductIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let coupons = rows(
    "coupons",
    CouponRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      Coupon.Draft(
        code: "\(id)",
        discountValue: 5,
        discountType: "percentage",
        id: id,
        usesCount: mark
      )
    },
    patch: { Coupon.Patch(usesCount: $0) },
    finds: [
      ("find(byCode)", { try await $0.find(byCode: "\($1)") })
    ]
  )

  private static let orders = rows(
    "orders",
    OrderRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.users, .coupons],
    draft: { id, mark in
      Order.Draft(
        total: 10,
        currency: "ARS",
        id: id,
        couponID: .init(first),
        userID: .init(first),
        externalReference: "\(id)",
        notes: "mark \(mark)",
        orderNumber: "\(id)"
      )
    },
    patch: { Order.Patch(notes: "mark \($0)") },
    finds: [
      ("find(byExternalReference)", { try await $0.find(byExternalReference: "\($1)") }),
      ("find(byOrderNumber)", { try await $0.find(byOrderNumber: "\($1)") }),
      (
        "find(byCouponIDs)",
        { try await related($0.find(byCouponIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let orderItems = rows(
    "order_items",
    OrderItemRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.orders, .products],
    draft: { id, mark in
      OrderItem.Draft(
        orderID: .init(first),
        quantity: mark,
        total: 10,
        unitPrice: 10,
        currency: "ARS",
        productName: "mate",
        id: id,
        productID: .init(first)
      )
    },
    patch: { OrderItem.Patch(quantity: $0) },
    finds: [
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byProductIDs)",
        { try await related($0.find(byProductIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let orderPaymentBreakdown = rows(
    "order_payment_breakdown",
    OrderPaymentBreakdownRepository.self,
    ids: (.init(first), .init(second)),
    by: .orderID(),
    parents: [.orders],
    draft: { id, mark in
      OrderPaymentBreakdown.Draft(
        orderID: id,
        netAmount: PostgresNumeric(Int64(mark)),
        subtotal: 10,
        total: 10,
        currency: "ARS"
      )
    },
    patch: { OrderPaymentBreakdown.Patch(netAmount: PostgresNumeric(Int64($0))) }
  )

  private static let payments = rows(
    "payments",
    PaymentRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.orders],
    draft: { id, mark in
      Payment.Draft(
        orderID: .init(first),
        amount: 10,
        currency: "ARS",
        id: id,
        installments: mark,
        provider: "mercadopago",
        providerPaymentID: "\(id)"
      )
    },
    patch: { Payment.Patch(installments: $0) },
    finds: [
      (
        "find(byProvider,providerPaymentID)",
        { try await $0.find(byProvider: "mercadopago", providerPaymentID: "\($1)") }
      ),
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let couponRedemptions = rows(
    "coupon_redemptions",
    CouponRedemptionRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.coupons, .orders, .users],
    draft: { id, mark in
      CouponRedemption.Draft(
        couponID: .init(first),
        orderID: .init(id.rawValue),
        discountAmount: PostgresNumeric(Int64(mark)),
        currency: "ARS",
        id: id,
        userID: .init(first)
      )
    },
    patch: { CouponRedemption.Patch(discountAmount: PostgresNumeric(Int64($0))) },
    finds: [
      (
        "find(byCouponID,orderID)",
        { try await $0.find(byCouponID: .init(first), orderID: .init($1.rawValue)) }
      ),
      (
        "find(byCouponIDs)",
        { try await related($0.find(byCouponIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let reviews = rows(
    "reviews",
    ReviewRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.users, .products, .orders],
    draft: { id, mark in
      Review.Draft(
        productID: .init(id.rawValue),
        rating: mark,
        id: id,
        orderID: .init(first),
        userID: .init(first)
      )
    },
    patch: { Review.Patch(rating: $0) },
    finds: [
      (
        "find(byProductID,userID)",
        { try await $0.find(byProductID: .init($1.rawValue), userID: .init(first)) }
      ),
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byProductIDs)",
        { try await related($0.find(byProductIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  // MARK: Look

  private static let banners = rows(
    "banners",
    BannerRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      Banner.Draft(imageURL: "https://farma.example", id: id, position: mark)
    },
    patch: { Banner.Patch(position: $0) }
  )

  private static let logos = rows(
    "logos",
    LogoRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      Logo.Draft(imageURL: "mark \(mark)", id: id)
    },
    patch: { Logo.Patch(imageURL: "mark \($0)") }
  )

  private static let faqs = rows(
    "faqs",
    FAQRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      FAQ.Draft(answer: "mark \(mark)", question: "?", id: id)
    },
    patch: { FAQ.Patch(answer: "mark \($0)") }
  )

  private static let contactInfo = singleRow(
    "contact_info",
    ContactInfoRepository.self,
    draft: { ContactInfo.Draft(city: "mark \($0)") },
    patch: { ContactInfo.Patch(city: "mark \($0)") }
  )

  private static let socialLinks = rows(
    "social_links",
    SocialLinkRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      SocialLink.Draft(network: "\(id)", url: "mark \(mark)", id: id)
    },
    patch: { SocialLink.Patch(url: "mark \($0)") },
    finds: [
      ("find(byNetwork)", { try await $0.find(byNetwork: "\($1)") })
    ]
  )

  private static let homeSections = rows(
    "home_sections",
    HomeSectionRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      HomeSection.Draft(
        component: "hero",
        sectionKey: "\(id)",
        id: id,
        position: mark
      )
    },
    patch: { HomeSection.Patch(position: $0) },
    finds: [
      ("find(bySectionKey)", { try await $0.find(bySectionKey: "\($1)") })
    ]
  )

  private static let homeSettings = singleRow(
    "home_settings",
    HomeSettingsRepository.self,
    draft: { HomeSettings.Draft(featuredLimit: $0) },
    patch: { HomeSettings.Patch(featuredLimit: $0) }
  )

  private static let clientHomeSettings = singleRow(
    "client_home_settings",
    ClientHomeSettingsRepository.self,
    draft: { ClientHomeSettings.Draft(identity: JSON(text: #"{"mark": \#($0)}"#)) },
    patch: { ClientHomeSettings.Patch(identity: JSON(text: #"{"mark": \#($0)}"#)) }
  )

  private static let clientAssets = rows(
    "client_assets",
    ClientAssetRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      ClientAsset.Draft(
        kind: "logo",
        storagePath: "\(id)",
        url: "mark \(mark)",
        id: id
      )
    },
    patch: { ClientAsset.Patch(url: "mark \($0)") },
    finds: [
      ("find(byStoragePath)", { try await $0.find(byStoragePath: "\($1)") })
    ]
  )

  private static let clientPalettes = rows(
    "client_palettes",
    ClientPaletteRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      ClientPalette.Draft(
        name: "\(id)",
        themeVars: JSON(text: #"{"mark": \#(mark)}"#),
        id: id
      )
    },
    patch: { ClientPalette.Patch(themeVars: JSON(text: #"{"mark": \#($0)}"#)) },
    finds: [
      ("find(byName)", { try await $0.find(byName: "\($1)") })
    ]
  )

  private static let pages = rows(
    "pages",
    PageRowRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      PageRow.Draft(slug: "\(id)", title: "mark \(mark)", id: id)
    },
    patch: { PageRow.Patch(title: "mark \($0)") },
    finds: [
      ("find(bySlug)", { try await $0.find(bySlug: "\($1)") })
    ]
  )

  // MARK: Operations

  private static let clientPaymentSettings = singleRow(
    "client_payment_settings",
    ClientPaymentSettingsRepository.self,
    draft: { ClientPaymentSettings.Draft(maxInstallments: $0) },
    patch: { ClientPaymentSettings.Patch(maxInstallments: $0) }
  )

  private static let clientMpFeeOverrides = rows(
    "client_mp_fee_overrides",
    ClientMpFeeOverrideRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      ClientMpFeeOverride.Draft(
        feePercent: PostgresNumeric(Int64(mark)),
        currency: "ARS",
        method: "\(id)",
        id: id,
        installments: 1,
        settlementDays: 0
      )
    },
    patch: { ClientMpFeeOverride.Patch(feePercent: PostgresNumeric(Int64($0))) },
    finds: [
      (
        "find(byMethod,installments,settlementDays)",
        { try await $0.find(byMethod: "\($1)", installments: 1, settlementDays: 0) }
      )
    ]
  )

  private static let mpIdempotency = rows(
    "mp_idempotency",
    MpIdempotencyRepository.self,
    ids: ("first", "second"),
    by: .key(),
    parents: [.orders],
    draft: { id, mark in
      MpIdempotency.Draft(
        key: id,
        requestHash: "mark \(mark)",
        expiresAt: time(0),
        orderID: .init(first)
      )
    },
    patch: { MpIdempotency.Patch(requestHash: "mark \($0)") },
    finds: [
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      )
    ]
  )

  private static let clientSecrets = rows(
    "client_secrets",
    ClientSecretRepository.self,
    ids: ("first", "second"),
    by: .name(),
    draft: { id, mark in
      ClientSecret.Draft(name: id, valueEncrypted: "mark \(mark)")
    },
    patch: { ClientSecret.Patch(valueEncrypted: "mark \($0)") }
  )

  private static let clientExtraCosts = rows(
    "client_extra_costs",
    ClientExtraCostRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      ClientExtraCost.Draft(
        kind: "percentage",
        name: "\(id)",
        value: PostgresNumeric(Int64(mark)),
        id: id
      )
    },
    patch: { ClientExtraCost.Patch(value: PostgresNumeric(Int64($0))) },
    finds: [
      ("find(byName)", { try await $0.find(byName: "\($1)") })
    ]
  )

  private static let shippingIntegrations = rows(
    "shipping_integrations",
    ShippingIntegrationRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.clientSecrets],
    draft: { id, mark in
      ShippingIntegration.Draft(
        provider: "\(id)",
        id: id,
        secretName: "first",
        settings: JSON(text: #"{"mark": \#(mark)}"#)
      )
    },
    patch: { ShippingIntegration.Patch(settings: JSON(text: #"{"mark": \#($0)}"#)) },
    finds: [
      ("find(byProvider)", { try await $0.find(byProvider: "\($1)") }),
      (
        "find(bySecretNames)",
        { try await related($0.find(bySecretNames: ["first", "second"]), to: $1) }
      ),
    ]
  )

  private static let shippingZones = rows(
    "shipping_zones",
    ShippingZoneRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.shippingIntegrations],
    draft: { id, mark in
      ShippingZone.Draft(
        name: "\(id)",
        price: PostgresNumeric(Int64(mark)),
        currency: "ARS",
        id: id,
        shippingIntegrationID: .init(first)
      )
    },
    patch: { ShippingZone.Patch(price: PostgresNumeric(Int64($0))) },
    finds: [
      ("find(byName)", { try await $0.find(byName: "\($1)") }),
      (
        "find(byShippingIntegrationIDs)",
        {
          try await related(
            $0.find(byShippingIntegrationIDs: [.init(first), .init(second)]),
            to: $1
          )
        }
      ),
    ]
  )

  private static let clientShippingSettings = singleRow(
    "client_shipping_settings",
    ClientShippingSettingsRepository.self,
    draft: { ClientShippingSettings.Draft(handlingDays: $0) },
    patch: { ClientShippingSettings.Patch(handlingDays: $0) }
  )

  private static let emailJobs = rows(
    "email_jobs",
    EmailJobRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    parents: [.users, .orders],
    draft: { id, mark in
      EmailJob.Draft(
        type: "welcome",
        toEmail: "a@farma.example",
        id: id,
        orderID: .init(first),
        userID: .init(first),
        attempts: mark,
        dedupeKey: "\(id)"
      )
    },
    patch: { EmailJob.Patch(attempts: $0) },
    finds: [
      ("find(byDedupeKey)", { try await $0.find(byDedupeKey: "\($1)") }),
      (
        "find(byOrderIDs)",
        { try await related($0.find(byOrderIDs: [.init(first), .init(second)]), to: $1) }
      ),
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      ),
    ]
  )

  private static let corsOrigins = rows(
    "cors_origins",
    CORSOriginRepository.self,
    ids: (.init(first), .init(second)),
    by: .id(),
    draft: { id, mark in
      CORSOrigin.Draft(
        origin: "https://\(id)",
        id: id,
        createdAt: time(mark)
      )
    },
    patch: { CORSOrigin.Patch(createdAt: time($0)) },
    finds: [
      ("find(byOrigin)", { try await $0.find(byOrigin: "https://\($1)") })
    ]
  )

  private static let clientUsage = rows(
    "client_usage",
    ClientUsageRepository.self,
    ids: (
      .init(CalendarDate(daysSince2000: 1)), .init(CalendarDate(daysSince2000: 2))
    ),
    by: .day(),
    draft: { id, mark in
      ClientUsage.Draft(day: id, requests: Int64(mark))
    },
    patch: { ClientUsage.Patch(requests: Int64($0)) }
  )

  private static let oauthStateNonces = rows(
    "oauth_state_nonces",
    OAuthStateNonceRepository.self,
    ids: ("first", "second"),
    by: .nonce(),
    parents: [.users],
    draft: { id, mark in
      OAuthStateNonce.Draft(
        nonce: id,
        provider: "mark \(mark)",
        expiresAt: time(0),
        userID: .init(first)
      )
    },
    patch: { OAuthStateNonce.Patch(provider: "mark \($0)") },
    finds: [
      (
        "find(byUserIDs)",
        { try await related($0.find(byUserIDs: [.init(first), .init(second)]), to: $1) }
      )
    ]
  )
}

/// The keys that all tenants use.
private let (first, second): (UUID, UUID) = (
  UUID(uuid: (1, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1)),
  UUID(uuid: (2, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 2))
)

private func time(_ mark: Int32) -> Timestamp {
  Timestamp(microsecondsSince2000: Int64(mark) * 1_000_000)
}

/// The category with an identifier, found by a child that it has for as long.
private func parent(
  _ repository: CategoryRepository,
  _ id: Category.ID
) async throws -> Category? {
  let category = try await repository.find(id)
  if category != nil {
    _ = try await repository.insert(.init(name: "child", slug: "child", parentID: id))
  }
  let children = try await repository.find(byParentIDs: [id])[id] ?? []
  for child in children { try await repository.delete(child.id) }
  return children.isEmpty ? nil : category
}

/// The row with an identifier among those that rows of another relation have.
private func related<Key, Row: Identifiable>(_ rows: [Key: [Row]], to id: Row.ID) -> Row? {
  rows.values.joined().first { $0.id == id }
}

extension IsolationCase.Parent {
  /// Makes the two rows for a tenant.
  func insert(_ context: ClusterContext) async throws {
    for key in [first, second] {
      switch self {
      case .users:
        _ = try await UserRepository(context).insert(
          User.Draft(email: "\(key)@farma.example", id: .init(key))
        )
      case .products:
        _ = try await ProductRepository(context).insert(
          Product.Draft(name: "mate", slug: "\(key)", price: 10, currency: "ARS", id: .init(key))
        )
      case .categories:
        _ = try await CategoryRepository(context).insert(
          Category.Draft(name: "all", slug: "\(key)", id: .init(key))
        )
      case .coupons:
        _ = try await CouponRepository(context).insert(
          Coupon.Draft(
            code: "\(key)",
            discountValue: 5,
            discountType: "percentage",
            id: .init(key)
          )
        )
      case .orders:
        _ = try await OrderRepository(context).insert(
          Order.Draft(total: 10, currency: "ARS", id: .init(key))
        )
      case .optionSets:
        _ = try await OptionSetRepository(context).insert(
          OptionSet.Draft(name: "\(key)", id: .init(key))
        )
      case .clientSecrets:
        _ = try await ClientSecretRepository(context).insert(
          ClientSecret.Draft(name: key == first ? "first" : "second", valueEncrypted: "x")
        )
      case .shippingIntegrations:
        _ = try await ShippingIntegrationRepository(context).insert(
          ShippingIntegration.Draft(provider: "\(key)", id: .init(key))
        )
      }
    }
  }
}
