import BackendData
import Demarc
import Foundation

// Which shape each repository has; the compiler checks that it has the methods.

extension ClientRepository: SingleRowRepository {}
extension ClientHomeSettingsRepository: SingleRowRepository {}
extension ClientPaymentSettingsRepository: SingleRowRepository {}
extension ClientShippingSettingsRepository: SingleRowRepository {}
extension ContactInfoRepository: SingleRowRepository {}
extension HomeSettingsRepository: SingleRowRepository {}

extension BannerRepository: FilteredRepository, ColumnKeyedRepository {}
extension CORSOriginRepository: FilteredRepository, ColumnKeyedRepository {}
extension CartItemRepository: FilteredRepository, ColumnKeyedRepository {}
extension CategoryRepository: FilteredRepository, ColumnKeyedRepository {}
extension ClientAssetRepository: FilteredRepository, ColumnKeyedRepository {}
extension ClientExtraCostRepository: FilteredRepository, ColumnKeyedRepository {}
extension ClientMpFeeOverrideRepository: FilteredRepository, ColumnKeyedRepository {}
extension ClientPaletteRepository: FilteredRepository, ColumnKeyedRepository {}
extension CouponRepository: FilteredRepository, ColumnKeyedRepository {}
extension CouponRedemptionRepository: FilteredRepository, ColumnKeyedRepository {}
extension EmailJobRepository: FilteredRepository, ColumnKeyedRepository {}
extension FAQRepository: FilteredRepository, ColumnKeyedRepository {}
extension HomeSectionRepository: FilteredRepository, ColumnKeyedRepository {}
extension LogoRepository: FilteredRepository, ColumnKeyedRepository {}
extension MpIdempotencyRepository: FilteredRepository, ColumnKeyedRepository {}
extension OAuthStateNonceRepository: FilteredRepository, ColumnKeyedRepository {}
extension OptionSetRepository: FilteredRepository, ColumnKeyedRepository {}
extension OrderRepository: FilteredRepository, ColumnKeyedRepository {}
extension OrderItemRepository: FilteredRepository, ColumnKeyedRepository {}
extension PageRowRepository: FilteredRepository, ColumnKeyedRepository {
  static var marks: Marks<Self>? {
    Marks(
      deleted: PageRow.ID(UUID(uuid: (3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3))),
      version: \.version,
      update: { try await $0.update($1, $2, expecting: $3) },
      findIncludingDeleted: { try await $0.findIncludingDeleted($1) },
      restore: { try await $0.restore($1) },
      purge: { try await $0.purge($1) }
    )
  }
}
extension PaymentRepository: FilteredRepository, ColumnKeyedRepository {}
extension ProductRepository: FilteredRepository, ColumnKeyedRepository {}
extension ReviewRepository: FilteredRepository, ColumnKeyedRepository {}
extension ServiceRepository: FilteredRepository, ColumnKeyedRepository {}
extension ShippingIntegrationRepository: FilteredRepository, ColumnKeyedRepository {}
extension ShippingZoneRepository: FilteredRepository, ColumnKeyedRepository {}
extension SocialLinkRepository: FilteredRepository, ColumnKeyedRepository {}
extension UserRepository: FilteredRepository, ColumnKeyedRepository {}
extension UserAddressRepository: FilteredRepository, ColumnKeyedRepository {}

extension ClientSecretRepository: PlainRepository {}
extension ClientUsageRepository: PlainRepository {}
extension OrderPaymentBreakdownRepository: PlainRepository {}

// The key is several columns.
extension FavoriteRepository: FilteredRepository {}
extension ProductCategoryRepository: FilteredRepository {}
