import BackendData
import BackendDataTesting
import Demarc

/// Inserts a sample into every table of the data plane that tenants write; the tenant's own row is the fleet's.
func insertTenantSamples(_ context: ClusterContext) async throws {
  _ = try await BannerRepository(context).insert(.sample())
  _ = try await CORSOriginRepository(context).insert(.sample())
  let category = try await CategoryRepository(context).insert(.sample()).id
  _ = try await ClientAssetRepository(context).insert(.sample())
  _ = try await ClientExtraCostRepository(context).insert(.sample())
  _ = try await ClientHomeSettingsRepository(context).insert(.sample())
  _ = try await ClientMpFeeOverrideRepository(context).insert(.sample())
  _ = try await ClientPaletteRepository(context).insert(.sample())
  _ = try await ClientPaymentSettingsRepository(context).insert(.sample())
  _ = try await ClientSecretRepository(context).insert(.sample())
  _ = try await ClientShippingSettingsRepository(context).insert(.sample())
  _ = try await ClientUsageRepository(context).insert(.sample())
  _ = try await ContactInfoRepository(context).insert(.sample())
  let coupon = try await CouponRepository(context).insert(.sample()).id
  _ = try await EmailJobRepository(context).insert(.sample())
  _ = try await FAQRepository(context).insert(.sample())
  _ = try await HomeSectionRepository(context).insert(.sample())
  _ = try await HomeSettingsRepository(context).insert(.sample())
  _ = try await LogoRepository(context).insert(.sample())
  _ = try await MpIdempotencyRepository(context).insert(.sample())
  _ = try await OAuthStateNonceRepository(context).insert(.sample())
  _ = try await OptionSetRepository(context).insert(.sample())
  let order = try await OrderRepository(context).insert(.sample()).id
  _ = try await OrderItemRepository(context).insert(.sample(orderID: order))
  _ = try await OrderPaymentBreakdownRepository(context).insert(.sample(orderID: order))
  _ = try await PageRowRepository(context).insert(.sample())
  _ = try await PaymentRepository(context).insert(.sample(orderID: order))
  let product = try await ProductRepository(context).insert(.sample()).id
  _ = try await ProductCategoryRepository(context).insert(
    .sample(categoryID: category, productID: product)
  )
  _ = try await ReviewRepository(context).insert(.sample(productID: product))
  _ = try await ServiceRepository(context).insert(.sample())
  _ = try await ShippingIntegrationRepository(context).insert(.sample())
  _ = try await ShippingZoneRepository(context).insert(.sample())
  _ = try await SocialLinkRepository(context).insert(.sample())
  let user = try await UserRepository(context).insert(.sample()).id
  _ = try await UserAddressRepository(context).insert(.sample(userID: user))
  _ = try await CartItemRepository(context).insert(.sample(productID: product, userID: user))
  _ = try await CouponRedemptionRepository(context).insert(
    .sample(couponID: coupon, orderID: order)
  )
  _ = try await FavoriteRepository(context).insert(.sample(productID: product, userID: user))
}
